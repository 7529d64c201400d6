export default {
  title: "The phone's security log was stopped or has gaps",
  rationale: "The entries of the security log are numbered. Who wants to hide what was done stops the log or removes entries.",
  owner: "The owner switched intrusion logging off, or an administrator did.",
  buffer: "A log that fills faster than it is saved loses entries, and a download may hold a part of the days only.",
  "summary-stopped": "The log was stopped {count, plural, one {once} other {# times}}.",
  "summary-missing": "{count, plural, one {One numbered entry is} other {# numbered entries are}} missing between those that are there.",
} satisfies Record<string, string>;
