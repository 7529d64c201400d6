export default {
  title: "A process was started with a library put before its own",
  rationale:
    "A library named in LD_PRELOAD is loaded before all others and can change what a program does. On an ordinary phone no variable names one outside of the system's folders.",
  "terminal-apps": "Terminal apps such as Termux start their own programs so.",
  developer: "Developers and testers use it to look into a program.",
  summary: "{process} (process {pid}) was started with {libraries} before its own libraries.",
} satisfies Record<string, string>;
