export default {
  title: "An app from outside the stores is switched on as an accessibility service",
  rationale:
    "An accessibility service can read what is on the screen and touch it in the owner's place. Spyware and stalkerware installed by hand rely on it. Switching it on takes the unlocked phone, or a computer that it trusts.",
  known:
    "This may be known and agreed: screen readers, password managers and automation apps are such services, and some are not in a store.",
  developer: "Developers try their own apps.",
  regional: "Where there is no Play store, apps are often installed from the maker's own site.",
  summary: "{app}, installed by {installer}, is switched on as an accessibility service. This may be known and agreed.",
} satisfies Record<string, string>;
