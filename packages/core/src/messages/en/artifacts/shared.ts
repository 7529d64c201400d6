/** What several artifacts say of a file. */
export default {
  "field-unreadable": "The field {field} of a record could not be read ({code}); the rest of the record was.",
  "field-damaged": "The field {field} of a record is damaged; what could be read of it was.",
  "table-missing": "The database has no table {table}: it is of a form that this version does not know.",
  "key-missing": "The property list has no member {key}: it is of a form that this version does not know.",
  "too-many": "The list has more than {limit, number} entries; those beyond were not read.",
  "too-deep": "The list nests deeper than {limit, number} levels; what lies below was not read.",
  "too-long": "The field {field} is longer than {limit, number} bytes; what lies beyond was not read.",
  "links-cut": "A text holds more or longer links, or links in links, than are taken apart; some were not compared.",
  "too-many-links": "A record holds more than {limit, number} different links; those beyond were not compared.",
  "too-large": "The file holds more than {limit, number} bytes; those beyond were not read.",
  "no-entry": "No line of the log is of the form that this version knows.",
  "line-unreadable": "A line is of a form that this version does not know.",
  "element-unreadable": "An element of the list could not be read ({code}).",
  "not-a-dictionary": "The property list is not a dictionary.",
} satisfies Record<string, string>;
