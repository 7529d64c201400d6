export default {
  title: "Description of the backup",
  about:
    "The lists Info.plist, Manifest.plist and Status.plist beside a backup's catalogue: the device and its system, when and how the backup was made, whether it is whole, and whether a passcode was set.",
  limits:
    "Written by the computer that made the backup, by that computer's clock. The apps of these lists are told by another source. Names and numbers of the owner stay in the records.",
  "made-by-info": "Info.plist says that the backup was made",
  "made-by-manifest": "Manifest.plist says that the backup was made",
  "made-by-status": "Status.plist says that the backup was made",
} satisfies Record<string, string>;
