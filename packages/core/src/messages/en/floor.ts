/** Conditions that must hold before Bridle may say that nothing matched; each sentence names one that does not. */
export default {
  "never-plain-backup":
    "An unencrypted backup leaves out Safari history, calls and interactions. Make an encrypted backup, which holds them, and check again.",
  "never-android-backup":
    "An Android backup holds only a small part of the phone. Make an AndroidQF collection or a bug report and check again.",
  "never-intrusion-log": "Intrusion logs tell only of the days they cover. Add a bug report or an AndroidQF collection and check again.",
  unopened:
    "{count, plural, one {One acquisition was} other {# acquisitions were}} handed over and could not be opened: what {count, plural, one {it holds} other {they hold}} is not known.",
  "experimental-finding":
    "{count, plural, one {A rule that is still on trial speaks} other {Rules that are still on trial speak # times}} of something that would be grave: ask a helpdesk to look at it. Such rules may be wrong, so this is no sign of an attack by itself.",
  narrowed: "Parts were left out on request.",
  "artifact-partial": "{artifact} could be read only in part.",
  "artifact-failed": "{artifact} could not be read.",
  "artifact-absent": "{artifact} is missing.",
  "artifact-unsupported": "{artifact} cannot be read by this version.",
  "artifact-locked": "{artifact} is locked.",
  "artifact-not-run": "{artifact} was not examined.",
  "span-short":
    "What the system itself noted reaches back only {days, plural, one {one day} other {# days}}; {needed, number} are needed. The phone may be new or restored.",
  "span-unknown": "Nothing was read that tells how far back the phone's own notes reach.",
  "indicators-unreadable": "The indicators in {name} were asked for and could not be read.",
  "no-mercenary-pack": "No default set of indicators of mercenary spyware was used.",
  "knowledge-old":
    "The newest set of indicators of mercenary spyware is of {date}, {days, number} days before this run; more than {allowed, number} days is too old. Run `bridle indicators update` and check again.",
} satisfies Record<string, string>;
