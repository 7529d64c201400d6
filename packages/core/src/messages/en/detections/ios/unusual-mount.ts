export default {
  title: "The system's own folders are writable or covered",
  rationale:
    "The volume of the system is mounted read-only, and nothing lies over its folders but parts that the system itself brings. A writable system volume, or another volume over one of its folders, lets a program change what the system runs.",
  jailbreak: "A jailbreak that the owner made mounts its tools there.",
  research: "Phones for security research and pre-release systems have mounts of their own.",
  "summary-writable": "The system volume was mounted so that it could be written to ({device}).",
  "summary-covered": "A volume of the kind {kind} was mounted over {place} ({device}).",
} satisfies Record<string, string>;
