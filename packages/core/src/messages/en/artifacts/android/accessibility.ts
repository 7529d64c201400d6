export default {
  title: "Accessibility services",
  about:
    "The accessibility service's own list: which services are installed, which are switched on, connected, crashed or assigned to a button, for each user. Such a service can read what is on the screen and act in its owner's place.",
  limits:
    "The state at the time of the dump; when a service was switched on is not in it. Newer systems name a connected service only by the label that its app chose, and do not list those that are merely installed. Every phone has some.",
} satisfies Record<string, string>;
