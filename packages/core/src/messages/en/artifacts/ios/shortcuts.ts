export default {
  title: "Shortcuts",
  about:
    "The database Shortcuts.sqlite: each shortcut with its times, the kinds of its steps, the addresses and hosts that its steps are given, and the times that shortcuts ran.",
  limits:
    "What a step does with an address is not told here. An address that is put together while a shortcut runs is not found. Runs are kept for a short while.",
  created: "A shortcut was made or added",
  modified: "A shortcut was changed",
  ran: "A shortcut ran",
} satisfies Record<string, string>;
