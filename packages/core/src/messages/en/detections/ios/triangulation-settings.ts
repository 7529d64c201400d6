export default {
  title: "Settings changed within minutes of other published traces",
  rationale:
    "Kaspersky described what attacks of Operation Triangulation left in backups within a few minutes: changed settings of images, location and FaceTime, network usage of four services, and two location services that stopped. All three kinds lie together here. Each of them stands on any phone.",
  chance: "On a phone in use these traces meet by chance now and then.",
  "restored-phone": "A restore writes settings and counts network usage within minutes.",
  summary:
    "The settings {path} changed; network usage of a listed service and the stop of a listed location service lie within {minutes, plural, one {one minute} other {# minutes}} of it.",
} satisfies Record<string, string>;
