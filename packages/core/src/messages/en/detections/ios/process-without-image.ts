export default {
  title: "A process wrote into the unified log whose program no source names",
  rationale:
    "The unified log names programs by the UUID of their image, and keeps a table of each image's path. On published archives of two phones each UUID had its table. A program that was deleted, or was never a file, has none.",
  "removed-app": "An app was removed, and its table with it.",
  "tables-thinned": "The system removed the table before the lines that need it; where more than five are missing nothing is said.",
  summary: "No table of the log and no other source names the program of the image {image}.",
} satisfies Record<string, string>;
