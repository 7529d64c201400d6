export default {
  title: "A file came to a folder for programs soon after a program that reads what strangers send kept crashing",
  rationale:
    "Attacks without a click often need several tries, and each that fails can crash the program that is tried. What succeeds then fetches the next part and puts it where it can run. Neither trace says much alone; that they follow each other within a day is worth a look by somebody who can read the crashes.",
  developer: "Developers put files there and make programs crash, often on the same day.",
  "broken-file": "A picture or film that the program cannot read makes it crash each time, and the file came for another reason.",
  collection: "Tools that collect traces put files of their own there.",
  clock: "The times are what the phone's clock said, and crashes and files may rest on different clocks.",
  summary: "{path} changed at most {hours, plural, one {# hour} other {# hours}} after the last of {crashes} crashes of {program}.",
  "summary-refused":
    "{path} changed at most {hours, plural, one {# hour} other {# hours}} after the last of {crashes} crashes of {program}, and within a day of it a program of that kind was refused to run code.",
} satisfies Record<string, string>;
