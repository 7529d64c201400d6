export default {
  title: "Apps given out by the phone's management",
  about:
    "The list MDMAppManagement.plist: each app that a management server had the phone install, or asked it to, and whether the owner may remove it.",
  limits:
    "Phones that nobody manages have no such list, or an empty one. That an app is listed does not say that it was installed. The numbers for its state are given as stored. The form was read from other readers' code, not from a phone.",
} satisfies Record<string, string>;
