import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import calendar, { type CalendarRecord } from "./calendar.ts";

const PATH = "/private/var/mobile/Library/Calendar/Calendar.sqlitedb";
// Tables and columns of published dumps of the schema (iOS 9 and macOS 12 to 14); those that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT, start_date REAL, end_date REAL,
    all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER, url TEXT, last_modified REAL, unique_identifier TEXT, hidden INTEGER, creation_date REAL,
    conference TEXT, conference_url_detected TEXT)`,
  "CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, identity_id INTEGER, owner_id INTEGER, email TEXT, is_self INTEGER, phone_number TEXT)",
  "CREATE TABLE Identity (display_name TEXT, address TEXT, first_name TEXT, last_name TEXT, UNIQUE (display_name, address, first_name, last_name))",
  "CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, item_owner_id INTEGER)",
  `CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT, shared_owner_name TEXT, shared_owner_address TEXT,
    published_URL TEXT, subcal_url TEXT, self_identity_email TEXT, owner_identity_email TEXT)`,
  "CREATE TABLE Attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, url TEXT, filename TEXT)",
  "INSERT INTO Calendar (ROWID, title, owner_identity_email) VALUES (1, 'Home', 'owner@mail.example')",
  "INSERT INTO Calendar (ROWID, title, subcal_url) VALUES (2, 'Prizes', 'webcal://cal.evil.example/feed.ics')",
  "INSERT INTO Calendar (ROWID, title, shared_owner_address) VALUES (3, 'Team', 'mailto:other@mail.example')",
];
const rowOf = (table: string, columns: Readonly<Record<string, string | number>>): string =>
  `INSERT INTO ${table} (${Object.keys(columns).join(", ")}) VALUES (${Object.values(columns).join(", ")})`;
const item = (columns: Readonly<Record<string, string | number>>): string =>
  rowOf("CalendarItem", { calendar_id: 1, creation_date: 640_000_000.5, ...columns });
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const seen = (record: CalendarRecord | undefined): string[] => calendar.observables!(record!).map(({ role, value }) => `${role} ${value}`);
const ofKind = <K extends CalendarRecord["kind"]>(records: readonly CalendarRecord[], kind: K) =>
  records.filter((record): record is Extract<CalendarRecord, { kind: K }> => record.kind === kind);

test("tells who invited, with title, notes, times and links", async () => {
  const bytes = await phone(
    item({
      summary: "'Meeting'",
      description: "'Notes'",
      start_date: 600_000_000,
      end_date: 600_003_600,
      last_modified: 640_000_100,
      organizer_id: 1,
      hidden: 0,
      unique_identifier: "'ABC@icloud'",
    }),
    item({
      summary: "'Call'",
      description: "'join https://meet.evil.example/x'",
      organizer_id: 2,
      location_id: 1,
      url: "'http://url.example/'",
    }),
    "INSERT INTO Identity (rowid, display_name, address) VALUES (7, 'Some One', 'mailto:Inviter@evil.example')",
    "INSERT INTO Participant (ROWID, identity_id, owner_id, email, is_self) VALUES (1, NULL, 1, 'lure@evil.example', 0), (2, 7, 2, NULL, 0)",
    "INSERT INTO Location VALUES (1, 'https://place.example/room', NULL, 2)",
  );
  const records = await recordsOf(calendar, PATH, bytes);
  const [meeting, call] = ofKind(records, "event");
  expect(meeting).toMatchObject({
    summary: "Meeting",
    notes: "Notes",
    organizer: "lure@evil.example",
    isOrganizedByOwner: false,
    cameFromOutside: true,
    isHidden: false,
    uniqueId: "ABC@icloud",
    starts: { raw: "600000000" },
    created: { earliest: "1618307200500000000" },
  });
  expect(seen(meeting)).toEqual(["received lure@evil.example"]);
  expect(calendar.events!(meeting!).map(({ message }) => message.split("/").pop())).toEqual(["created", "modified", "starts", "ends"]);
  expect(seen(call)).toEqual([
    "received Inviter@evil.example",
    "received http://url.example/",
    "received https://meet.evil.example/x",
    "received https://place.example/room",
  ]);
  expect(ofKind(records, "participant").map(seen)).toEqual([["listed lure@evil.example"], ["listed Inviter@evil.example"]]);
  expect(JSON.stringify(records)).not.toContain("Some One");
});

test("takes the owner's own events for nothing that came", async () => {
  const bytes = await phone(
    item({ summary: "'mine https://mine.example/'", organizer_id: 1 }),
    item({ summary: "'plain https://plain.example/'" }),
    "INSERT INTO Participant (ROWID, owner_id, email, is_self) VALUES (1, 1, 'owner@mail.example', 1)",
  );
  const events = ofKind(await recordsOf(calendar, PATH, bytes), "event");
  expect(events).toMatchObject([
    { isOrganizedByOwner: true, cameFromOutside: false },
    { isOrganizedByOwner: false, cameFromOutside: false },
  ]);
  expect(events.map(seen)).toEqual([["listed owner@mail.example", "listed https://mine.example/"], ["listed https://plain.example/"]]);
});

test("takes events of subscribed and shared calendars for received, and tells these calendars", async () => {
  const bytes = await phone(
    item({ summary: "'You won https://win.evil.example/'", calendar_id: 2 }),
    item({ summary: "'x https://team.example/'", calendar_id: 3 }),
  );
  const records = await recordsOf(calendar, PATH, bytes);
  expect(ofKind(records, "event").map(seen)).toEqual([["received https://win.evil.example/"], ["received https://team.example/"]]);
  expect(ofKind(records, "calendar")).toMatchObject([{ title: "Prizes" }, { title: "Team", sharedBy: "mailto:other@mail.example" }]);
  expect(ofKind(records, "calendar").map(seen)).toEqual([["listed https://cal.evil.example/feed.ics"], ["received other@mail.example"]]);
});

test("takes a calendar that the owner shares for the owner's", async () => {
  const own = "'Mine', 'mailto:Owner@mail.example', 'owner@mail.example'";
  const bytes = await phone(
    `INSERT INTO Calendar (ROWID, title, shared_owner_address, self_identity_email) VALUES (4, ${own})`,
    item({ calendar_id: 4, summary: "'x https://mine.example/'" }),
  );
  const records = await recordsOf(calendar, PATH, bytes);
  expect(ofKind(records, "event").map(seen)).toEqual([["listed https://mine.example/"]]);
  expect(ofKind(records, "calendar").map(({ title }) => title)).toEqual(["Prizes", "Team"]);
});

test("tells what is attached, in the old place and in the newer one", async () => {
  const rows = [
    item({ organizer_id: 1 }),
    "INSERT INTO Participant (ROWID, owner_id, phone_number, is_self) VALUES (1, 1, '+15550100', 0)",
  ];
  const old = await phone(
    ...rows,
    rowOf("Attachment", { owner_id: 1, url: "'https://file.example/a'", filename: "'agenda.ics'" }),
    rowOf("Attachment", { owner_id: 9 }),
  );
  const newer = await buildDatabase([
    ...SCHEMA.map((sql) => sql.replace("owner_id INTEGER, url TEXT, filename TEXT", "owner_id INTEGER, file_id INTEGER")),
    "CREATE TABLE AttachmentFile (ROWID INTEGER PRIMARY KEY, url TEXT, filename TEXT)",
    ...rows,
    "INSERT INTO AttachmentFile VALUES (5, 'https://file.example/a', 'agenda.ics')",
    rowOf("Attachment", { owner_id: 1, file_id: 5 }),
  ]);
  for (const bytes of [old, newer]) {
    const records = await recordsOf(calendar, PATH, bytes);
    expect(ofKind(records, "event").map(seen)).toEqual([["received +15550100"]]);
    expect(ofKind(records, "attachment").map(seen)).toEqual([["received agenda.ics", "received https://file.example/a"]]);
  }
});

test("reads a calendar with few columns, and rows of the wrong types", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, start_date REAL, end_date REAL)",
    "INSERT INTO CalendarItem VALUES (1, 'http://old.example/', 400000000, 400000000), (2, x'6874', 'soon', NULL), (3, NULL, NULL, NULL)",
  ]);
  const { records, problems, error } = await read(calendar, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toMatchObject([{ links: ["http://old.example/"] }, { summary: "ht" }, { kind: "event" }]);
  expect(calendar.events!(records[0]!)).toHaveLength(1);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["start_date"]);
});

test("gives nothing for an empty calendar, and says when the table is not there", async () => {
  expect(await recordsOf(calendar, PATH, await buildDatabase(SCHEMA.slice(0, 6)))).toEqual([]);
  expect((await read(calendar, { [PATH]: await buildDatabase(SCHEMA[1]!) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await phone(
    item({ summary: "'Meeting'", organizer_id: 1 }),
    "INSERT INTO Participant (ROWID, email) VALUES (1, 'a@b.example')",
  );
  expect(await faultsOf(calendar, PATH, bytes, { cuts: 10, flips: 60 })).toEqual([]);
});
