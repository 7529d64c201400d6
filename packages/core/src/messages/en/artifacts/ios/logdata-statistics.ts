export default {
  title: "Programs that wrote into the log",
  about:
    "Each time a file of the system's log is closed, the logging daemon writes which programs filled it, with their whole paths. It is a list of what ran, weeks back.",
  limits:
    "Only the programs that wrote most are named. The time is that of the closing: a program ran some time before it. What wrote nothing into the log is not in it.",
  logged: "{process} had written into the system's log",
  "unknown-line": "A line is not the object that it should be.",
  "too-many": "A record names more than {limit, number} programs; the others were left out.",
} satisfies Record<string, string>;
