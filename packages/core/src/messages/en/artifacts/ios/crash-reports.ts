export default {
  title: "Reports of crashes, of low memory and of restarts",
  about:
    "The files ending in .ips that the system writes when a program crashes, memory runs out or the phone restarts by itself: which program, where it lay, what kind of fault, and in some of them a list of everything that was running.",
  limits:
    "Every phone has such reports, and one crash means nothing. The system removes old ones, and a phone may be set to write none. What reports tell of processor, disk and restarts as plain text is read by the names of its lines; the numbers of some kinds of reports are not known, and of these only the first line is told.",
  crashed: "{name} crashed",
  reported: "A report on {name} (type {bugType}) was written",
  "no-head": "The report does not begin with the line that says what it is.",
  "body-unreadable": "The report behind the first line is damaged.",
  "too-many-documents": "A report consists of more than {limit, number} parts; the others were left out.",
  again: "The same report lies in another file and was read there.",
  "too-many": "A report lists more than {limit, number} programs; the others were left out.",
} satisfies Record<string, string>;
