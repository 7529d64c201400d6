import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import messenger, { type MessengerMessage } from "./messenger.ts";

const FOLDER = "/private/var/mobile/Containers/Shared/AppGroup/group.com.facebook.Messenger/lightspeed-userDatabases";
const PATH = `${FOLDER}/100000123456789.db`;
// Tables and columns as iLEAPP's queries name them.
const schema = (table: string): string[] => [
  `CREATE TABLE ${table} (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, text TEXT, sender_id INTEGER, is_admin_message INTEGER)`,
  "CREATE TABLE attachments (message_id TEXT, filename TEXT, title_text TEXT, subtitle_text TEXT, playable_url TEXT, playable_url_mime_type TEXT)",
  "CREATE TABLE attachment_ctas (message_id TEXT, native_url TEXT)",
];
const rows = (table: string): string[] => [
  `INSERT INTO ${table} VALUES (7, 1678307200500, 'm1', 'see https://evil.example/m', 200, 0), (7, 1678307201000, 'm2', 'http://mine.example/', 100000123456789, 0),
    (7, NULL, 'm3', NULL, NULL, 1)`,
  "INSERT INTO attachments VALUES ('m1', NULL, 'Title', 'https://preview.example/p', NULL, NULL), ('gone', 'offer.pdf', NULL, NULL, 'https://orphan.example/o', NULL), ('m2', NULL, NULL, NULL, NULL, NULL)",
  "INSERT INTO attachment_ctas VALUES ('m1', 'https://button.example/b')",
];
const seen = (record: MessengerMessage): string[] => messenger.observables!(record).map(({ role, value }) => `${role} ${value}`);

test.each(["messages", "thread_messages"])("tells who wrote, when, and the links, from the table %s", async (table) => {
  const records = await recordsOf(messenger, PATH, await buildDatabase([...schema(table), ...rows(table)]));
  expect(records).toMatchObject([
    { kind: "message", isFromMe: false, senderId: "200", chat: "7", sent: { earliest: "1678307200500000000", precision: "millisecond" } },
    { isFromMe: true, senderId: "100000123456789" },
    { kind: "message" },
    { kind: "attachment", isFromMe: false, sent: { raw: "1678307200500" } },
    { kind: "attachment", fileName: "offer.pdf" },
  ]);
  expect(records.map(seen)).toEqual([
    ["received https://evil.example/m"],
    ["sent http://mine.example/"],
    [],
    ["received https://preview.example/p", "received https://button.example/b"],
    ["listed https://orphan.example/o", "listed offer.pdf"],
  ]);
  expect(records.flatMap((record) => messenger.events!(record)).map(({ message }) => message.split("/").pop())).toEqual([
    "message-received",
    "message-sent",
  ]);
});

test("knows the owner by the database's own table, and claims no direction without one", async () => {
  const info = ["CREATE TABLE _user_info (facebook_user_id INTEGER)", "INSERT INTO _user_info VALUES (200)"];
  const named = await buildDatabase([...schema("messages"), ...rows("messages"), ...info]);
  expect((await recordsOf(messenger, PATH, named)).map(({ isFromMe }) => isFromMe).slice(0, 2)).toEqual([true, false]);
  const unnamed = await buildDatabase([...schema("messages"), ...rows("messages")]);
  const records = await recordsOf(messenger, `${FOLDER}/main.db`, unnamed);
  expect(records.map(seen)[0]).toEqual(["listed https://evil.example/m"]);
  expect(messenger.events!(records[0]!)).toMatchObject([{ message: "artifacts/ios/messenger/message" }]);
});

test("loses no record to a bad row", async () => {
  const bad = "INSERT INTO messages VALUES ('x', 'soon', NULL, x'687474703a2f2f622e6578616d706c652f', x'ff', NULL)";
  const { records, problems, error } = await read(messenger, { [PATH]: await buildDatabase([...schema("messages"), bad]) });
  expect(error).toBeUndefined();
  expect(records.map(seen)).toEqual([["received http://b.example/"]]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["timestamp_ms"]);
});

test("reads an old database without previews and with few columns", async () => {
  const old = await buildDatabase([
    "CREATE TABLE thread_messages (timestamp_ms INTEGER, text TEXT)",
    "INSERT INTO thread_messages VALUES (1500000000000, 'http://old.example/')",
  ]);
  expect((await recordsOf(messenger, PATH, old)).map(seen)).toEqual([["listed http://old.example/"]]);
});

test("gives nothing for an empty database, and says when no table is one it knows", async () => {
  expect(await recordsOf(messenger, PATH, await buildDatabase(schema("messages")))).toEqual([]);
  expect((await read(messenger, { [PATH]: await buildDatabase("CREATE TABLE other (a)") })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await buildDatabase([...schema("messages"), ...rows("messages")]);
  expect(await faultsOf(messenger, PATH, bytes, { cuts: 10, flips: 60 })).toEqual([]);
});
