export default {
  title: "Settings",
  about: "The phone's settings in the provider's namespaces, from the settings provider or the settings command.",
  limits:
    "The values at the moment of the acquisition, not when they were changed. Only bug reports name the package that wrote a value, and writes of the settings screen and of the shell both stand under a package of the system. A line of a value that looks like a setting of its own is read as one.",
} satisfies Record<string, string>;
