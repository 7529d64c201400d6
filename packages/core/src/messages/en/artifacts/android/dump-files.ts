export default {
  title: "Files that a bug report copied",
  about: "The files of the phone that a bug report holds as they were: crashes, traces, logs. Their names, and when each was last written.",
  limits:
    "The folders that the bug report's maker chose. Copies that AndroidQF made carry the time of the collection and not that of the file; it is not told.",
  written: "{path} was last written",
} satisfies Record<string, string>;
