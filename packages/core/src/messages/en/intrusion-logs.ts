/** What opening intrusion logs showed. */
export default {
  "other-files":
    "{count, plural, one {One file is} other {# files are}} no text and {count, plural, one {was} other {were}} not read as a log, the first of them: {examples}.",
  "archive-unread":
    "{count, plural, one {An archive inside} other {# archives inside}} could not be opened, the first of them: {examples}.",
  "too-deep":
    "{count, plural, one {An archive lies} other {# archives lie}} too deep in others and {count, plural, one {was} other {were}} not opened: {examples}.",
  "too-many": "There are more archives inside than are opened, from {examples} on.",
} satisfies Record<string, string>;
