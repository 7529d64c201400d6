export default {
  title: "Copied temporary files",
  about: "The files of the folder for temporary files, to which a computer may write, as AndroidQF copied them: their paths and hashes.",
  limits:
    "What lay there when the phone was collected, and what the collecting computer was allowed to read. Times are those of the collection and are not told.",
} satisfies Record<string, string>;
