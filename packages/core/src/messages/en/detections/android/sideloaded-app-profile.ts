export default {
  title: "An app from outside the stores may read along and more",
  rationale:
    "What an app may do says what it could be used for. Reading the screen, seeing every notification, being an administrator or handling the messages are each given in a screen of its own; together with the microphone, the place or the contacts they are what apps for watching a person need. Such an app is not in a store, as a rule. Whether the owner of the phone knows of it and wants it decides what it means.",
  known:
    "This may be known and agreed: apps for people with disabilities, password managers and readers need such powers, and some are not in a store.",
  parental: "Apps by which parents look after a child's phone have the same powers.",
  automation: "Apps that automate the phone need them, too.",
  managed: "Employers and schools install apps past the store.",
  regional: "Where there is no Play store, apps are often installed from the maker's own site.",
  summary:
    "The app {app}, installed by {installer}, may do the following: {powers}. Sensitive permissions granted to it: {permissions}. This may be known and agreed.",
} satisfies Record<string, string>;
