export default {
  title: "A folder of attachments changed without a file, and other published traces lie within minutes of it",
  rationale:
    "Kaspersky described what attacks of Operation Triangulation left in backups within a few minutes: folders of attachments that changed and hold no new file, changed settings of images, location and FaceTime, network usage of four services, and two location services that stopped. Each of them stands on any phone; together they are rare. The more kinds lie together, the higher this is rated.",
  "deleted-messages": "Deleting messages with attachments changes their folders and leaves no file.",
  chance: "On a phone in use these traces meet by chance now and then.",
  "restored-phone": "A restore writes folders and settings within minutes.",
  summary:
    "The folder {folder} changed without a new file in it; {kinds, plural, one {one other kind of published traces lies} other {# other kinds of published traces lie}} within {minutes, plural, one {one minute} other {# minutes}} of it.",
} satisfies Record<string, string>;
