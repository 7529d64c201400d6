export default {
  title: "Programs and libraries by their image",
  about:
    "The table UUIDToBinaryLocations, which the system kept to name what its own sampling met: the UUID of each image and the file that it came from.",
  limits:
    "Kept by iOS 12 to 14 only. It says that a file was there when it was met, not when that was, by which program it was loaded, or whether it is there still.",
} satisfies Record<string, string>;
