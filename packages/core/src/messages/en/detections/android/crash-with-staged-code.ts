export default {
  title: "A program crashed with code from a place where no code belongs",
  rationale:
    "A crash report lists the files that were mapped into the program. Code from the shell's folder or the owner's storage was put there from outside.",
  developer: "Developers load libraries of theirs from there, and tools for them do.",
  "updated-app": "Some apps load parts of themselves from shared storage, against Android's advice.",
  summary: "{program} crashed with {path} mapped into it.",
} satisfies Record<string, string>;
