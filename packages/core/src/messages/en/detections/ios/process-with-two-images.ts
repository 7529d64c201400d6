export default {
  title: "Two lists of processes give one process two images",
  rationale:
    "The image of a program has a UUID that changes with each build of it. Two lists of the same minutes that give one process different ones contradict each other: the program was exchanged, or one of the lists was changed.",
  update: "A part of the system that is updated without a restart was exchanged between the lists.",
  "reused-number": "The program was started again from another build under the same number.",
  summary: "{program}, number {pid, number, ::group-off}, has the image {first} in one list and {other} in another.",
} satisfies Record<string, string>;
