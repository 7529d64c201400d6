export default {
  title: "Use of apps",
  about: "The usage statistics: events of apps of the last day, and when each app was last used in a day, week, month and year.",
  limits:
    "What the system counts as use: an app that never shows itself may be missing. The owner can clear it with the app that it is about.",
  event: "{app}: {event}",
  "last-used": "{app} was last in use",
} satisfies Record<string, string>;
