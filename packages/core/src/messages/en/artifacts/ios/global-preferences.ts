export default {
  title: "Lockdown Mode",
  about: "The settings shared by all programs, .GlobalPreferences.plist, of which only the one for Lockdown Mode is read.",
  limits:
    "What holds at the time of the acquisition, not when it was switched. A phone on which Lockdown Mode was never switched says nothing of it. Exceptions for single apps and websites are kept elsewhere.",
} satisfies Record<string, string>;
