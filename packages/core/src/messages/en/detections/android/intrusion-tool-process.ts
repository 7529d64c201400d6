export default {
  title: "A tool for looking into programs, or for a remote shell, runs",
  rationale:
    "Phones do not come with such tools running. Researchers and developers start them, and so do people who have come in by hand or by an exploit.",
  developer: "Developers and researchers use them on phones of their own.",
  "own-tools": "Terminal apps for advanced users bring some of them.",
  "same-name": "The name alone was looked at.",
  summary: "{program} runs as {user} (process {pid}).",
} satisfies Record<string, string>;
