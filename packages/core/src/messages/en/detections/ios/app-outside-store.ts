export default {
  title: "An app did not come from the App Store",
  rationale:
    "Apps come to most phones by the App Store alone, which writes a record of each. Spyware that needs no exploit comes past it: signed by a company or a developer, or by another tool. RCS Lab's app for iPhones came with a company's signature.",
  developer: "Developers, testers and hobbyists put apps on their phones by other tools.",
  company: "Companies and schools give out apps of their own.",
  marketplace: "In some countries other marketplaces are allowed to give out apps.",
  "records-not-copied": "Programs that make backups do not always copy the store's records.",
  "summary-no-store-record": "The app {app} is installed and has no record of a store.",
  "summary-many":
    "{apps, plural, one {One installed app has} other {# installed apps have}} no record of a store: more than those that have one.",
  "summary-other": "The app {app} was installed by {source}.",
  "summary-test-flight": "The app {app} came by TestFlight, Apple's way to try apps before they are in the store.",
  "summary-marketplace": "The app {app} came from the marketplace {source}.",
  "summary-device-management": "The app {app} was installed by a management server.",
} satisfies Record<string, string>;
