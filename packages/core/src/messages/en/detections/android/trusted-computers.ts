export default {
  title: "Computers that the phone trusts for debugging",
  rationale:
    "A computer with such a key can install apps, grant them powers and copy data whenever the phone is connected and unlocked. The one that collected this acquisition is among them, as a rule. Each other should be known to the owner.",
  collection: "Collecting this acquisition needs a key.",
  developer: "Developers' phones trust several computers.",
  "own-computers": "People allow it on computers of their own, for backups or to share the screen.",
  summary: "{number, plural, one {One computer is} other {# computers are}} trusted for debugging; they call themselves: {holders}.",
  "summary-wireless": "Debugging over the air is switched on.",
} satisfies Record<string, string>;
