export default {
  title: "Network usage by process",
  about:
    "The database DataUsage.sqlite: every process that used the network over the cellular interface or was counted with it, when it was first and last seen, and how many bytes went in and out.",
  limits:
    "Process names are cut to 16 characters. Counters are totals, not connections, and name no host. Times are those of the last count. Restoring a phone and removing apps leave usage rows whose process row is gone.",
  "first-seen": "{name} used the network for the first time on record",
  "last-seen": "{name} used the network for the last time on record",
  used: "Network usage of {name} was counted",
  "used-by-unknown": "Network usage was counted for a process whose row is gone",
} satisfies Record<string, string>;
