import { expect, test } from "vitest";
import { toHex } from "../../model/json.ts";
import { archiveObject, attributedBody, binaryPlist, buildDatabase, faultsOf, keyedArchive, read, recordsOf } from "../../testing/index.ts";
import sms, { type SmsRecord } from "./sms.ts";

const PATH = "/private/var/mobile/Library/SMS/sms.db";
const SCHEMA = [
  `CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, subject TEXT,
    attributedBody BLOB, service TEXT, date INTEGER, date_read INTEGER, is_from_me INTEGER DEFAULT 0, payload_data BLOB, message_summary_info BLOB,
    date_edited INTEGER, date_retracted INTEGER)`,
  "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL)",
  "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, style INTEGER, chat_identifier TEXT, display_name TEXT)",
  "CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id))",
  "CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER, ck_sync_state INTEGER, PRIMARY KEY (chat_id, message_id))",
  "CREATE TABLE recoverable_message_part (chat_id INTEGER, message_id INTEGER, part_index INTEGER, delete_date INTEGER, part_text BLOB, ck_sync_state INTEGER)",
  "CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY, guid TEXT)",
  "INSERT INTO handle VALUES (1, '+15550100', 'us', 'SMS'), (2, 'someone@mail.example', 'us', 'iMessage'), (3, 'MyBank', 'us', 'SMS')",
  "INSERT INTO chat VALUES (1, 'c1', 45, '+15550100', NULL), (2, 'c2', 43, 'chat77', 'Friends'), (3, 'c3', 45, 'someone@mail.example', NULL)",
];
const blob = (bytes: Uint8Array): string => `x'${toHex(bytes)}'`;
const SEND = 700_000_000_000_000_000n;
const messagesOf = (records: readonly SmsRecord[]) => records.filter((record) => record.kind === "message");
const urlsOf = (record: SmsRecord) =>
  record.kind === "handle" || record.kind === "highest-key" ? [] : (record.urls ?? []).map(({ url, part }) => `${part} ${url}`);
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
let guids = 0;
const message = (columns: Readonly<Record<string, string | number | bigint>>): string => {
  const all = { guid: `'g${++guids}'`, date: SEND, ...columns };
  return `INSERT INTO message (${Object.keys(all).join(", ")}) VALUES (${Object.values(all).join(", ")})`;
};

test("tells sender, chat, time and links of a received message", async () => {
  const bytes = await phone(
    message({ text: "'Your parcel: https://evil.example/t?id=1. Thanks.'", handle_id: 1, service: "'SMS'", date_read: SEND + 5n }),
    "INSERT INTO chat_message_join VALUES (1, 1)",
  );
  const [record] = await recordsOf(sms, PATH, bytes);
  expect(record).toMatchObject({
    kind: "message",
    handle: "+15550100",
    chat: "+15550100",
    isGroup: false,
    isFromMe: false,
    isHandleMissing: false,
    service: "SMS",
    sent: { earliest: "1678307200000000000" },
    urls: [{ url: "https://evil.example/t?id=1", part: "text", isEmbedded: false }],
  });
  expect(sms.observables!(record!)).toEqual([
    { type: "phone-number:value", role: "received", value: "+15550100" },
    { type: "url:value", role: "received", value: "https://evil.example/t?id=1" },
  ]);
  expect(sms.events!(record!).map((event) => event.message)).toEqual([
    "artifacts/ios/sms/message-received",
    "artifacts/ios/sms/message-read",
  ]);
});

test("keeps messages of groups, of one's own, and of handles that were deleted", async () => {
  const bytes = await phone(
    message({ text: "'group http://a.example/'", handle_id: 2 }),
    message({ text: "'mine http://b.example/'", handle_id: 0, is_from_me: 1 }),
    message({ text: "'orphan http://c.example/'", handle_id: 99 }),
    "INSERT INTO chat_message_join VALUES (2, 1), (3, 2)",
  );
  const [group, mine, orphan] = messagesOf(await recordsOf(sms, PATH, bytes));
  expect(group).toMatchObject({ isGroup: true, groupName: "Friends", handle: "someone@mail.example" });
  expect(sms.observables!(group!)[0]).toEqual({ type: "email-addr:value", role: "received", value: "someone@mail.example" });
  expect(sms.observables!(mine!)).toEqual([
    { type: "email-addr:value", role: "sent", value: "someone@mail.example" },
    { type: "url:value", role: "sent", value: "http://b.example/" },
  ]);
  expect(orphan).toMatchObject({ isHandleMissing: true });
  expect(sms.observables!(orphan!)).toEqual([{ type: "url:value", role: "received", value: "http://c.example/" }]);
});

