export default {
  title: "A program runs from a place where no program belongs",
  rationale:
    "Apps run from /data/app and the system from its own partitions. Tools that come over a cable or through an exploit are put where the shell may write, or exist in memory alone.",
  developer: "Developers put and start programs there over a cable.",
  acquisition: "Tools of an examination do so while they run; AndroidQF's collector is recognized by its path.",
  "helper-apps": "Some apps for advanced users (such as those that work through the debugging connection) start a helper from there.",
  "from-staging": "{program} runs as {user} (process {pid}) from a folder for temporary files.",
  "from-shared-storage": "{program} runs as {user} (process {pid}) from the storage for the owner's files.",
  "from-deleted": "{program} runs as {user} (process {pid}); the file of the program was deleted.",
  "from-memory": "{program} runs as {user} (process {pid}) from memory, without a file.",
} satisfies Record<string, string>;
