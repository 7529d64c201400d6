export default {
  title: "An app was installed from outside the store",
  rationale:
    "The log of installations says that an app was signed by a developer or handed over by a computer. Commercial spyware was spread as such apps, outside the store and without its review.",
  developer: "Developers install their own work this way all day.",
  "own-tools": "People put apps of their own choice onto their phone with tools for that.",
  "summary-developer": "{app} was installed with the signature of a developer.",
  "summary-computer": "{app} was handed over by a computer ({requester}).",
} satisfies Record<string, string>;
