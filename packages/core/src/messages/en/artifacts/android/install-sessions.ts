export default {
  title: "Installations that were begun",
  about:
    "The package installer's sessions, those under way and those the system remembers: which app, who installed it, who asked for it, from which address, when to the millisecond, and how it ended.",
  limits:
    "The system forgets old sessions, and most of them after a restart. A session of an app store does not always know the app. What is written of addresses comes from the app that asked.",
  begun: "An installation was begun (app: {app}; by: {installer})",
} satisfies Record<string, string>;
