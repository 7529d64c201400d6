import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { HOUR, toAppleSeconds, type UnixSeconds } from "../time.ts";

/** An event of the calendar; with an organizer it is an invitation. */
export interface CalendarEvent {
  readonly starts: UnixSeconds;
  readonly created: UnixSeconds;
  readonly summary: string;
  readonly notes?: string;
  readonly organizer?: string;
  readonly attachment?: { readonly url: string; readonly fileName: string };
}

/** Tables of published schemas (iOS 9 to 17, macOS 14), with the columns that say something of an invitation. */
const SCHEMA = [
  "CREATE TABLE Store (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, type INTEGER, disabled INTEGER)",
  "CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT, flags INTEGER, type TEXT, UUID TEXT, shared_owner_name TEXT, shared_owner_address TEXT, sharing_status INTEGER, published_URL TEXT, self_identity_email TEXT, owner_identity_email TEXT, subcal_url TEXT)",
  "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT, start_date REAL, start_tz TEXT, end_date REAL, end_tz TEXT, all_day INTEGER, calendar_id INTEGER, orig_item_id INTEGER, orig_date REAL, organizer_id INTEGER, self_attendee_id INTEGER, status INTEGER, invitation_status INTEGER, url TEXT, last_modified REAL, external_id TEXT, external_mod_tag TEXT, unique_identifier TEXT, hidden INTEGER, has_attendees INTEGER, UUID TEXT, entity_type INTEGER, creation_date REAL, created_by_id INTEGER, action TEXT, conference_url TEXT, conference_url_detected TEXT)",
  "CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, type INTEGER, status INTEGER, role INTEGER, identity_id INTEGER, owner_id INTEGER, UUID TEXT, email TEXT, is_self INTEGER, comment TEXT, last_modified REAL, phone_number TEXT)",
  "CREATE TABLE Identity (display_name TEXT, address TEXT, first_name TEXT, last_name TEXT, UNIQUE (display_name, address, first_name, last_name))",
  "CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, latitude INTEGER, longitude INTEGER, item_owner_id INTEGER)",
  "CREATE TABLE Attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, url TEXT, UUID TEXT, filename TEXT, local_url TEXT, file_size INTEGER)",
];
const ORGANIZER = 7;

/** All in one calendar of the owner's; `subscriptions` are calendars that are fetched from elsewhere, without events. */
export function buildCalendar(events: readonly CalendarEvent[], subscriptions: readonly string[] = []): DatabaseFiles {
  const invitations = events.flatMap(({ organizer }, index) => (organizer === undefined ? [] : [{ organizer, event: index + 1 }]));
  return buildDatabase({
    schema: SCHEMA,
    tables: [
      {
        table: "Calendar",
        rows: [
          { ROWID: 1, title: "Home", owner_identity_email: "owner@demo.example", self_identity_email: "owner@demo.example" },
          ...subscriptions.map((url, index) => ({ ROWID: index + 2, title: "Subscribed", subcal_url: url })),
        ],
      },
      {
        table: "CalendarItem",
        rows: events.map(({ starts, created, summary, notes }, index) => ({
          ROWID: index + 1,
          summary,
          description: notes,
          start_date: toAppleSeconds(starts),
          end_date: toAppleSeconds(starts + HOUR),
          all_day: 0,
          calendar_id: 1,
          organizer_id: invitations.findIndex(({ event }) => event === index + 1) + 1,
          last_modified: toAppleSeconds(created),
          creation_date: toAppleSeconds(created),
          unique_identifier: `DEMO-${index + 1}`,
          hidden: 0,
        })),
      },
      {
        table: "Participant",
        rows: invitations.map(({ organizer, event }, index) => ({
          ROWID: index + 1,
          entity_type: ORGANIZER,
          owner_id: event,
          is_self: 0,
          ...(organizer.includes("@") ? { email: organizer } : { phone_number: organizer }),
        })),
      },
      {
        table: "Attachment",
        rows: events.flatMap(({ attachment }, index) =>
          attachment === undefined ? [] : [{ owner_id: index + 1, url: attachment.url, filename: attachment.fileName }],
        ),
      },
    ],
  });
}
