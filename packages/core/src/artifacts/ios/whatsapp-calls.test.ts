import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import whatsappCalls from "./whatsapp-calls.ts";

const PATH = "/private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.WhatsAppSMB.shared/CallHistory.sqlite";
// Tables and columns as iLEAPP's queries name them.
const SCHEMA = [
  `CREATE TABLE ZWACDCALLEVENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZOUTCOME INTEGER, Z1CALLEVENTS INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT,
    ZCALLIDSTRING VARCHAR, ZGROUPCALLCREATORUSERJIDSTRING VARCHAR, ZGROUPJIDSTRING VARCHAR)`,
  "CREATE TABLE ZWACDCALLEVENTPARTICIPANT (Z_PK INTEGER PRIMARY KEY, ZOUTCOME INTEGER, Z1PARTICIPANTS INTEGER, ZJIDSTRING VARCHAR)",
  "CREATE TABLE ZWAAGGREGATECALLEVENT (Z_PK INTEGER PRIMARY KEY, ZINCOMING INTEGER, ZMISSED INTEGER, ZVIDEO INTEGER, ZFIRSTDATE TIMESTAMP)",
];
const ROWS = [
  "INSERT INTO ZWAAGGREGATECALLEVENT VALUES (10, 1, 1, 1, 700000000), (11, 0, 0, 0, 700000100), (12, 1, 0, 0, 700000200)",
  `INSERT INTO ZWACDCALLEVENT VALUES (1, 1, 1, 10, 700000000.5, 0.0, 'A', NULL, NULL), (2, 1, 0, 11, 700000100, 60.5, 'B', NULL, NULL),
    (3, 1, 0, 12, 700000200, 5.0, 'C', '15550133@s.whatsapp.net', '1203@g.us'), (4, 1, 4, 99, NULL, NULL, NULL, NULL, NULL)`,
  `INSERT INTO ZWACDCALLEVENTPARTICIPANT VALUES (1, 0, 1, '15550100@s.whatsapp.net'), (2, 0, 2, '15550101@s.whatsapp.net'), (3, 0, 3, '77@lid'),
    (4, 0, 3, '15550102@s.whatsapp.net'), (5, 0, 4, '15550103@s.whatsapp.net'), (6, 0, 4, NULL)`,
];
const partiesOf = (record: Parameters<NonNullable<typeof whatsappCalls.observables>>[0]): string[] =>
  whatsappCalls.observables!(record).map(({ role, value }) => `${role} ${value}`);

test("tells participants, direction and time of each call", async () => {
  const records = await recordsOf(whatsappCalls, PATH, await buildDatabase([...SCHEMA, ...ROWS]));
  expect(records).toMatchObject([
    { callId: "A", isFromMe: false, isMissed: true, isVideo: true, outcome: 1, started: { earliest: "1678307200500000000" } },
    { callId: "B", isFromMe: true, isMissed: false, durationSeconds: 60.5 },
    { callId: "C", isFromMe: false, chat: "1203@g.us", participants: ["77@lid", "15550102@s.whatsapp.net"] },
    { outcome: 4 },
  ]);
  expect(records.map(partiesOf)).toEqual([
    ["received +15550100"],
    ["sent +15550101"],
    ["received +15550133", "received +15550102"],
    ["listed +15550103"],
  ]);
  expect(records.flatMap((record) => whatsappCalls.events!(record)).map(({ message }) => message.split("/").pop())).toEqual([
    "call-missed",
    "call-made",
    "call-received",
  ]);
});

test("locates a call and its participants", async () => {
  const { located } = await read(whatsappCalls, { [PATH]: await buildDatabase([...SCHEMA, ...ROWS]) });
  expect(located[2]!.at.map((at) => at.kind === "row" && `${at.table} ${at.row}`)).toEqual([
    "ZWACDCALLEVENT 3",
    "ZWACDCALLEVENTPARTICIPANT 3",
    "ZWACDCALLEVENTPARTICIPANT 4",
  ]);
});

test("reads an old database without participants and aggregates, and rows of the wrong types", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZWACDCALLEVENT (Z_PK INTEGER PRIMARY KEY, ZDATE TIMESTAMP, ZDURATION FLOAT, ZGROUPCALLCREATORUSERJIDSTRING VARCHAR)",
    "INSERT INTO ZWACDCALLEVENT VALUES (1, 700000000, 'x', x'ff00'), (2, 'x', NULL, '15550133@s.whatsapp.net')",
  ]);
  const { records, problems } = await read(whatsappCalls, { [PATH]: bytes });
  expect(records).toHaveLength(2);
  expect(records.map(partiesOf)).toEqual([[], ["listed +15550133"]]);
  expect(whatsappCalls.events!(records[0]!)).toMatchObject([{ message: "artifacts/ios/whatsapp-calls/call" }]);
  expect(problems).toMatchObject([{ problem: { problem: { params: { field: "ZDATE" } } } }]);
});

test("says when the table is not there, and gives nothing of an empty one", async () => {
  expect((await read(whatsappCalls, { [PATH]: await buildDatabase(SCHEMA[1]!) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(whatsappCalls, PATH, await buildDatabase(SCHEMA))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(whatsappCalls, PATH, await buildDatabase([...SCHEMA, ...ROWS]))).toEqual([]);
});
