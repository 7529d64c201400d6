/** What was read and what was not, as sentences. */
export default {
  "of-acquisition": "Of acquisition {number, number}, {kind}:",
  read: "{count, number} of {total, number} sources that this version knows in such an acquisition were read whole.",
  partial: "{count, plural, one {One source was} other {# sources were}} read in part: {names}.",
  failed: "{count, plural, one {One source} other {# sources}} could not be read: {names}.",
  unsupported: "{count, plural, one {One source is} other {# sources are}} in a form that this version cannot read: {names}.",
  locked: "{count, plural, one {One source is} other {# sources are}} locked: {names}.",
  "not-run": "{count, plural, one {One source was} other {# sources were}} left out on request: {names}.",
  "absent-expected-but-missing":
    "{count, plural, one {One source is} other {# sources are}} missing although such an acquisition usually holds {count, plural, one {it} other {them}}: {names}.",
  "absent-encrypted-backups-only": "{count, plural, one {One source is} other {# sources are}} kept in encrypted backups only: {names}.",
  "absent-not-in-this-kind": "{count, plural, one {One source is} other {# sources are}} never part of such an acquisition: {names}.",
  "absent-not-installed":
    "{count, plural, one {One source is} other {# sources are}} not here; only an app that was used leaves {count, plural, one {it} other {them}}: {names}.",
  "absent-not-on-this-os":
    "{count, plural, one {One source is} other {# sources are}} not here; not every phone or version of the system keeps {count, plural, one {it} other {them}}: {names}.",
  span: "What was read reaches from {from} to {to}.",
  "no-span": "Nothing that was read says how far back it reaches.",
  "only-known-sources": "A phone holds many more sources than those this version reads.",
} satisfies Record<string, string>;
