export default {
  title: "Native crashes",
  about:
    "What the system wrote down when a program crashed below Java: the program, the signal and its cause, the functions that were running, mapped and open files.",
  limits:
    "The system keeps the last 32 crashes (fewer on old phones), so a program that crashes on purpose can push others out. Bug reports hold them; what an app made of its own crash is not here. The name of a process and an abort message are what the program chose.",
  crashed: "{program} crashed with {signal}",
  "no-process": "The file names no process: it is no tombstone, or of a form that this version does not know.",
  "told-beside": "The same crash is told from its binary form beside this file.",
  "cut-off": "The file ends within a field; what stands before was read.",
} satisfies Record<string, string>;
