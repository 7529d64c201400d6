/** What opening an Android bug report showed. `title`: the section's own; `name`: a member's name. */
export default {
  "section-unclosed":
    'The section "{title}" lacks the line that ends it: the dump was cut short there, or another section\'s beginning stands inside it.',
  "section-timed-out": 'The section "{title}" was given up by the phone before it had printed everything.',
  "section-repeated": 'The section "{title}" stands in the dump more than once. Each was read; one of them may be imitated by an app.',
  "section-holds-headers":
    'Inside the section "{title}" stand lines that look like the beginning of other sections. They were read as its text.',
  "section-ends-twice":
    'The section "{title}" has two ends. One of them is imitated: what stands between them was not read as part of it, and sections there may be made up.',
  "more-unclosed": "{count, plural, one {One more section lacks} other {# more sections lack}} the line that ends it.",
  "more-timed-out": "{count, plural, one {One more section was} other {# more sections were}} given up by the phone.",
  "more-repeated": "{count, plural, one {One more section stands} other {# more sections stand}} in the dump more than once.",
  "more-holds-headers":
    "{count, plural, one {One more section holds} other {# more sections hold}} lines that look like the beginning of others.",
  "more-ends-twice": "{count, plural, one {One more section has} other {# more sections have}} two ends.",
  "too-many-sections":
    "The dump holds more lines that look like the beginning or end of a section than are followed; {count, plural, one {one was} other {# were}} passed over, and sections may be missing.",
  "no-sections": "No section was found in the text: it is not what the phone prints, or was written anew by another program.",
  "main-entry-dangling": "The bug report says that its main text is {name}, which it does not hold. The text that was read is {used}.",
  "several-texts": "The bug report holds {count} files that may be its main text. The one that was read is {used}; the others: {names}.",
  "too-deep": "{count, plural, one {One folder lies} other {# folders lie}} too deep to be read, the first of them: {examples}.",
  "too-many": "There are more files than can be listed; those from {examples} on were left out.",
  "packed-inside": "The bug report lay inside the archive as {name}.",
  "zone-unknown":
    "The phone's time zone does not stand in the bug report. Its times are shown by the phone's own clock and not set in order with those of others.",
} satisfies Record<string, string>;
