export default {
  title: "A program that reads messages ended by faults many times in a short while, by the unified log",
  rationale:
    "Attacks without a click reach programs that take messages apart, and attempts that fail crash them: published cases show dozens of crashes within minutes. The system's log notes each end with its signal, also where reports of the crashes are gone.",
  "system-bug": "A fault of the system's own can crash such a program again and again until an update mends it.",
  "broken-message": "A damaged message or file can crash it each time that it is tried anew.",
  summary: "{program} ended by a fault {count, plural, other {# times}} within a quarter of an hour before and after.",
} satisfies Record<string, string>;
