export default {
  title: "The phone logged what was done with a profile",
  rationale:
    "The log of profiles keeps what was removed as well as what is there. A profile is one of the few ways in which an attacker without an exploit changes an iPhone, and one that was gone again within a day is worth asking about.",
  "ordinary-profile": "Beta programs, networks, calendars and employers come as profiles.",
  "tried-out": "Somebody tried a profile out and took it away again.",
  summary: "The log of profiles names {profile} {count, plural, one {once} other {# times}}.",
  "summary-short": "The profile {profile} was removed within {hours, plural, one {one hour} other {# hours}} of its installation.",
} satisfies Record<string, string>;
