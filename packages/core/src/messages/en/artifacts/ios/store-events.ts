export default {
  title: "Apps in the store's databases",
  about: "Every table of the store's own databases that names apps: updates, purchases and installations, by table and time.",
  limits: "The tables differ from version to version and are told by name alone. Newer systems leave these databases out of a sysdiagnose.",
  "no-apps": "No table of the database names apps in a way that this version knows.",
} satisfies Record<string, string>;
