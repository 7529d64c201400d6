export default {
  title: "How processes of apps ended",
  about: "The activity manager's memory of processes that ended: when, of which app, and why.",
  limits:
    "Some sixteen entries for each app, of processes that the activity manager started. Programs that nobody registered are not in it. An update of the system may clear it.",
  ended: "{process} ended: {reason}",
} satisfies Record<string, string>;