test("yields a message that stands in two chats once", async () => {
  const bytes = await phone(message({ text: "'x'", handle_id: 1 }), "INSERT INTO chat_message_join VALUES (1, 1), (2, 1)");
  expect(messagesOf(await recordsOf(sms, PATH, bytes))).toHaveLength(1);
});

test("reads the attributed body where the text column is empty, and links that stand behind other words", async () => {
  const bytes = await phone(
    message({ handle_id: 1, attributedBody: blob(attributedBody("see http://only-here.example/x")) }),
    message({ handle_id: 1, text: "'click here'", attributedBody: blob(attributedBody("click here", ["https://behind.example/y"])) }),
    message({
      handle_id: 1,
      text: "'see https://same.example/z'",
      attributedBody: blob(attributedBody("see https://same.example/z", ["https://same.example/z"])),
    }),
  );
  const records = messagesOf(await recordsOf(sms, PATH, bytes));
  expect(records.map(({ text }) => text)).toEqual(["see http://only-here.example/x", "click here", "see https://same.example/z"]);
  expect(records.map(urlsOf)).toEqual([
    ["text http://only-here.example/x"],
    ["attributes https://behind.example/y"],
    ["text https://same.example/z"],
  ]);
});

test("finds links in the subject, in link previews, inside other links and in what was written before an edit", async () => {
  const preview = keyedArchive(archiveObject("LPLinkMetadata", { originalURL: "https://preview.example/p", kind: "com.apple.news" }));
  const summary = binaryPlist({ ec: { "0": [{ d: 700000000, t: attributedBody("was https://before.example/e") }] }, ust: true });
  const bytes = await phone(
    message({ handle_id: 1, text: "'x'", subject: "'www.subject.com/s'" }),
    message({ handle_id: 1, text: "'y'", payload_data: blob(binaryPlist(preview)) }),
    message({ handle_id: 1, text: "'https://r.example/?to=https%3A%2F%2Finner.example%2F'" }),
    message({ handle_id: 1, text: "'now'", message_summary_info: blob(summary), date_edited: SEND + 9n }),
  );
  const records = messagesOf(await recordsOf(sms, PATH, bytes));
  expect(records.map(urlsOf)).toEqual([
    ["subject www.subject.com/s"],
    ["preview https://preview.example/p"],
    ["text https://r.example/?to=https%3A%2F%2Finner.example%2F", "text https://inner.example/"],
    ["edited https://before.example/e"],
  ]);
  expect(records[3]).toMatchObject({ previousTexts: ["was https://before.example/e"], edited: { precision: "nanosecond" } });
  expect(sms.observables!(records[2]!)[2]).toEqual({
    type: "url:value",
    role: "received",
    value: "https://inner.example/",
    circumstances: ["embedded"],
  });
});

test("marks what lies in Recently Deleted, and reads deleted parts of messages", async () => {
  const bytes = await phone(
    message({ handle_id: 1, text: "'gone https://deleted.example/'" }),
    `INSERT INTO chat_recoverable_message_join VALUES (1, 1, ${SEND + 7n}, 0)`,
    `INSERT INTO recoverable_message_part VALUES (1, 1, 0, ${SEND + 8n}, ${blob(attributedBody("part https://part.example/"))}, 0)`,
    "INSERT INTO deleted_messages VALUES (1, 'a'), (2, 'b')",
  );
  const { records, notes } = await read(sms, { [PATH]: bytes });
  expect(records[0]).toMatchObject({ isDeleted: true, chat: "+15550100", deleted: { raw: String(SEND + 7n) } });
  expect(records[1]).toMatchObject({ kind: "deleted-part", handle: "+15550100", text: "part https://part.example/" });
  for (const record of records.slice(0, 2)) {
    expect(sms.observables!(record).map(({ circumstances }) => circumstances)).toEqual([["recovered"], ["recovered"]]);
  }
  expect(notes).toMatchObject([{ problem: { params: { table: "deleted_messages", count: 2 } } }]);
});

