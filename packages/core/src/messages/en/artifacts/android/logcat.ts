export default {
  title: "The system's log",
  about: "Lines of the log that tell of programs: those that started, crashed or were ended, and what SELinux refused them.",
  limits:
    "Minutes to a day or two, by the size of the log's buffers. Any app can write to the log under any name; where the log tells the writer, lines of the system are taken from the system alone. The year is not written and follows from the acquisition.",
  "on-start": "{process} started for: {because}",
  "on-crash": "{process} crashed: {because}",
  "on-end": "{process} ended: {because}",
} satisfies Record<string, string>;
