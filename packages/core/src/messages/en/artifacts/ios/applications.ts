export default {
  title: "Apps",
  about:
    "The apps that a backup lists in Info.plist and Manifest.plist, or that lie on the phone, with what the App Store wrote of each: where it came from, which account got it and when, and in its bundle what it may do unseen and what it asks for.",
  limits:
    "System apps are mostly not in these lists, and apps removed before are not. The store's record may be missing, is not signed in this form, and tells when an account got the app, not when it was put on this phone. An app without such a record came from a developer, a company, another store or tool.",
  installed: "The system noted that {app} was installed",
  purchased: "The store's record of {app} says that an account got it",
} satisfies Record<string, string>;
