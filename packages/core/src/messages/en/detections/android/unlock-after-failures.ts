export default {
  title: "The phone was unlocked after many failures",
  rationale: "Somebody who tries codes, or a device that does, fails often before the phone opens.",
  owner: "Owners forget a new code, children play, and fingers are wet.",
  summary:
    "{count, plural, one {Once the phone was} other {# times the phone was}} unlocked after several failures within ten minutes, the first time after {failures}.",
} satisfies Record<string, string>;
