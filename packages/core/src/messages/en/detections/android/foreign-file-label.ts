export default {
  title: "Files bear a label that does not belong where they lie",
  rationale:
    "Android labels each file by the folder in which it was made. A file keeps its label when it is moved, and only the system or root may change it. A label from elsewhere shows where a file came from, or that somebody had more rights than the phone's user.",
  "own-root": "The owner may have rooted the phone, or works on its system.",
  maker: "Makers write rules of their own for such folders.",
  restored: "Backups and tools for repair put files back with the labels that they had.",
  "summary-staging": "{count, plural, one {# file lies} other {# files lie}} in the shell''s folders with another label: {paths}.",
  "summary-system":
    "{count, plural, one {# file lies} other {# files lie}} among the system''s files with a label of what is made while a phone runs: {paths}.",
} satisfies Record<string, string>;
