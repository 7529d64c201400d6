export default {
  title: "Computers were paired with the phone",
  rationale:
    "A computer that the phone trusts can copy data and install apps and profiles whenever it is connected and the phone is unlocked. The one that collected this acquisition may be among them. Each other should be known to the owner.",
  collection: "Collecting an acquisition with a computer needs a pairing.",
  "own-computers": "People pair computers of their own, cars' and hotels' devices among them, for music, charging or backups.",
  setup: "While a phone is being set up a computer is trusted without being asked about.",
  summary: "The log of connections holds pairings with {number, plural, one {one computer} other {# computers}}.",
} satisfies Record<string, string>;
