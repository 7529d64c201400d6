export default {
  title: "An app from outside the store was allowed what spyware needs",
  rationale:
    "A profile that lets an app run past the store, and permissions for that same app within a month of it: what an app may do decides what it is worth to somebody who wants to listen, watch or read along.",
  developer: "Developers grant their own apps permissions while they try them.",
  company: "Companies give their own people apps in this way.",
  hobbyist: "People use tools that sign apps with their own account.",
  summary: "A profile allows the app {app} past the store, and within a month of it the app was allowed to use: {services}.",
} satisfies Record<string, string>;
