export default {
  title: "Calendar",
  about:
    "The database Calendar.sqlitedb: events with title, notes, times, who invited, the links in them and what is attached; participants; calendars that are subscribed to or shared by somebody else.",
  limits:
    "Deleted events are gone. An invitation may stand here without having been answered or seen. Start and end of an event are what its maker wrote, and may lie anywhere in time.",
  created: "A calendar event was written down",
  modified: "A calendar event was changed",
  starts: "A calendar event has its start here",
  ends: "A calendar event has its end here",
} satisfies Record<string, string>;
