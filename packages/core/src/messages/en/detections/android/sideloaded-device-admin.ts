export default {
  title: "An app from outside the stores is a device administrator",
  rationale:
    "An administrator may lock or erase the phone and cannot be removed before it is switched off as such. Stalkerware uses that to stay. No app of the system or of a store is meant here.",
  known: "This may be known and agreed: apps against theft and of employers are administrators.",
  developer: "Developers try their own apps.",
  regional: "Where there is no Play store, apps are often installed from the maker's own site.",
  summary: "{app}, installed by {installer}, is a device administrator. This may be known and agreed.",
} satisfies Record<string, string>;
