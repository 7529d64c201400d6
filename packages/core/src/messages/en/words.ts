/** Words that a report cannot do without, explained for whoever reads one for the first time. */
export default {
  heading: "Words used here",
  trace: "Trace",
  "trace-is": "Something that stayed on the phone: a row in a list, a file, a name. It shows that something was there, not who did it.",
  indicator: "Indicator",
  "indicator-is":
    "A name, address or file that researchers published because they saw it in an attack. Software without a published indicator cannot be recognized by one.",
  finding: "Finding",
  "finding-is": "A trace that meets an indicator, or one of Bridle's own rules.",
  source: "Source",
  "source-is": "A place on the phone where such traces stay, such as the list of messages or the browser's history.",
  targeting: "Targeting, attempt, compromise",
  "targeting-is":
    "Three separate questions: did someone try to reach this person with attack tools, was an attack tried on this phone, does it look as if one succeeded.",
  severity: "Severity and confidence",
  "severity-is": "Severity says how grave it would be if it is what it looks like. Confidence says how likely it is to be that.",
  process: "Process",
  "process-is": "A program while it runs. Most belong to the system and work unseen.",
  hash: "SHA-256",
  "hash-is":
    "A long number reckoned from a file. If one letter of the file changes, so does the number: by it others can tell that they look at the same file.",
  backup: "Acquisition",
  "backup-is": "What was copied from the phone and examined here, such as a backup. It holds a part of the phone, not all of it.",
  utc: "UTC",
  "utc-is": "The time of day without time zones. Clocks in the phone's country may have shown another hour.",
} satisfies Record<string, string>;
