export default {
  title: "Files on the phone",
  about:
    "AndroidQF's list of files in the folders that its shell may read: path, size, permissions, times and, where it was asked for, hashes.",
  limits:
    "Without root most folders of apps and of the system's data are closed to it. Where the phone's own find made the list, it holds less: one time, permissions in digits, and a slash in place of each space of a path. Hashes are there only in collections that asked for them.",
  modified: "Contents of {path} written",
  changed: "Attributes of {path} changed",
} satisfies Record<string, string>;
