export default {
  title: "An app is signed with a key for tests",
  rationale:
    "No store takes an app that is signed with the key that Android's tools make for developers, or with one whose private half everybody has. Such an app came another way, and some spyware is signed so.",
  "own-app": "Developers, and people who build apps from their sources, sign so.",
  "custom-system": "Apps of systems that hobbyists build are signed so.",
  debug: "{app} is signed with a key that a developer's tools made for tests.",
  published: "{app} is signed with a key of Android's source tree, which everybody has.",
} satisfies Record<string, string>;
