export default {
  title: "Two lists of processes give one number two names",
  rationale:
    "A sysdiagnose holds several lists of what ran, taken within minutes. A process that takes another name, or hides behind one, may show under a different name in each.",
  "reused-number":
    "A process ended and its number was given to another between the two lists; this is rated lower where neither list tells how long it had run.",
  "other-program": "A program started another in its place under the same number.",
  summary: "The process with the number {pid, number, ::group-off} is {first} in one list and {other} in another.",
} satisfies Record<string, string>;
