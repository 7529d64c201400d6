export default {
  title: "Apps that are shown notifications",
  about:
    "The notification service's list of listeners: apps whose access to all notifications is switched on, and those that the system was connected to. Such an app reads incoming messages of other apps as they are shown. The notifications themselves are not read here.",
  limits:
    "The state at the time of the dump; when access was given is not in it. Watches, cars, launchers and assistants ask for it on ordinary phones.",
} satisfies Record<string, string>;
