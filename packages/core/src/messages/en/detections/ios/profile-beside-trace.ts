export default {
  title: "An intrusive profile was installed near another trace",
  rationale:
    "A profile with a root certificate, a VPN, a proxy, a name server, a filter or a management server is ordinary by itself. Within three days of a message, visit or process in which an indicator matched it may belong to one attack: spyware that needs no exploit comes with such profiles, and others have used profiles to stay.",
  chance: "A profile and another trace may have nothing to do with each other.",
  managed: "Companies and schools enroll phones and push profiles at any time.",
  "restored-phone": "After a restore, profiles carry the time of the restore, and usage rows name processes that are gone.",
  "summary-matched":
    "A profile with {effects} was installed within {hours, plural, one {one hour} other {# hours}} of a record in which an indicator matched.",
  "summary-gone":
    "A profile with {effects} was installed within {hours, plural, one {one hour} other {# hours}} of network usage by a process whose row is gone.",
} satisfies Record<string, string>;
