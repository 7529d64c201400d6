export default {
  title: "Programs that wrote into the unified log",
  about:
    "The catalogs of the system's log: every program that wrote a line, with its number, user and image, the path of the image from the tables beside the log, and the times between which it spoke. The lines themselves are a source of their own.",
  limits:
    "A program that writes nothing is not in it. Times are those of the pieces of the log in which a program speaks, to some seconds or minutes. The log reaches back days to weeks. The packing of iOS 27 does not matter here, since catalogs are not packed; fields that it added are passed over.",
  spoke: "{name} wrote into the unified log",
  "catalog-damaged": "A catalog of the log is damaged: {detail}",
  "catalog-too-large": "A catalog of the log is larger than any real one and was left out.",
  "no-clock": "The clocks of the log are not there: its times cannot be told.",
  "clock-damaged": "A clock of the log is damaged: {detail}",
  "name-damaged": "A table of names beside the log is damaged: {detail}",
} satisfies Record<string, string>;
