export default {
  title: "An app came and was removed within days",
  rationale:
    "The battery statistics note an installation or update and the removal of the same app within the days that they reach over. An app that was there for a few days only may have been put there for a purpose.",
  "tried-out": "People try apps and remove them.",
  replaced: "An app is removed to install another version of it.",
  summary: "{app} (version {version}) was installed or updated, and removed within the days of the statistics.",
} satisfies Record<string, string>;
