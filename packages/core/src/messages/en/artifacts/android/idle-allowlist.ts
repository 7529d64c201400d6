export default {
  title: "Apps exempt from battery saving",
  about:
    "The apps that may go on working while the phone sleeps: those of the system's own list, and those that somebody chose in the settings.",
  limits: "The state at the time of the dump; who chose and when is not in it. Messengers, alarms and watches ask for it.",
} satisfies Record<string, string>;
