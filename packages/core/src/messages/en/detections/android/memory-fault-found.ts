export default {
  title: "A checker of memory stopped a program that reads what strangers send",
  rationale:
    "Android checks some of its memory as it is used. A checker that stops a program for media or messages saw memory used wrongly, which exploits do and ordinary faults as well.",
  "ordinary-bug": "Most such faults are bugs without an attacker.",
  "broken-file": "A damaged picture or video can bring a bug out.",
  summary: "{program} was stopped: {cause}",
} satisfies Record<string, string>;
