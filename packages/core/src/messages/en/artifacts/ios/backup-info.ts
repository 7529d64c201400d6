export default {
  title: "Description of the backup",
  about:
    "The lists Info.plist, Manifest.plist and Status.plist beside a backup's catalogue: the device and its system, when and how the backup was made, and which apps it lists.",
  limits:
    "Written by the computer that made the backup, by that computer's clock. Apps are those that the backup lists; system apps and apps removed before it are not among them. Names and numbers of the owner stay in the records.",
  "made-by-info": "Info.plist says that the backup was made",
  "made-by-manifest": "Manifest.plist says that the backup was made",
  "made-by-status": "Status.plist says that the backup was made",
} satisfies Record<string, string>;
