export default {
  title: "Processes with their threads when the sysdiagnose was made",
  about:
    "The list of running processes with their threads (ps_thread.txt): number, parent, user, start, how many threads, and the program with its arguments.",
  limits:
    "One moment only, moments apart from the other lists. Some archives of iOS 26 hold the header alone. Where a path holds spaces before a dash, it is not told where the program ends and its arguments begin.",
  "no-header": "The list of processes with threads has no header with the names of its columns.",
  "no-lines": "The list of processes with threads holds its header and no process.",
} satisfies Record<string, string>;
