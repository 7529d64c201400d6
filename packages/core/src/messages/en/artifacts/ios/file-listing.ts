export default {
  title: "Names of all files of a volume",
  about:
    "A listing of the data volume that a sysdiagnose may bring along: every file by path, with size, owner, permissions and the time of its last change. The content of the files is not in it.",
  limits:
    "The form was learnt from a published description and could not be tried on a real file yet. Where the names are hashed nothing can be compared. A file of a listed name is not the file of that name: its content is unknown.",
  changed: "The file {path} was last changed",
  hashed: "The names of this listing are hashed: nothing in it can be compared.",
  "no-header": "The listing does not begin as the form that is known.",
  "unknown-line": "A line of the listing could not be taken apart.",
  "too-many": "The listing names more than {limit, number} files; the others were left out.",
} satisfies Record<string, string>;
