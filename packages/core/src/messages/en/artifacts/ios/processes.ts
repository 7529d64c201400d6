export default {
  title: "Processes running when the sysdiagnose was made",
  about: "The list of running processes (ps.txt): number, parent, user, start, and the program with its arguments.",
  limits:
    "One moment only. What did not run then is not in it, and what hides from the system's own list is not either. Where a path holds spaces before a dash, it is not told where the program ends and its arguments begin.",
  "unknown-line": "A line of the process list could not be taken apart.",
  "no-header": "The process list has no header with the names of its columns.",
  "no-processes": "The process list names no process, which no running phone's list does.",
} satisfies Record<string, string>;
