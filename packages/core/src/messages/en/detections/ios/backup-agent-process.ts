export default {
  title: "A process named BackupAgent used the network",
  rationale:
    "Kaspersky found network usage by a process of exactly this name on phones attacked in Operation Triangulation. Apple's current backup service is called BackupAgent2 and does not match.",
  "old-system":
    "Versions of iOS before 2013 had a backup service of this name; a database carried over from such a phone may still name it.",
  "other-program": "Any program may bear this name.",
  summary: "The list of processes that used the network names {name}.",
} satisfies Record<string, string>;
