import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asFlag, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { eventsOfCalendar, linksOf, observablesOfCalendar } from "../calendar-traces.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";

/** A row of CalendarItem: an event or a reminder. */
export interface CalendarEvent {
  readonly kind: "event";
  readonly summary?: string;
  /** The column description, which the calendar shows as notes. */
  readonly notes?: string;
  /** E-mail address or number of who sent the invitation. */
  readonly organizer?: string;
  readonly isOrganizedByOwner: boolean;
  /** Somebody else invited, or the calendar is another's or a subscription. */
  readonly cameFromOutside: boolean;
  readonly isHidden: boolean;
  readonly isAllDay: boolean;
  /** Of the event, in all calendars that hold it. */
  readonly uniqueId?: string;
  readonly starts?: EvidenceTime;
  readonly ends?: EvidenceTime;
  readonly created?: EvidenceTime;
  readonly modified?: EvidenceTime;
  /** URLs of the event, its notes, its place and its video call. */
  readonly links?: readonly string[];
}

/** Another participant, or what is attached to an event. */
export interface CalendarParticipant {
  readonly kind: "participant";
  readonly handle: string;
  readonly isOwner: boolean;
}
export interface CalendarAttachment {
  readonly kind: "attachment";
  readonly cameFromOutside: boolean;
  readonly fileName?: string;
  readonly links?: readonly string[];
}

/** A calendar that comes from somewhere, or that another shares. */
export interface SharedCalendar {
  readonly kind: "calendar";
  readonly title?: string;
  readonly sharedBy?: string;
  /** Where a subscribed calendar is fetched from, where one's own is published. */
  readonly links?: readonly string[];
}

export type CalendarRecord = CalendarEvent | CalendarParticipant | CalendarAttachment | SharedCalendar;

export default defineArtifact<CalendarRecord>({
  id: "ios/calendar",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Calendar/Calendar.sqlitedb", // iOS 2 on; these tables since iOS 5
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: {
    "email-addr:value": ["received", "listed"],
    "phone-number:value": ["received", "listed"],
    "url:value": ["received", "listed"],
    "file:name": ["received", "listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
    "https://www.microsoft.com/en-us/security/blog/2023/04/11/dev-0196-quadreams-kingspawn-malware-used-to-target-civil-society-in-europe-north-america-the-middle-east-and-southeast-asia/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<CalendarRecord>[]>(
      () => (hasTable(context, database, "CalendarItem") ? events(database, context) : []),
      () => (database.has("Participant") ? participants(database, context) : []),
      () => (database.has("Attachment") ? attachments(database, context) : []),
      () => (database.has("Calendar") ? calendars(database, context) : []),
    );
  },

  observables: observablesOfCalendar,
  events: eventsOfCalendar,
});

/** Columns that tell whether an event came from outside; they follow one another in two queries. */
const ORIGIN = [
  ...["organizer.rowid", "organizer.is_self", "organizer.email", "organizer.phone_number", "identity.address"],
  ...["calendar.subcal_url", "calendar.shared_owner_email", "calendar.shared_owner_address", "calendar.self_identity_email"],
];
const ORIGIN_JOINS = (item: string) => [
  { as: "organizer", table: "Participant", on: "rowid", equals: `${item}organizer_id` },
  { as: "identity", table: "Identity", on: "rowid", equals: "organizer.identity_id" },
  { as: "calendar", table: "Calendar", on: "rowid", equals: `${item}calendar_id` },
];

interface Origin {
  readonly organizer?: string;
  readonly isOrganizedByOwner: boolean;
  readonly cameFromOutside: boolean;
}

function originOf(row: SqlRow, start: number): Origin {
  const [organizerKey, isSelf, email, phone, address, subscribed, ownerEmail, ownerAddress, selfEmail] = row.slice(start);
  const organizer = firstText(email, address, phone);
  const isKnown = organizerKey !== null && organizerKey !== undefined;
  const isOrganizedByOwner = isKnown && asFlag(isSelf);
  const isInvitation = organizer !== undefined && !isOrganizedByOwner;
  const cameFromOutside = isInvitation || (firstText(subscribed) ?? sharer(selfEmail, ownerEmail, ownerAddress)) !== undefined;
  return { isOrganizedByOwner, cameFromOutside, ...optional("organizer", organizer) };
}

/** Who shares a calendar, where that is not the owner. */
const sharer = (self: SqlRow[number] | undefined, ...owners: readonly (SqlRow[number] | undefined)[]): string | undefined => {
  const sharedBy = firstText(...owners);
  return sharedBy === undefined || addressIn(sharedBy) === addressIn(firstText(self) ?? "") ? undefined : sharedBy;
};

const addressIn = (text: string): string => text.replace(/^mailto:/i, "").toLowerCase();

