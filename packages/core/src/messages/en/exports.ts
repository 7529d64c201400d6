/** What `bridle export` and `bridle report` say. */
export default {
  "report-written": "The report was rendered again: {path}",
  unwritable: "{path} could not be written: {detail}",
} satisfies Record<string, string>;
