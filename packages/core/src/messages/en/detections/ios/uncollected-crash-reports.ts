export default {
  title: "Many reports on a program that handles incoming messages are listed and were not collected",
  rationale:
    "The collector lists all reports on the phone and packs some. Their names tell which program crashed and when. In published cases the programs that take messages apart crashed dozens of times; where their reports are listed and not there, the crashes are known by name alone, and what kind of fault it was is not.",
  "newest-only": "Collectors pack the newest reports of each kind and leave older ones.",
  "system-bug": "An error of the system, often right after an update, makes the same program crash again and again.",
  summary: "{count, plural, other {# reports}} on {program} are listed and not in the archive.",
} satisfies Record<string, string>;
