import { expect, test } from "vitest";
import { toHex } from "../../model/json.ts";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import whatsapp, { type WhatsAppRecord } from "./whatsapp.ts";

const GROUP = "/private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.WhatsApp.shared";
const PATH = `${GROUP}/ChatStorage.sqlite`;
// Columns as iLEAPP's queries and published schemas of 2023 to 2026 name them; those that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZGROUPEVENTTYPE INTEGER, ZISFROMME INTEGER, ZMESSAGETYPE INTEGER,
    ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR, ZPUSHNAME VARCHAR,
    ZSTANZAID VARCHAR, ZTEXT VARCHAR, ZTOJID VARCHAR)`,
  `CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZARCHIVED INTEGER, ZMESSAGECOUNTER INTEGER, ZREMOVED INTEGER, ZSESSIONTYPE INTEGER, ZGROUPINFO INTEGER,
    ZLASTMESSAGEDATE TIMESTAMP, ZCONTACTIDENTIFIER VARCHAR, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR)`,
  "CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZCONTACTIDENTIFIER VARCHAR, ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR)",
  "CREATE TABLE ZWAGROUPINFO (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZCREATIONDATE TIMESTAMP, ZCREATORJID VARCHAR, ZOWNERJID VARCHAR)",
  `CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZAUTHORNAME VARCHAR, ZMEDIALOCALPATH VARCHAR, ZMEDIAURL VARCHAR, ZTITLE VARCHAR,
    ZVCARDSTRING VARCHAR, ZMETADATA BLOB)`,
  `CREATE TABLE ZWAMESSAGEDATAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZDATE TIMESTAMP, ZCONTENT1 VARCHAR, ZCONTENT2 VARCHAR, ZMATCHEDTEXT VARCHAR,
    ZSENDERJID VARCHAR, ZSUMMARY VARCHAR, ZTITLE VARCHAR)`,
  "CREATE TABLE ZWAPROFILEPUSHNAME (Z_PK INTEGER PRIMARY KEY, ZJID VARCHAR, ZPUSHNAME VARCHAR)",
  "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, ZTIMESTAMP TIMESTAMP, ZLID VARCHAR, ZPHONENUMBER VARCHAR)",
  "INSERT INTO ZWACHATSESSION VALUES (1, 0, 2, 0, 0, NULL, 700000000.5, NULL, '15550100@s.whatsapp.net', 'Someone')",
  "INSERT INTO ZWACHATSESSION VALUES (2, 0, 1, 0, 1, 1, 700000090.0, NULL, '120363000@g.us', 'Family')",
  "INSERT INTO ZWACHATSESSION VALUES (3, 1, 0, 1, 0, NULL, NULL, '15550144@s.whatsapp.net', '987654321@lid', NULL)",
  "INSERT INTO ZWAGROUPINFO VALUES (1, 2, 690000000, '15550166@s.whatsapp.net', NULL)",
  "INSERT INTO ZWAGROUPMEMBER VALUES (1, 2, NULL, '555@lid', 'x')",
  "INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES (1, 695000000, '555', '15550155')",
];
const rowOf = (table: string, columns: Readonly<Record<string, string | number>>): string =>
  `INSERT INTO ${table} (${Object.keys(columns).join(", ")}) VALUES (${Object.values(columns).join(", ")})`;
const message = (columns: Readonly<Record<string, string | number>>): string =>
  rowOf("ZWAMESSAGE", { ZCHATSESSION: 1, ZISFROMME: 0, ZMESSAGETYPE: 0, ZMESSAGEDATE: 700_000_000.5, ...columns });
const FROM_ONE = { ZFROMJID: "'15550100@s.whatsapp.net'" };
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const kindOf = <K extends WhatsAppRecord["kind"]>(records: readonly WhatsAppRecord[], kind: K) =>
  records.filter((record): record is Extract<WhatsAppRecord, { kind: K }> => record.kind === kind);
const seen = (record: WhatsAppRecord | undefined): string[] =>
  whatsapp.observables!(record!).map(({ role, value, circumstances = [] }) => [role, value, ...circumstances].join(" "));

test("tells sender, recipient, time and links of messages", async () => {
  const bytes = await phone(
    message({ ...FROM_ONE, ZTEXT: "'see https://evil.example/a?to=https%3A%2F%2Finner.example%2F'" }),
    message({ ZISFROMME: 1, ZTOJID: "'15550100@s.whatsapp.net'", ZTEXT: "'ok http://mine.example/'" }),
  );
  const [received, sent] = kindOf(await recordsOf(whatsapp, PATH, bytes), "message");
  expect(received).toMatchObject({
    handle: "15550100@s.whatsapp.net",
    phoneNumber: "+15550100",
    isFromMe: false,
    isGroup: false,
    messageType: 0,
    sent: { earliest: "1678307200500000000" },
  });
  expect(received).not.toHaveProperty("groupName");
  expect(seen(received)).toEqual([
    "received +15550100",
    "received https://evil.example/a?to=https%3A%2F%2Finner.example%2F",
    "received https://inner.example/ embedded",
  ]);
  expect(seen(sent)).toEqual(["sent +15550100", "sent http://mine.example/"]);
  expect([received, sent].flatMap((record) => whatsapp.events!(record!)).map((event) => event.message)).toEqual([
    "artifacts/ios/whatsapp/message-received",
    "artifacts/ios/whatsapp/message-sent",
  ]);
});

test("finds the number behind a hidden identity, of a group's member and of a chat", async () => {
  const bytes = await phone(
    message({ ZCHATSESSION: 2, ZGROUPMEMBER: 1, ZFROMJID: "'120363000@g.us'", ZTEXT: "'http://group.example/'" }),
    message({ ZCHATSESSION: 3, ZFROMJID: "'987654321@lid'", ZTEXT: "'x'" }),
    message({ ZCHATSESSION: 99, ZFROMJID: "'111@lid'", ZTEXT: "'http://nobody.example/'" }),
  );
  const [group, hidden, unknown] = kindOf(await recordsOf(whatsapp, PATH, bytes), "message");
  expect(group).toMatchObject({ isGroup: true, groupName: "Family", handle: "555@lid", phoneNumber: "+15550155", chat: "120363000@g.us" });
  expect(hidden).toMatchObject({ handle: "987654321@lid", phoneNumber: "+15550144" });
  expect(seen(group)[0]).toBe("received +15550155");
  expect(unknown).not.toHaveProperty("phoneNumber");
  expect(seen(unknown)).toEqual(["received http://nobody.example/"]);
});

test("reads previews and captions, also those whose message is deleted, and the path of what was brought", async () => {
  const bytes = await phone(
    message({ ...FROM_ONE, ZTEXT: "'look'" }),
    rowOf("ZWAMESSAGEDATAITEM", { ZMESSAGE: 1, ZCONTENT1: "'https://preview.example/p'", ZTITLE: "'Title'" }),
    rowOf("ZWAMESSAGEDATAITEM", { ZMESSAGE: 77, ZMATCHEDTEXT: "'https://orphan.example/o'" }),
    rowOf("ZWAMESSAGEDATAITEM", { ZMESSAGE: 1, ZTITLE: "'no link here'" }),
    rowOf("ZWAMEDIAITEM", {
      ZMESSAGE: 1,
      ZMEDIAURL: "'https://mmg-fna.whatsapp.net/d/f/x.enc'",
      ZMEDIALOCALPATH: "'Media/15550100@s.whatsapp.net/a/b/c.pdf'",
      ZTITLE: "'read https://caption.example/'",
    }),
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: 1, ZMEDIAURL: "'https://mmg.whatsapp.net.evil.example/x'" }),
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: 1, ZMEDIAURL: "'https://mmg.whatsapp.net/x'" }),
  );
  const records = kindOf(await recordsOf(whatsapp, PATH, bytes), "attachment");
  expect(records.map(seen)).toEqual([
    ["received +15550100", "received https://preview.example/p"],
    ["listed https://orphan.example/o"],
    ["received +15550100", "received https://caption.example/", `listed ${GROUP}/Message/Media/15550100@s.whatsapp.net/a/b/c.pdf`],
    ["received +15550100", "received https://mmg.whatsapp.net.evil.example/x"],
  ]);
  expect(records[0]).toMatchObject({ sent: { raw: "700000000.5" }, isFromMe: false });
  expect(records[1]).not.toHaveProperty("isFromMe");
});

test("reads links that stand in the metadata alone, as buttons and quoted messages do", async () => {
  const link = new TextEncoder().encode("https://button.example/b");
  const store = new TextEncoder().encode("https://mmg.whatsapp.net/q");
  // Field 5 holds a message with the link as field 1; field 6, whose tag is the digit 2, the address of a picture.
  const metadata = [0x2a, link.length + 2, 0x0a, link.length, ...link, 0x32, store.length, ...store];
  const bytes = await phone(
    message({ ...FROM_ONE }),
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: 1, ZMETADATA: `x'${toHex(Uint8Array.from(metadata))}'` }),
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: 1, ZMETADATA: "x'3a2f2fff'" }),
  );
  const records = kindOf(await recordsOf(whatsapp, PATH, bytes), "attachment");
  expect(records.map(seen)).toEqual([["received +15550100", "received https://button.example/b"]]);
});

test("says of a chat who made it and that its last message is gone", async () => {
  const bytes = await phone(message({ ...FROM_ONE }), message({ ZCHATSESSION: 2, ZGROUPMEMBER: 1, ZMESSAGEDATE: 700_000_000 }));
  const records = await recordsOf(whatsapp, PATH, bytes);
  const [whole, group, hidden] = kindOf(records, "chat");
  expect(whole).toMatchObject({ storedMessages: 1, lacksNewest: false, isRemoved: false });
  expect(whole).not.toHaveProperty("groupName");
  expect(group).toMatchObject({ storedMessages: 1, lacksNewest: true, groupName: "Family", groupCreator: "15550166@s.whatsapp.net" });
  expect(hidden).toMatchObject({ storedMessages: 0, lacksNewest: false, isRemoved: true, isArchived: true, phoneNumber: "+15550144" });
  expect(seen(group)).toEqual(["listed +15550166"]);
  expect(whatsapp.events!(group!).map(({ message }) => message)).toEqual([
    "artifacts/ios/whatsapp/group-created",
    "artifacts/ios/whatsapp/message-gone",
  ]);
});

test("lists hidden identities with their number, and the names that numbers give themselves", async () => {
  const bytes = await phone(rowOf("ZWAPROFILEPUSHNAME", { ZJID: "'15550177@s.whatsapp.net'", ZPUSHNAME: "'Help Desk'" }));
  const identities = kindOf(await recordsOf(whatsapp, PATH, bytes), "identity");
  expect(identities).toMatchObject([
    { handle: "555@lid", phoneNumber: "+15550155", paired: { raw: "695000000" } },
    { handle: "15550177@s.whatsapp.net", phoneNumber: "+15550177", pushName: "Help Desk" },
  ]);
  expect(identities.map(seen)).toEqual([["listed +15550155"], ["listed +15550177"]]);
});

test("reads an old database of two tables, and blobs in the place of text", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZCHATSESSION INTEGER, ZMESSAGEDATE TIMESTAMP, ZFROMJID VARCHAR, ZTEXT VARCHAR)",
    "CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR)",
    "INSERT INTO ZWACHATSESSION VALUES (1, '15550100@s.whatsapp.net')",
    "INSERT INTO ZWAMESSAGE VALUES (1, 0, 1, 400000000, NULL, x'687474703a2f2f6f6c642e6578616d706c652f')",
  ]);
  const [record] = await recordsOf(whatsapp, PATH, bytes);
  expect(record).toMatchObject({ kind: "message", handle: "15550100@s.whatsapp.net", text: "http://old.example/" });
  expect(seen(record)).toEqual(["received +15550100", "received http://old.example/"]);
});

test("loses no record to a bad row: blobs as links, words as times, nothing at all", async () => {
  const bytes = await phone(
    message({ ZMESSAGEDATE: "'soon'", ZISFROMME: "'x'", ZMESSAGETYPE: "x'00'", ...FROM_ONE, ZTEXT: "'http://a.example/'" }),
    "INSERT INTO ZWAMESSAGE (Z_PK) VALUES (50)",
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: 1, ZMEDIAURL: "x'687474703a2f2f622e6578616d706c652f'" }),
    rowOf("ZWAMEDIAITEM", { ZMESSAGE: "'x'", ZMEDIAURL: "x'ff00'" }),
  );
  const { records, problems, error } = await read(whatsapp, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(kindOf(records, "message").map(seen)).toEqual([["received +15550100", "received http://a.example/"], []]);
  expect(kindOf(records, "attachment").map(seen)).toEqual([["received +15550100", "received http://b.example/"]]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["ZMESSAGEDATE", "ZMESSAGEDATE"]);
});

test("reads the rest where the messages are damaged, and then counts none", async () => {
  const filler = Array.from({ length: 60 }, (_, index) => message({ ...FROM_ONE, ZTEXT: `'${"x".repeat(400)} ${index}'` }));
  const bytes = await buildDatabase([...SCHEMA, ...filler], { pageSize: 1024 });
  const leaf = Array.from({ length: bytes.length / 1024 }, (_, page) => page * 1024).filter(
    (start) => bytes[start] === 0x0d && new TextDecoder("latin1").decode(bytes.subarray(start, start + 1024)).includes("xxxx"),
  )[10]!;
  bytes.fill(0xff, leaf, leaf + 1024);
  const { records, error } = await read(whatsapp, { [PATH]: bytes });
  expect(error).toMatchObject({ name: "FormatError" });
  expect(kindOf(records, "message").length).toBeGreaterThan(10);
  expect(kindOf(records, "chat")).toHaveLength(3);
  for (const chat of kindOf(records, "chat")) expect(chat).not.toHaveProperty("storedMessages");
});

test("says that a database without messages is of another form, and claims nothing about its chats", async () => {
  const bytes = await buildDatabase([SCHEMA[1]!, SCHEMA[8]!]);
  const { records, problems } = await read(whatsapp, { [PATH]: bytes });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(records[0]).not.toHaveProperty("lacksNewest");
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await phone(message({ ...FROM_ONE, ZTEXT: "'http://a.example/'" }));
  expect(await faultsOf(whatsapp, PATH, bytes, { cuts: 10, flips: 60 })).toEqual([]);
});
