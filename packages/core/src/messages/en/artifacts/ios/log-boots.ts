export default {
  title: "Starts of the phone by the clocks of the unified log",
  about:
    "The clocks that lie beside the system's log: each start of the phone, with the time that the phone's clock showed then and the last time it was compared with the wall clock. They count starts independently of the log of shutdowns.",
  limits:
    "The clock that a phone shows at its start may be wrong until it has reached a network. The files reach back as far as the log does, days to weeks. A start says nothing of why the phone was off.",
  boot: "The phone started, by the clocks of its log",
  "too-long": "The file is longer than any real one and was left out.",
} satisfies Record<string, string>;
