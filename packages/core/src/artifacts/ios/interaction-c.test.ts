import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import interactionC, { type InteractionRecord } from "./interaction-c.ts";

const PATH = "/private/var/mobile/Library/CoreDuet/People/interactionC.db";
// Columns as APOLLO's and iLEAPP's queries name them for iOS 10 to 17; those that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZDIRECTION INTEGER, ZISRESPONSE INTEGER, ZMECHANISM INTEGER, ZRECIPIENTCOUNT INTEGER,
    ZSENDER INTEGER, ZCREATIONDATE TIMESTAMP, ZENDDATE TIMESTAMP, ZSTARTDATE TIMESTAMP, ZACCOUNT VARCHAR, ZBUNDLEID VARCHAR, ZCONTENTURL VARCHAR,
    ZDOMAINIDENTIFIER VARCHAR, ZGROUPNAME VARCHAR, ZTARGETBUNDLEID VARCHAR)`,
  `CREATE TABLE ZCONTACTS (Z_PK INTEGER PRIMARY KEY, ZINCOMINGSENDERCOUNT INTEGER, ZOUTGOINGRECIPIENTCOUNT INTEGER, ZFIRSTINCOMINGSENDERDATE TIMESTAMP,
    ZLASTINCOMINGSENDERDATE TIMESTAMP, ZFIRSTOUTGOINGRECIPIENTDATE TIMESTAMP, ZLASTOUTGOINGRECIPIENTDATE TIMESTAMP, ZCUSTOMIDENTIFIER VARCHAR,
    ZDISPLAYNAME VARCHAR, ZIDENTIFIER VARCHAR, ZPERSONID VARCHAR)`,
  "CREATE TABLE ZATTACHMENT (Z_PK INTEGER PRIMARY KEY, ZSIZEINBYTES INTEGER, ZCONTENTTEXT VARCHAR, ZCONTENTURL VARCHAR, ZUTI VARCHAR)",
  "CREATE TABLE Z_1INTERACTIONS (Z_1ATTACHMENTS INTEGER, Z_3INTERACTIONS INTEGER, PRIMARY KEY (Z_1ATTACHMENTS, Z_3INTERACTIONS))",
  "CREATE TABLE Z_2INTERACTIONRECIPIENT (Z_2RECIPIENTS INTEGER, Z_3INTERACTIONRECIPIENT INTEGER, PRIMARY KEY (Z_2RECIPIENTS, Z_3INTERACTIONRECIPIENT))",
];
const START = 700_000_000;
const ROWS = [
  `INSERT INTO ZCONTACTS (Z_PK, ZIDENTIFIER, ZCUSTOMIDENTIFIER, ZDISPLAYNAME, ZINCOMINGSENDERCOUNT, ZOUTGOINGRECIPIENTCOUNT, ZFIRSTINCOMINGSENDERDATE) VALUES
    (1, 'sender@mail.example', NULL, 'A Name', 3, 0, ${START - 9000}), (2, '+15550100', NULL, 'B Name', 0, 2, NULL), (3, NULL, '15550177@s.whatsapp.net', 'C', 0, 0, NULL),
    (4, NULL, NULL, 'nobody', 1, 0, NULL)`,
  `INSERT INTO ZINTERACTIONS (Z_PK, ZDIRECTION, ZRECIPIENTCOUNT, ZSENDER, ZSTARTDATE, ZENDDATE, ZCREATIONDATE, ZBUNDLEID, ZTARGETBUNDLEID, ZDOMAINIDENTIFIER) VALUES
    (1, 0, 1, 1, ${START}.5, ${START + 1}, ${START + 2}, 'com.apple.MobileSMS', NULL, 'chat1'),
    (2, 1, 2, NULL, ${START + 10}, ${START + 10}, ${START + 7300}, 'net.whatsapp.WhatsApp', 'net.whatsapp.WhatsApp', '1203@g.us'),
    (3, NULL, 0, 99, NULL, NULL, ${START}, 'com.example.odd', 'com.example.other', NULL)`,
  "INSERT INTO Z_2INTERACTIONRECIPIENT VALUES (2, 1), (2, 2), (3, 2), (77, 2)",
  "INSERT INTO ZATTACHMENT VALUES (1, 12, NULL, 'https://evil.example/a', 'public.url'), (2, NULL, 'see http://text.example/', NULL, NULL), (3, 5, NULL, NULL, 'public.jpeg')",
  "INSERT INTO Z_1INTERACTIONS VALUES (1, 1), (2, 2)",
];
const phone = (...inserts: string[]) => buildDatabase([...SCHEMA, ...inserts]);
const seen = (record: InteractionRecord | undefined): string[] =>
  interactionC.observables!(record!).map(({ role, value }) => `${role} ${value}`);
const ofKind = (records: readonly InteractionRecord[], kind: string) => records.filter((record) => record.kind === kind);

test("tells app, sender, recipients and times of each interaction, and no names", async () => {
  const records = await recordsOf(interactionC, PATH, await phone(...ROWS));
  const [incoming, outgoing, odd] = ofKind(records, "interaction");
  expect(incoming).toMatchObject({
    bundleId: "com.apple.MobileSMS",
    isFromMe: false,
    sender: "sender@mail.example",
    recipients: ["+15550100"],
    chat: "chat1",
    started: { earliest: "1678307200500000000" },
  });
  expect(seen(incoming)).toEqual(["received sender@mail.example", "listed +15550100", "listed com.apple.MobileSMS"]);
  expect(outgoing).toMatchObject({ recipients: ["+15550100", "15550177@s.whatsapp.net"], recipientCount: 2 });
  expect(seen(outgoing)).toEqual(["sent +15550100", "sent +15550177", "listed net.whatsapp.WhatsApp"]);
  expect(seen(odd)).toEqual(["listed com.example.odd", "listed com.example.other"]);
  expect(odd).not.toHaveProperty("isFromMe");
  expect(JSON.stringify(records)).not.toContain("Name");
});

test("finds the join tables whatever numbers this version of iOS gave them", async () => {
  const renumber = (sql: string) =>
    sql.replaceAll("Z_3INTERACTION", "Z_12INTERACTION").replaceAll("Z_2", "Z_9").replaceAll("Z_1INTERACTIONS", "Z_4INTERACTIONS");
  const records = await recordsOf(interactionC, PATH, await phone(...ROWS));
  expect(await recordsOf(interactionC, PATH, await buildDatabase([...SCHEMA, ...ROWS].map(renumber)))).toEqual(records);
});

test("reads what interactions carried, by their direction", async () => {
  const attachments = ofKind(await recordsOf(interactionC, PATH, await phone(...ROWS)), "attachment");
  expect(attachments).toMatchObject([
    { contentType: "public.url", size: 12, sender: "sender@mail.example" },
    {},
    { contentType: "public.jpeg" },
  ]);
  expect(attachments.map(seen)).toEqual([
    ["received https://evil.example/a", "received sender@mail.example"],
    ["sent http://text.example/"],
    [],
  ]);
});

test("names for what an interaction carried the rows of the interaction and of its sender", async () => {
  const { located } = await read(interactionC, { [PATH]: await phone(...ROWS) });
  const rows = located.filter(({ data }) => data.kind === "attachment").map(({ at }) => at.map((one) => one.kind === "row" && one.table));
  expect(rows).toEqual([["ZATTACHMENT", "ZINTERACTIONS", "ZCONTACTS"], ["ZATTACHMENT", "ZINTERACTIONS"], ["ZATTACHMENT"]]);
});

test("keeps the sums of parties, by whether anything came from them", async () => {
  const parties = ofKind(await recordsOf(interactionC, PATH, await phone(...ROWS)), "party");
  expect(parties).toMatchObject([{ handle: "sender@mail.example", incoming: 3 }, { outgoing: 2 }, { handle: "15550177@s.whatsapp.net" }]);
  expect(parties.map(seen)).toEqual([["received sender@mail.example"], ["sent +15550100"], ["listed +15550177"]]);
  expect(interactionC.events!(parties[0]!)).toMatchObject([{ kind: "interaction", message: "artifacts/ios/interaction-c/first-incoming" }]);
});

test("tells when an interaction was noted long after it began, or without a beginning", async () => {
  const interactions = ofKind(await recordsOf(interactionC, PATH, await phone(...ROWS)), "interaction");
  expect(interactions.map((record) => interactionC.events!(record).map(({ message }) => message.split("/").pop()))).toEqual([
    ["incoming"],
    ["outgoing", "noted-later"],
    ["noted-later"],
  ]);
});

test("reads an old database without attachments and recipients, and says what it lacks", async () => {
  const bytes = await buildDatabase([SCHEMA[0]!, SCHEMA[1]!, ROWS[0]!, ROWS[1]!]);
  const { records, problems } = await read(interactionC, { [PATH]: bytes });
  expect(ofKind(records, "interaction").map(seen)[0]).toEqual(["received sender@mail.example", "listed com.apple.MobileSMS"]);
  expect(problems).toMatchObject([
    { reason: "unreadable-form", problem: { problem: { message: "artifacts/ios/interaction-c/no-recipients" } } },
  ]);
});

test("loses no record to bad rows, and says which field", async () => {
  const { records, problems, error } = await read(interactionC, {
    [PATH]: await phone(
      "INSERT INTO ZINTERACTIONS (Z_PK, ZDIRECTION, ZSENDER, ZSTARTDATE, ZBUNDLEID) VALUES (1, 'x', 1, 'soon', x'636f6d2e61'), (2, 7, NULL, 1e300, NULL)",
      "INSERT INTO ZCONTACTS (Z_PK, ZIDENTIFIER, ZINCOMINGSENDERCOUNT) VALUES (1, x'ff00', 'many')",
    ),
  });
  expect(error).toBeUndefined();
  expect(records).toMatchObject([{ bundleId: "com.a" }, { kind: "interaction" }, { kind: "party", incoming: 0 }]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["ZSTARTDATE"]);
});

test("says which tables are missing, and gives nothing for empty ones", async () => {
  expect(await recordsOf(interactionC, PATH, await phone())).toEqual([]);
  const { problems } = await read(interactionC, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems.map(({ reason }) => reason)).toEqual(["unreadable-form", "unreadable-form"]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(interactionC, PATH, await phone(...ROWS), { cuts: 10, flips: 60 })).toEqual([]);
});
