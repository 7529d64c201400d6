export default {
  title: "Provisioning profiles",
  about:
    "What allows apps to run that do not come from the App Store: the profiles of developers, testers and companies that the phone keeps in the database mis.db or inside the app, who signs, and which signers the settings trust.",
  limits:
    "A profile says that an app may run, not that it is there or ran. Companies, schools and people who write apps have such profiles. Apps of the App Store have none. The signature of the profile is not verified here.",
  installed: "The provisioning profile {profile} of {team} was installed",
  "no-list": "The file holds no list in the form that this version reads.",
} satisfies Record<string, string>;
