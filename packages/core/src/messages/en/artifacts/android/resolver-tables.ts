export default {
  title: "What apps answer to",
  about:
    "The package service's tables of activities, receivers, services and providers by action: what each app offers to the system, such as a service for accessibility, a receiver for starting with the phone or for incoming messages, or an activity that can be opened.",
  limits:
    "An app stands here for what its manifest declares, whether it was ever used or allowed. Categories are not printed, so that an icon in the launcher cannot be told from another main activity.",
} satisfies Record<string, string>;
