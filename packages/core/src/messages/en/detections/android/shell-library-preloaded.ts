export default {
  title: "The shell of the phone loads a library before all others",
  rationale:
    "A library named in LD_PRELOAD is loaded before all others and can change what a program does, also what it shows to a collection of traces. On an ordinary phone no variable names one outside of the system's folders.",
  developer: "Developers and testers use it to look into programs.",
  maker: "A maker may have put a library of its own in an unusual folder.",
  summary: "The shell was started with {libraries} before its own libraries.",
} satisfies Record<string, string>;
