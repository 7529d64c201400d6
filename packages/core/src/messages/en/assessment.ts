/** Why an axis has the level it has. */
export default {
  "of-acquisition": "Acquisition {number, number} ({kind}): {sentence}",
  "axis-findings":
    "{count, plural, one {One finding} other {# findings}} of medium severity or above, of proven rules or published indicators.",
  "axis-uncounted":
    "{count, plural, one {One more finding is} other {# more findings are}} experimental or of low severity and not counted.",
  "axis-none": "Nothing was found in the {count, plural, one {one source} other {# sources}} that could have shown it and could be read.",
  "axis-not-assessable": "No source in which it is usually seen, such as messages and visited pages, could be read.",
  "axis-rules-only":
    "Rules without any indicator looked into {count, plural, one {one other source} other {# other sources}} ({names}). They know few of the forms that it can take, and their silence says little.",
} satisfies Record<string, string>;
