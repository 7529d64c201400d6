export default {
  title: "Volumes that were mounted",
  about:
    "The list of mounted volumes when the sysdiagnose was made: each with its place in the tree of folders, its kind and whether it could be written to.",
  limits: "Only what was mounted at that moment. A program that controls the system can hide a volume from the list.",
} satisfies Record<string, string>;
