export default {
  title: "How the collection was made",
  about: "When AndroidQF began and ended, by the clock of the collecting computer, and which of its parts failed.",
  limits: "What the collecting program says of itself. A part that failed without a word is not in its log.",
  started: "AndroidQF began to collect",
  completed: "AndroidQF had collected",
  "module-failed": "AndroidQF could not collect its part {module}: what only it brings is missing.",
} satisfies Record<string, string>;
