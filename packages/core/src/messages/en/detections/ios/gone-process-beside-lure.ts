export default {
  title: "A process whose row is gone used the network near a listed message",
  rationale:
    "Usage by a process whose row was deleted means little by itself. Within 72 hours of a received message in which an indicator matched, it is the order of events that reports on Pegasus describe: a lure, activity, and traces removed.",
  "restored-phone": "After a restore from a backup many usage rows name processes whose rows were not carried over.",
  "removed-app": "An app removed at that time may have left such a row.",
  summary:
    "Network usage of a process whose row is gone was counted within {hours, plural, one {one hour} other {# hours}} of a received message in which an indicator matched.",
} satisfies Record<string, string>;