test("lists every address the app knows, and takes a sender's name for no number", async () => {
  const records = await recordsOf(sms, PATH, await phone());
  expect(records.flatMap((record) => sms.observables!(record))).toEqual([
    { type: "phone-number:value", role: "listed", value: "+15550100" },
    { type: "email-addr:value", role: "listed", value: "someone@mail.example" },
  ]);
});

test("loses a damaged part of a message alone, and says which", async () => {
  const bytes = await phone(
    message({
      handle_id: 1,
      text: "'still https://here.example/'",
      payload_data: blob(new TextEncoder().encode("bplist00 broken")),
      message_summary_info: "x'62706c697374303052656300'",
    }),
    message({ handle_id: 1, attributedBody: "x'0011'" }),
  );
  const { records, problems, error } = await read(sms, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(urlsOf(records[0]!)).toEqual(["text https://here.example/"]);
  expect(records[1]).toMatchObject({ kind: "message", handle: "+15550100" });
  expect(problems.map(({ problem }) => problem.problem.params?.["field"] ?? problem.problem.message)).toEqual([
    "payload_data",
    "message_summary_info",
    "artifacts/ios/sms/body-unreadable",
  ]);
});

test("reads the schema of iOS 6, with seconds and few columns, and rows with the wrong types", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER, is_from_me INTEGER)",
    "INSERT INTO message VALUES (1, 'a', 'http://old.example/', 1, 400000000, 0), (2, NULL, x'687474703a2f2f622e6578616d706c652f', 'x', 'y', NULL), (3, 'c', NULL, NULL, NULL, NULL)",
  ]);
  const { records, problems } = await read(sms, { [PATH]: bytes });
  expect(problems).toMatchObject([{ problem: { at: [{ row: "2" }], problem: { params: { field: "sent" } } } }]);
  expect(records).toMatchObject([
    { sent: { earliest: "1378307200000000000", precision: "second" }, text: "http://old.example/" },
    { text: "http://b.example/", guid: "" },
    { isFromMe: false },
  ]);
  expect(records[2]).not.toHaveProperty("text");
});

test("says that a database without messages is of another form", async () => {
  const { problems } = await read(sms, { [PATH]: await buildDatabase("CREATE TABLE handle (id TEXT)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("reads the addresses also where the table of messages is damaged", async () => {
  const filler = Array.from({ length: 60 }, (_, index) => message({ handle_id: 1, text: `'${"x".repeat(400)} ${index}'` }));
  const bytes = await buildDatabase([...SCHEMA, ...filler], { pageSize: 1024 });
  const leaf = Array.from({ length: bytes.length / 1024 }, (_, page) => page * 1024).filter(
    (start) => bytes[start] === 0x0d && new TextDecoder("latin1").decode(bytes.subarray(start, start + 1024)).includes("xxxx"),
  )[10]!;
  bytes.fill(0xff, leaf, leaf + 1024);
  const { records, error } = await read(sms, { [PATH]: bytes });
  expect(error).toMatchObject({ name: "FormatError" });
  expect(messagesOf(records).length).toBeGreaterThan(10);
  expect(records.filter(({ kind }) => kind === "handle")).toHaveLength(3);
  // A message that was not read is not one that was deleted.
  expect(records.filter(({ kind }) => kind === "highest-key")).toEqual([]);
});

test("tells the highest number ever given to a message, where its row is gone too", async () => {
  const bytes = await phone(message({ handle_id: 1 }), message({ handle_id: 1 }), "DELETE FROM message WHERE ROWID = 2");
  const { located } = await read(sms, { [PATH]: bytes });
  expect(located.filter(({ data }) => data.kind === "highest-key")).toEqual([
    {
      at: [{ kind: "row", table: "sqlite_sequence", row: expect.any(String), column: "seq" }],
      data: { kind: "highest-key", messageKey: 2 },
    },
  ]);
});

test("says when a recent database lacks the column that holds the words of many messages", async () => {
  const bytes = await phone("ALTER TABLE message DROP COLUMN attributedBody");
  expect((await read(sms, { [PATH]: bytes })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await phone(
    message({ handle_id: 1, attributedBody: blob(attributedBody("see http://a.example/", ["http://a.example/"])) }),
  );
  expect(await faultsOf(sms, PATH, bytes)).toEqual([]);
});
