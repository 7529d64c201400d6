import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import whatsappContacts from "./whatsapp-contacts.ts";

const FOLDER = "/private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.WhatsApp.shared";
const CONTACTS = `${FOLDER}/ContactsV2.sqlite`;
const LID = `${FOLDER}/LID.sqlite`;
// Columns of 2024 on, as MVT's documentation and published readers name them.
const SCHEMA = `CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZDISAPPEARINGMODEDURATION INTEGER, ZSYNCPOLICY INTEGER, ZABOUTTIMESTAMP TIMESTAMP,
  ZDISAPPEARINGMODETIMESTAMP TIMESTAMP, ZLASTUPDATED TIMESTAMP, ZABOUTTEXT VARCHAR, ZFULLNAME VARCHAR, ZLID VARCHAR, ZPHONENUMBER VARCHAR, ZWHATSAPPID VARCHAR)`;
const ROWS = `INSERT INTO ZWAADDRESSBOOKCONTACT VALUES
  (1, 86400, 1, 690000000, 695000000, 700000000.5, 'Hi', 'Someone', '12345@lid', '+1 555-0100', '15550100@s.whatsapp.net'),
  (2, 0, 1, NULL, NULL, NULL, NULL, 'Other', NULL, '(555) 0101', NULL), (3, NULL, NULL, 'x', NULL, NULL, NULL, NULL, NULL, NULL, x'ff')`;

test("tells number, identity and times of contacts, and no name", async () => {
  const { records, problems } = await read(whatsappContacts, { [CONTACTS]: await buildDatabase([SCHEMA, ROWS]) });
  expect(records).toMatchObject([
    { kind: "contact", lid: "12345@lid", phoneNumber: "+15550100", vanishSeconds: 86400, vanishSet: { raw: "695000000" } },
    { kind: "contact", phoneNumber: "(555) 0101" },
    { kind: "contact" },
  ]);
  expect(records[1]).not.toHaveProperty("vanishSeconds");
  expect(JSON.stringify(records)).not.toMatch(/Someone|Other|Hi/);
  expect(records.flatMap((record) => whatsappContacts.observables!(record))).toEqual([
    { type: "phone-number:value", role: "listed", value: "+15550100" },
    { type: "phone-number:value", role: "listed", value: "(555) 0101" },
  ]);
  expect(whatsappContacts.events!(records[0]!).map(({ kind, message }) => `${kind} ${message.split("/").pop()}`)).toEqual([
    "contact updated",
    "contact about-changed",
    "contact vanish-set",
  ]);
  expect(problems).toMatchObject([{ problem: { problem: { params: { field: "ZABOUTTIMESTAMP" } } } }]);
});

test("tells which number is behind a hidden identity, however it is written", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, ZTIMESTAMP TIMESTAMP, ZLID VARCHAR, ZPHONENUMBER VARCHAR)",
    "INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES (1, 700000000, '777', '15550102'), (2, NULL, '778@lid', '15550103@s.whatsapp.net')",
    "CREATE TABLE ZWAZACCOUNT (Z_PK INTEGER PRIMARY KEY, ZIDENTIFIER VARCHAR, ZPHONENUMBER VARCHAR)",
    "INSERT INTO ZWAZACCOUNT VALUES (1, '779@lid', '15550104'), (2, '15550105@s.whatsapp.net', NULL), (3, NULL, NULL)",
  ]);
  const records = await recordsOf(whatsappContacts, LID, bytes);
  expect(records).toMatchObject([
    { kind: "pair", lid: "777@lid", phoneNumber: "+15550102", paired: { precision: "second" } },
    { kind: "pair", lid: "778@lid", phoneNumber: "+15550103" },
    { kind: "account", lid: "779@lid", phoneNumber: "+15550104" },
    { kind: "account", phoneNumber: "+15550105" },
    { kind: "account" },
  ]);
});

test("reads the old schema without identities", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZPHONENUMBER VARCHAR, ZWHATSAPPID VARCHAR)",
    "INSERT INTO ZWAADDRESSBOOKCONTACT VALUES (1, '+1 555 0100', '15550100@s.whatsapp.net')",
  ]);
  expect(await recordsOf(whatsappContacts, CONTACTS, bytes)).toEqual([{ kind: "contact", phoneNumber: "+15550100" }]);
});

test("says when no table is one it knows, and gives nothing of an empty one", async () => {
  const { problems } = await read(whatsappContacts, { [LID]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(whatsappContacts, CONTACTS, await buildDatabase(SCHEMA))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(whatsappContacts, CONTACTS, await buildDatabase([SCHEMA, ROWS]))).toEqual([]);
});
