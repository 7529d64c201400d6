import { expect, test } from "vitest";
import { toHex } from "../../model/json.ts";
import { binaryPlist, buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import smsAttachments, { type MessageAttachment } from "./sms-attachments.ts";

const PATH = "/private/var/mobile/Library/SMS/sms.db";
// As in the published chat.db of a research Mac (same tables as sms.db); columns that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0,
    filename TEXT, uti TEXT, mime_type TEXT, transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT,
    total_bytes INTEGER DEFAULT 0, is_sticker INTEGER DEFAULT 0, attribution_info BLOB)`,
  "CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id))",
  "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, handle_id INTEGER, service TEXT, date INTEGER, is_from_me INTEGER)",
  "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT)",
  "INSERT INTO handle VALUES (1, 'someone@mail.example')",
  "INSERT INTO message VALUES (1, 'm1', 1, 'iMessage', 700000000000000000, 0), (2, 'm2', 1, 'iMessage', 700000000000000001, 1)",
];
let guids = 0;
const attachment = (columns: Readonly<Record<string, string | number>>): string => {
  const all = { guid: `'g${++guids}'`, created_date: 700_000_000, ...columns };
  return `INSERT INTO attachment (${Object.keys(all).join(", ")}) VALUES (${Object.values(all).join(", ")})`;
};
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const seen = (record: MessageAttachment): string[] =>
  smsAttachments.observables!(record).map(({ type, role, value }) => `${type} ${role} ${value}`);

test("tells path, sender and times, and the name that the sender gave", async () => {
  const bytes = await phone(
    attachment({
      filename: "'~/Library/SMS/Attachments/ab/11/GUID/IMG_1.heic'",
      transfer_name: "'IMG_1.heic'",
      mime_type: "'image/heic'",
      uti: "'public.heic'",
      total_bytes: 4096,
      start_date: 700_000_001,
    }),
    attachment({ filename: "'/var/mobile/Library/SMS/Attachments/x/tmp.gif'", transfer_name: "'invoice.gif'", is_outgoing: 1 }),
    "INSERT INTO message_attachment_join VALUES (1, 1), (2, 2)",
  );
  const { located, problems } = await read(smsAttachments, { [PATH]: bytes });
  expect(problems).toEqual([]);
  const [received, sent] = located.map(({ data }) => data);
  expect(received).toMatchObject({
    path: "/private/var/mobile/Library/SMS/Attachments/ab/11/GUID/IMG_1.heic",
    handle: "someone@mail.example",
    service: "iMessage",
    isFromMe: false,
    isMessageMissing: false,
    contentType: "image/heic",
    size: 4096,
    created: { earliest: "1678307200000000000" },
    sent: { precision: "nanosecond" },
  });
  expect(located[0]!.at).toEqual([
    { kind: "row", table: "attachment", row: "1" },
    { kind: "row", table: "message", row: "1" },
  ]);
  expect(seen(received!)).toEqual(["file:path listed /private/var/mobile/Library/SMS/Attachments/ab/11/GUID/IMG_1.heic"]);
  expect(seen(sent!)).toEqual(["file:path listed /private/var/mobile/Library/SMS/Attachments/x/tmp.gif", "file:name sent invoice.gif"]);
  expect(smsAttachments.events!(received!)).toMatchObject([
    { kind: "message", message: "artifacts/ios/sms-attachments/attachment-received" },
  ]);
});

test("tells staged files whose message is deleted", async () => {
  const [record] = await recordsOf(smsAttachments, PATH, await phone(attachment({ filename: "'/var/tmp/01234567-89AB-1'" })));
  expect(record).toMatchObject({ path: "/private/var/tmp/01234567-89AB-1", isMessageMissing: true, isFromMe: false });
  expect(seen(record!)).toEqual(["file:path listed /private/var/tmp/01234567-89AB-1"]);
});

test("yields one that stands in two messages once", async () => {
  const bytes = await phone(attachment({ filename: "'~/a'" }), "INSERT INTO message_attachment_join VALUES (1, 1), (2, 1)");
  expect(await recordsOf(smsAttachments, PATH, bytes)).toHaveLength(1);
});

test("names the app that made it, and loses a damaged note of it alone", async () => {
  const info = toHex(binaryPlist({ name: "Games", "bundle-id": "com.example.games.messages" }));
  const bytes = await phone(
    attachment({ attribution_info: `x'${info}'` }),
    attachment({ attribution_info: "x'62706c69737430300011'", filename: "'~/b'" }),
    attachment({ attribution_info: "'text'", filename: "x'2f7661722f746d702f63'", created_date: "'x'" }),
  );
  const { records, problems, error } = await read(smsAttachments, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(seen)).toEqual([
    ["app:id listed com.example.games.messages"],
    ["file:path listed /private/var/mobile/b"],
    ["file:path listed /private/var/tmp/c"],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["attribution_info", "created_date"]);
});

test("reads the schema of iOS 6, without transfers and without joins", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, guid TEXT, created_date INTEGER, filename TEXT, mime_type TEXT)",
    "INSERT INTO attachment VALUES (1, 'a', 400000000, '/var/mobile/Library/SMS/Attachments/1', 'image/jpeg'), (2, NULL, NULL, NULL, NULL)",
  ]);
  const records = await recordsOf(smsAttachments, PATH, bytes);
  expect(records).toMatchObject([{ path: "/private/var/mobile/Library/SMS/Attachments/1" }, { guid: "", isMessageMissing: true }]);
  expect(seen(records[1]!)).toEqual([]);
});

test("gives nothing for an empty table, and says when it is not there", async () => {
  expect(await recordsOf(smsAttachments, PATH, await phone())).toEqual([]);
  expect((await read(smsAttachments, { [PATH]: await buildDatabase("CREATE TABLE message (a)") })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await phone(attachment({ filename: "'~/a'", attribution_info: `x'${toHex(binaryPlist({ "bundle-id": "a.b" }))}'` }));
  expect(await faultsOf(smsAttachments, PATH, bytes)).toEqual([]);
});
