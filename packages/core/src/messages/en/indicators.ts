/** Why an indicator file, or one indicator in it, takes no part. Keys are the codes of indicators/indicator-error.ts and not-evaluable.ts. */
export default {
  "error/empty": "{name} holds no text.",
  "error/too-large": "{name} is larger than Bridle reads.",
  "error/not-text": "{name} is not text: neither UTF-8 nor UTF-16.",
  "error/not-json": "{name} begins like JSON and cannot be read as JSON.",
  "error/not-indicators": "{name} is JSON, but holds neither STIX objects nor MISP events.",

  "not-evaluable/pattern-syntax": "The text is not a STIX pattern.",
  "not-evaluable/pattern-limit": "The pattern is longer or deeper than Bridle reads.",
  "not-evaluable/pattern-language": "The pattern is written in another language than STIX.",
  "not-evaluable/pattern-operator": "The pattern compares by order or asks for a superset, which Bridle does not evaluate.",
  "not-evaluable/pattern-negation":
    "The pattern asks only that a value be absent, or that there be any value at all: nearly every record would match.",
  "not-evaluable/pattern-sequence": "The pattern asks for an order of events.",
  "not-evaluable/pattern-qualifier": "The pattern asks for a time span or a repetition.",
  "not-evaluable/pattern-count": "There are more patterns of this kind than Bridle evaluates at each record.",
  "not-evaluable/expression-syntax": "The pattern's regular expression cannot be read.",
  "not-evaluable/expression-not-regular":
    "The pattern's regular expression uses features that cannot be evaluated in bounded time, or that Bridle does not read.",
  "not-evaluable/expression-limit": "The pattern's regular expression is longer or unfolds further than Bridle evaluates.",
  "not-evaluable/object-path": "The pattern names a property that Bridle reads from no artifact.",
  "not-evaluable/value": "The value does not have the form of its type, or is so short that it would match by accident.",
  "not-evaluable/untyped-line": "The type of this line cannot be told.",
  "not-evaluable/not-for-detection": "The publisher marks it as context that is not meant for detection.",

  summary: "{pack}: {count, plural, one {# indicator takes} other {# indicators take}} no part in matching.",
  revoked:
    "{count, plural, one {# indicator was} other {# indicators were}} left out because the publisher revoked {count, plural, one {it} other {them}}.",
};