const firstText = (...values: readonly (SqlRow[number] | undefined)[]): string | undefined => {
  for (const value of values) {
    const text = asText(value);
    if (text) return text;
  }
  return undefined;
};

const EVENT_COLUMNS = [
  ...["rowid", "summary", "description", "url", "conference", "conference_url", "conference_url_detected", "place.title", "place.address"],
  ...["start_date", "end_date", "creation_date", "last_modified", "hidden", "all_day", "unique_identifier"],
];
const EVENT_ORIGIN = EVENT_COLUMNS.length;

function events(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CalendarRecord>[]> {
  const rows = database.rows({
    from: "CalendarItem",
    select: [...EVENT_COLUMNS, ...ORIGIN],
    joins: [...ORIGIN_JOINS(""), { as: "place", table: "Location", on: "rowid", equals: "location_id" }],
  });
  return context.records(rows, locateEvent, (row) => readEvent(row, context));
}

const locateEvent = (row: SqlRow): readonly Locator[] => {
  const own = atRow("CalendarItem", String(row[0]));
  return row[EVENT_ORIGIN] === null ? [own] : [own, atRow("Participant", String(row[EVENT_ORIGIN]))];
};

function readEvent(row: SqlRow, context: ParseContext): CalendarEvent {
  const [key, summary, notes, url, conference, conferenceUrl, detected, place, placeAddress, start, end, created, modified] = row;
  const [hidden, allDay, uniqueId] = row.slice(13);
  const at = atRow("CalendarItem", String(key));
  const timeOf = (field: string, value: SqlRow[number] | undefined) => readAppleTime(context, at, field, value);
  return {
    kind: "event",
    ...originOf(row, EVENT_ORIGIN),
    isHidden: asFlag(hidden),
    isAllDay: asFlag(allDay),
    ...optional("summary", firstText(summary)),
    ...optional("notes", firstText(notes)),
    ...optional("uniqueId", firstText(uniqueId)),
    ...optional("starts", timeOf("start_date", start)),
    ...optional("ends", timeOf("end_date", end)),
    ...optional("created", timeOf("creation_date", created)),
    ...optional("modified", timeOf("last_modified", modified)),
    ...optional("links", linksOf(context, at, [url, conference, conferenceUrl, detected, summary, notes, place, placeAddress])),
  };
}

function participants(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CalendarRecord>[]> {
  const rows = database.rows({
    from: "Participant",
    select: ["rowid", "email", "phone_number", "identity.address", "is_self"],
    joins: [{ as: "identity", table: "Identity", on: "rowid", equals: "identity_id" }],
  });
  return context.records(
    rows,
    ([key]) => [atRow("Participant", String(key))],
    ([, email, phone, address, isSelf]): CalendarRecord | undefined => {
      const handle = firstText(email, address, phone);
      return handle === undefined ? undefined : { kind: "participant", handle, isOwner: asFlag(isSelf) };
    },
  );
}

function attachments(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CalendarRecord>[]> {
  const rows = database.rows({
    from: "Attachment",
    select: ["rowid", "filename", "file.filename", "url", "file.url", ...ORIGIN],
    joins: [
      // Newer versions keep the file in a table of its own, for several events at once.
      { as: "file", table: "AttachmentFile", on: "rowid", equals: "file_id" },
      { as: "item", table: "CalendarItem", on: "rowid", equals: "owner_id" },
      ...ORIGIN_JOINS("item."),
    ],
  });
  return context.records(
    rows,
    ([key]) => [atRow("Attachment", String(key))],
    (row): CalendarRecord | undefined => {
      const fileName = firstText(row[1], row[2]);
      const links = linksOf(context, atRow("Attachment", String(row[0])), [row[3], row[4]]);
      if (fileName === undefined && links === undefined) return undefined;
      const { cameFromOutside } = originOf(row, 5);
      return { kind: "attachment", cameFromOutside, ...optional("fileName", fileName), ...optional("links", links) };
    },
  );
}

const CALENDAR_COLUMNS = [
  "rowid",
  "title",
  "shared_owner_email",
  "shared_owner_address",
  "subcal_url",
  "published_URL",
  "self_identity_email",
];

function calendars(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CalendarRecord>[]> {
  return context.records(
    database.rows({ from: "Calendar", select: CALENDAR_COLUMNS }),
    ([key]) => [atRow("Calendar", String(key))],
    ([key, title, email, address, subscribed, published, selfEmail]): CalendarRecord | undefined => {
      const sharedBy = sharer(selfEmail, email, address);
      const links = linksOf(context, atRow("Calendar", String(key)), [subscribed, published]);
      if (sharedBy === undefined && links === undefined) return undefined;
      return { kind: "calendar", ...optional("title", firstText(title)), ...optional("sharedBy", sharedBy), ...optional("links", links) };
    },
  );
}
