export default {
  title: "An app from outside the store was removed within a day",
  rationale:
    "An app that was signed by a developer or handed over by a computer was gone again within a day. Whoever puts an app onto somebody's phone for a purpose may remove it when the purpose is served.",
  developer: "Developers install and remove their own work all day.",
  "tried-out": "People try apps and remove them.",
  summary: "{app} was installed from outside the store and removed {hours, plural, one {within an hour} other {within # hours}}.",
} satisfies Record<string, string>;
