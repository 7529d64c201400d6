import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import viber, { type ViberRecord } from "./viber.ts";

const PATH = "/private/var/mobile/Containers/Shared/AppGroup/group.viber.share.container/com.viber/database/Contacts.data";
// Tables and columns as iLEAPP's queries name them; those that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE ZVIBERMESSAGE (Z_PK INTEGER PRIMARY KEY, ZATTACHMENT INTEGER, ZBEINGDELETED INTEGER, ZCONVERSATION INTEGER, ZPHONENUMINDEX INTEGER,
    ZDATE TIMESTAMP, ZSTATEDATE TIMESTAMP, ZMETADATA VARCHAR, ZSTATE VARCHAR, ZTEXT VARCHAR)`,
  "CREATE TABLE ZCONVERSATION (Z_PK INTEGER PRIMARY KEY, ZINTERLOCUTOR INTEGER, ZNAME VARCHAR)",
  "CREATE TABLE ZMEMBER (Z_PK INTEGER PRIMARY KEY, ZDISPLAYFULLNAME VARCHAR)",
  "CREATE TABLE ZPHONENUMBER (Z_PK INTEGER PRIMARY KEY, ZMEMBER INTEGER, ZCANONIZEDPHONENUM VARCHAR, ZPHONE VARCHAR)",
  "CREATE TABLE ZATTACHMENT (Z_PK INTEGER PRIMARY KEY, ZNAME VARCHAR, ZTYPE VARCHAR)",
  "INSERT INTO ZCONVERSATION VALUES (1, 5, NULL), (2, NULL, 'Group')",
  "INSERT INTO ZMEMBER VALUES (5, 'A Name'), (6, 'B Name')",
  "INSERT INTO ZPHONENUMBER VALUES (1, 5, '15550100', '+15550100'), (2, 6, '+15550101', NULL), (3, NULL, NULL, '+15550102'), (4, 5, NULL, '+15550103')",
  "INSERT INTO ZATTACHMENT VALUES (1, 'offer.pdf', 'file')",
];
const ROWS = `INSERT INTO ZVIBERMESSAGE VALUES
  (1, NULL, 0, 1, 5, 700000000.5, 700000001, NULL, 'received', 'see https://evil.example/v'),
  (2, NULL, 0, 1, NULL, 700000010, NULL, '{"URL":"https:\\/\\/preview.example\\/p","Text":"x"}', 'delivered', 'ok'),
  (3, 1, 1, 2, 6, 700000020, NULL, NULL, 'received', NULL), (4, NULL, NULL, 99, 77, NULL, NULL, NULL, 'system', 'joined http://odd.example/')`;
const seen = (record: ViberRecord): string[] => viber.observables!(record).map(({ role, value }) => `${role} ${value}`);

test("tells sender or recipient, time and links of messages, and no names", async () => {
  const records = await recordsOf(viber, PATH, await buildDatabase([...SCHEMA, ROWS]));
  expect(records.slice(0, 4)).toMatchObject([
    { kind: "message", isFromMe: false, phoneNumber: "+15550100", sent: { earliest: "1678307200500000000" } },
    { isFromMe: true, phoneNumber: "+15550100", urls: [{ url: "https://preview.example/p", part: "preview" }] },
    { isFromMe: false, isBeingDeleted: true, fileName: "offer.pdf" },
    { kind: "message" },
  ]);
  expect(records.slice(0, 4).map(seen)).toEqual([
    ["received +15550100", "received https://evil.example/v"],
    ["sent +15550100", "sent https://preview.example/p"],
    ["received +15550101", "received offer.pdf"],
    ["listed http://odd.example/"],
  ]);
  expect(JSON.stringify(records)).not.toContain(" Name");
  expect(records.flatMap((record) => viber.events!(record)).map(({ message }) => message.split("/").pop())).toEqual([
    "message-received",
    "message-sent",
    "message-received",
  ]);
});

test("lists every number that Viber knows", async () => {
  const records = await recordsOf(viber, PATH, await buildDatabase(SCHEMA));
  expect(records.map(seen)).toEqual([["listed +15550100"], ["listed +15550101"], ["listed +15550102"], ["listed +15550103"]]);
});

test("reads the old schema, where numbers stand in an index", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZVIBERMESSAGE (Z_PK INTEGER PRIMARY KEY, ZPHONENUMINDEX INTEGER, ZDATE TIMESTAMP, ZSTATE VARCHAR, ZTEXT VARCHAR)",
    "CREATE TABLE ZPHONENUMBERINDEX (Z_PK INTEGER PRIMARY KEY, ZPHONENUM VARCHAR)",
    "INSERT INTO ZPHONENUMBERINDEX VALUES (3, '+15550144')",
    "INSERT INTO ZVIBERMESSAGE VALUES (1, 3, 400000000, 'received', 'http://old.example/')",
  ]);
  const records = await recordsOf(viber, PATH, bytes);
  expect(records.map(seen)).toEqual([["received +15550144", "received http://old.example/"], ["listed +15550144"]]);
});

test("loses no record to a bad row", async () => {
  const bad =
    "INSERT INTO ZVIBERMESSAGE VALUES (1, 'x', 'y', 'z', 'w', 'soon', x'00', x'ff', 7, x'687474703a2f2f622e6578616d706c652f'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
  const { records, problems, error } = await read(viber, { [PATH]: await buildDatabase([...SCHEMA.slice(0, 5), bad]) });
  expect(error).toBeUndefined();
  expect(records.map(seen)).toEqual([["listed http://b.example/"], []]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["ZDATE", "ZSTATEDATE"]);
});

test("gives nothing for an empty database, and says when the table is not there", async () => {
  expect(await recordsOf(viber, PATH, await buildDatabase(SCHEMA.slice(0, 5)))).toEqual([]);
  expect((await read(viber, { [PATH]: await buildDatabase(SCHEMA[1]!) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(viber, PATH, await buildDatabase([...SCHEMA, ROWS]), { cuts: 10, flips: 60 })).toEqual([]);
});
