export default {
  title: "The battery's diary names a process BackupAgent",
  rationale:
    "Kaspersky found network usage by a process of exactly this name on phones attacked in Operation Triangulation, in the database of network usage, which a sysdiagnose does not hold. The battery's diary lists programs that run and use the network as well. That the trace stands there, too, has not been published. Apple's current backup service is called BackupAgent2 and does not match.",
  "other-program": "Any program may bear this name.",
  summary: "The battery's diary lists a process {name}.",
} satisfies Record<string, string>;
