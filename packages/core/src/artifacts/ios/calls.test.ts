import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import calls, { type CallRecord } from "./calls.ts";

const PATH = "/private/var/mobile/Library/CallHistoryDB/CallHistory.storedata";
// Columns as iLEAPP and APOLLO name them for iOS 13 to 17; those that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER,
    ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR)`,
  "CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR)",
  `CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER,
    PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES))`,
];
const START = 700_000_000.5;
const row = (columns: Readonly<Record<string, string | number>>): string => {
  const all = { ZDATE: START, ZDURATION: 12.5, ...columns };
  return `INSERT INTO ZCALLRECORD (${Object.keys(all).join(", ")}) VALUES (${Object.values(all).join(", ")})`;
};
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const partiesOf = (record: CallRecord | undefined): string[] => calls.observables!(record!).map(({ role, value }) => `${role} ${value}`);

test("tells the other side, direction, length and time of each call", async () => {
  const bytes = await phone(
    row({ ZADDRESS: "'+15550100'", ZCALLTYPE: 1, ZORIGINATED: 0, ZANSWERED: 1, ZSERVICE_PROVIDER: "'com.apple.Telephony'" }),
    row({ ZADDRESS: "'caller@mail.example'", ZCALLTYPE: 8, ZORIGINATED: 0, ZANSWERED: 0, ZSERVICE_PROVIDER: "'com.apple.FaceTime'" }),
    row({ ZADDRESS: "'15550177@s.whatsapp.net'", ZCALLTYPE: 0, ZORIGINATED: 1, ZSERVICE_PROVIDER: "'net.whatsapp.WhatsApp'" }),
  );
  const records = await recordsOf(calls, PATH, bytes);
  expect(records).toMatchObject([
    { handle: "+15550100", callType: "telephone", isFromMe: false, isAnswered: true, durationSeconds: 12.5 },
    { handle: "caller@mail.example", callType: "facetime-video", isAnswered: false, started: { earliest: "1678307200500000000" } },
    { handle: "15550177@s.whatsapp.net", callType: "app", isFromMe: true },
  ]);
  expect(calls.observables!(records[1]!)).toEqual([
    { type: "email-addr:value", role: "received", value: "caller@mail.example" },
    { type: "app:id", role: "listed", value: "com.apple.FaceTime" },
  ]);
  expect(calls.observables!(records[2]!)[0]).toEqual({ type: "phone-number:value", role: "sent", value: "+15550177" });
  expect(records.flatMap((record) => calls.events!(record)).map(({ kind, message }) => `${kind} ${message}`)).toEqual([
    "call artifacts/ios/calls/call-answered",
    "call artifacts/ios/calls/call-missed",
    "call artifacts/ios/calls/call-made",
  ]);
});

test("names everyone of a group call once, from join tables whatever their numbers", async () => {
  const group = [
    row({ ZCALLTYPE: 16, ZORIGINATED: 0, ZADDRESS: "NULL" }),
    row({ ZCALLTYPE: 1, ZADDRESS: "'+15550100'" }),
    "INSERT INTO ZHANDLE (Z_PK, ZVALUE, ZNORMALIZEDVALUE) VALUES (1, '(555) 01-00', '+15550100'), (2, 'b@mail.example', NULL), (3, NULL, NULL)",
    "INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (1, 1), (1, 2), (1, 3), (2, 1)",
  ];
  const renumbered = [...SCHEMA, ...group].map((sql) => sql.replaceAll("Z_2REMOTE", "Z_3REMOTE").replaceAll("Z_4REMOTE", "Z_7REMOTE"));
  const expected = await recordsOf(calls, PATH, await phone(...group));
  expect(expected[0]).toMatchObject({ handle: "(555) 01-00", participants: ["+15550100", "b@mail.example"] });
  expect(partiesOf(expected[0])).toEqual(["received (555) 01-00", "received +15550100", "received b@mail.example"]);
  expect(expected[1]).toMatchObject({ handle: "+15550100", participants: ["(555) 01-00"] });
  expect(expected.slice(2)).toEqual([
    { kind: "handle", handle: "+15550100" },
    { kind: "handle", handle: "b@mail.example" },
  ]);
  expect(partiesOf(expected[3])).toEqual(["listed b@mail.example"]);
  expect(await recordsOf(calls, PATH, await buildDatabase(renumbered))).toEqual(expected);
});

test("locates a call and the parties it was joined with", async () => {
  const bytes = await phone(
    row({ ZADDRESS: "'+1'" }),
    "INSERT INTO ZHANDLE (Z_PK, ZVALUE) VALUES (9, '+15550100')",
    "INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (1, 9)",
  );
  const { located } = await read(calls, { [PATH]: bytes });
  expect(located[0]!.at).toEqual([
    { kind: "row", table: "ZCALLRECORD", row: "1" },
    { kind: "row", table: "ZHANDLE", row: "9" },
  ]);
});

test("reads the schema of iOS 8, where addresses are blobs that need not be UTF-8", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS BLOB)",
    "INSERT INTO ZCALLRECORD VALUES (1, 1, 1, 0, 430000000, 3.0, x'2b3135353530313030'), (2, 1, 1, 0, 430000001, 3.0, x'ff2b31')",
  ]);
  const records = await recordsOf(calls, PATH, bytes);
  expect(records).toMatchObject([{ handle: "+15550100", started: { precision: "second" } }, { handle: "\ufffd+1" }]);
  expect(records[0]).not.toHaveProperty("provider");
  expect(partiesOf(records[1])).toEqual([]);
});

test("keeps rows with the wrong types and without a time, and says which field", async () => {
  const bytes = await phone(
    row({ ZADDRESS: "'+15550100'", ZDATE: "'yesterday'", ZDURATION: "'long'", ZCALLTYPE: "'x'", ZORIGINATED: "NULL" }),
    row({ ZADDRESS: "''", ZDATE: "NULL" }),
    row({ ZADDRESS: "'+15550101'", ZDATE: 0 }),
  );
  const { records, problems, error } = await read(calls, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toMatchObject([{ handle: "+15550100", callType: "other" }, { isFromMe: false }, { handle: "+15550101" }]);
  expect(records[1]).not.toHaveProperty("handle");
  expect(records.flatMap((record) => calls.events!(record))).toEqual([]);
  expect(problems).toMatchObject([{ problem: { at: [{ row: "1" }], problem: { params: { field: "ZDATE" } } } }]);
});

test("gives nothing for an empty list, and says when the table is not there", async () => {
  expect(await recordsOf(calls, PATH, await phone())).toEqual([]);
  const { problems, records } = await read(calls, { [PATH]: await buildDatabase("CREATE TABLE ZHANDLE (Z_PK INTEGER, ZVALUE)") });
  expect([problems[0]?.reason, records]).toEqual(["unreadable-form", []]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await phone(
    row({ ZADDRESS: "'+15550100'" }),
    "INSERT INTO ZHANDLE (Z_PK, ZVALUE) VALUES (1, '+15550100')",
    "INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (1, 1)",
  );
  expect(await faultsOf(calls, PATH, bytes)).toEqual([]);
});
