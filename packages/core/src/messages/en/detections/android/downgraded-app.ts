export default {
  title: "An app went back to an older version",
  rationale:
    "The installer refuses older versions unless it is told to allow them, as the shell can. An older version may have a weakness that a newer one has not, or be another build under the same name.",
  "factory-version": "Removing the updates of a system app brings its first version back.",
  developer: "Developers go back and forth between versions.",
  "per-device-versions": "Stores number versions for different phones in odd ways.",
  summary: "{app} went from version {from} back to {to}.",
} satisfies Record<string, string>;
