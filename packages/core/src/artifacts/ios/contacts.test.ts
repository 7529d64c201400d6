import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import contacts, { type ContactValue } from "./contacts.ts";

const PATH = "/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb";
// Columns as iLEAPP's queries name them; those that nobody reads are left out.
const SCHEMA = [
  "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Organization TEXT, CreationDate INTEGER, ModificationDate INTEGER)",
  "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT)",
  "CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key))",
  "INSERT INTO ABPerson VALUES (1, 'Given', 'Family', 'Firm', 600000000, 650000000), (2, 'Other', NULL, NULL, 600000000, 600000000)",
];
const ROWS = [
  `INSERT INTO ABMultiValue VALUES (1, 1, 3, 0, 1, '\u202a+1 (555) 010-0100\u202c'), (2, 1, 4, 0, 1, 'someone@mail.example'), (3, 2, 22, 0, 1, 'http://page.example/x'),
    (4, 2, 13, 0, 2, NULL), (5, 99, 4, 0, 1, 'orphan@mail.example'), (6, 1, 5, 0, 1, NULL), (7, 1, 3, 1, 1, NULL), (8, 1, 77, 0, 1, '+15550144')`,
  "INSERT INTO ABMultiValueEntry VALUES (4, 1, 'Jabber'), (4, 2, 'jid@chat.example'), (6, 1, 'Street 1, http://street.example/')",
];
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const seen = (records: readonly ContactValue[]): string[] =>
  records.flatMap((record) => contacts.observables!(record)).map(({ type, role, value }) => `${type} ${role} ${value}`);

test("lists numbers, addresses and pages of all people, and no name", async () => {
  const records = await recordsOf(contacts, PATH, await phone(...ROWS));
  expect(seen(records)).toEqual([
    "phone-number:value listed +1 (555) 010-0100",
    "email-addr:value listed someone@mail.example",
    "url:value listed http://page.example/x",
    "email-addr:value listed jid@chat.example",
    "email-addr:value listed orphan@mail.example",
    "phone-number:value listed +15550144",
  ]);
  expect(records.map(({ valueKind }) => valueKind)).toEqual([
    "phone",
    "email",
    "url",
    "message-service",
    "message-service",
    "email",
    "other",
  ]);
  expect(JSON.stringify(records)).not.toMatch(/Given|Family|Firm|Street/);
});

test("tells when a contact was made and changed, without saying whose", async () => {
  const [first, , page] = await recordsOf(contacts, PATH, await phone(...ROWS));
  expect(first).toMatchObject({ personKey: 1, created: { raw: "600000000" }, modified: { raw: "650000000" } });
  expect(contacts.events!(first!).map(({ message, params }) => [message, params])).toEqual([
    ["artifacts/ios/contacts/created", undefined],
    ["artifacts/ios/contacts/modified", undefined],
  ]);
  expect(contacts.events!(page!)).toHaveLength(1);
});

test("locates a value and its person", async () => {
  const { located } = await read(contacts, { [PATH]: await phone(...ROWS) });
  expect(located[0]!.at).toEqual([
    { kind: "row", table: "ABMultiValue", row: "1" },
    { kind: "row", table: "ABPerson", row: "1" },
  ]);
  expect(located.find(({ data }) => data.value === "orphan@mail.example")!.at).toHaveLength(1);
});

test("reads an old address book without entries, and rows of the wrong types", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, CreationDate TEXT)",
    "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, value TEXT)",
    "INSERT INTO ABPerson VALUES (1, 'x', 'never')",
    "INSERT INTO ABMultiValue VALUES (1, 1, 3, '555-0100'), (2, 'x', 'y', x'6140622e6578616d706c65'), (3, NULL, NULL, NULL)",
  ]);
  const { records, problems, error } = await read(contacts, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(seen(records)).toEqual(["phone-number:value listed 555-0100", "email-addr:value listed a@b.example"]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["CreationDate"]);
});

test("gives nothing for an empty book, and says when the table is not there", async () => {
  expect(await recordsOf(contacts, PATH, await phone())).toEqual([]);
  expect((await read(contacts, { [PATH]: await buildDatabase(SCHEMA[0]!) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(contacts, PATH, await phone(...ROWS))).toEqual([]);
});
