export default {
  title: "The daily analytics name a process BackupAgent",
  rationale:
    "Kaspersky found network usage by a process of exactly this name on phones attacked in Operation Triangulation, in the database of network usage and in this list. Apple's current backup service is called BackupAgent2 and does not match.",
  "old-system": "Versions of iOS before 2013 had a backup service of this name; a list carried over from such a phone may still name it.",
  "other-program": "Any program may bear this name.",
  summary: "The daily analytics list a process {name} among those that used the network.",
} satisfies Record<string, string>;
