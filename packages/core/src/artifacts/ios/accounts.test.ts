import { expect, test } from "vitest";
import { toHex } from "../../model/json.ts";
import { binaryPlist, buildDatabase, faultsOf, keyedArchive, read, recordsOf } from "../../testing/index.ts";
import accounts from "./accounts.ts";

const PATH = "/private/var/mobile/Library/Accounts/Accounts3.sqlite";
// As in the published Accounts3.sqlite of a research phone (iOS 13); columns that nobody reads are left out.
const SCHEMA = [
  `CREATE TABLE ZACCOUNT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIVE INTEGER, ZAUTHENTICATED INTEGER, ZVISIBLE INTEGER, ZACCOUNTTYPE INTEGER,
    ZPARENTACCOUNT INTEGER, ZDATE TIMESTAMP, ZACCOUNTDESCRIPTION VARCHAR, ZIDENTIFIER VARCHAR, ZOWNINGBUNDLEID VARCHAR, ZUSERNAME VARCHAR)`,
  "CREATE TABLE ZACCOUNTTYPE (Z_PK INTEGER PRIMARY KEY, ZIDENTIFIER VARCHAR, ZACCOUNTTYPEDESCRIPTION VARCHAR)",
  "CREATE TABLE ZACCOUNTPROPERTY (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOWNER INTEGER, ZKEY VARCHAR, ZVALUE BLOB)",
];
const archived = (text: string): string => `x'${toHex(binaryPlist(keyedArchive(text)))}'`;
const ROWS = [
  "INSERT INTO ZACCOUNTTYPE VALUES (1, 'com.apple.account.AppleAccount', 'iCloud'), (2, 'com.apple.account.CalDAV', NULL)",
  `INSERT INTO ZACCOUNT (Z_PK, ZACTIVE, ZVISIBLE, ZACCOUNTTYPE, ZPARENTACCOUNT, ZDATE, ZIDENTIFIER, ZOWNINGBUNDLEID, ZUSERNAME) VALUES
    (1, 1, 1, 1, NULL, 606520077.068197, '1589F4EC', 'com.apple.purplebuddy', 'owner@mail.example'),
    (2, 1, 0, 2, 1, 606520075.3066, 'E9B5703B', 'dataaccessd', NULL), (3, 0, 0, 77, NULL, NULL, NULL, NULL, '+15550100')`,
  `INSERT INTO ZACCOUNTPROPERTY VALUES (1, 3, 1, 2, 'DAAccountHost', ${archived("calendar.evil.example")}), (2, 3, 1, 1, 'primaryEmail', ${archived("x@y.example")}),
    (3, 3, 1, 99, 'Hostname', 'mail.plain.example')`,
];

test("tells type, name, maker and date of each account, and the servers it is set up with", async () => {
  const records = await recordsOf(accounts, PATH, await buildDatabase([...SCHEMA, ...ROWS]));
  expect(records).toMatchObject([
    {
      kind: "account",
      accountType: "com.apple.account.AppleAccount",
      username: "owner@mail.example",
      isActive: true,
      isPartOfAnother: false,
    },
    { kind: "account", owner: "dataaccessd", isVisible: false, isPartOfAnother: true, accountDate: { raw: "606520075.3066" } },
    { kind: "account", username: "+15550100" },
    { kind: "server", property: "DAAccountHost", host: "calendar.evil.example", accountType: "com.apple.account.CalDAV" },
    { kind: "server", property: "Hostname", host: "mail.plain.example" },
  ]);
  expect(records.map((record) => accounts.observables!(record).map(({ type, role, value }) => `${type} ${role} ${value}`))).toEqual([
    ["email-addr:value listed owner@mail.example", "app:id listed com.apple.purplebuddy"],
    [],
    ["phone-number:value listed +15550100"],
    ["domain-name:value listed calendar.evil.example"],
    ["domain-name:value listed mail.plain.example"],
  ]);
  expect(accounts.events!(records[0]!)).toMatchObject([{ kind: "account", params: { type: "com.apple.account.AppleAccount" } }]);
  expect(JSON.stringify(accounts.events!(records[0]!))).not.toContain("owner@mail.example");
});

test("locates an account and its type", async () => {
  const { located } = await read(accounts, { [PATH]: await buildDatabase([...SCHEMA, ...ROWS]) });
  expect(located.slice(1, 3).map(({ at }) => at.map((place) => place.kind === "row" && `${place.table} ${place.row}`))).toEqual([
    ["ZACCOUNT 2", "ZACCOUNTTYPE 2"],
    ["ZACCOUNT 3"],
  ]);
});

test("reads an old database without types and properties", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZACCOUNT (Z_PK INTEGER PRIMARY KEY, ZUSERNAME VARCHAR, ZDATE TIMESTAMP)",
    "INSERT INTO ZACCOUNT VALUES (1, 'old@mail.example', 400000000)",
  ]);
  expect(await recordsOf(accounts, PATH, bytes)).toMatchObject([{ username: "old@mail.example", accountDate: { precision: "second" } }]);
});

test("loses damaged values alone, and says which", async () => {
  const bytes = await buildDatabase([
    ...SCHEMA,
    "INSERT INTO ZACCOUNT (Z_PK, ZDATE, ZUSERNAME) VALUES (1, 'x', x'614062'), (2, NULL, 7)",
    `INSERT INTO ZACCOUNTPROPERTY VALUES (1, 3, 1, 1, 'Hostname', x'62706c69737430300011'), (2, 3, 1, 1, 'SMTPHostname', ${archived("ok.example")}), (3, 3, 1, 1, 'Hostname', x'')`,
  ]);
  const { records, problems, error } = await read(accounts, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toMatchObject([{ username: "a@b" }, { kind: "account" }, { host: "ok.example" }]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["ZDATE", "ZVALUE"]);
});

test("gives nothing for an empty list, and says when the table is not there", async () => {
  expect(await recordsOf(accounts, PATH, await buildDatabase(SCHEMA))).toEqual([]);
  expect((await read(accounts, { [PATH]: await buildDatabase(SCHEMA[1]!) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(accounts, PATH, await buildDatabase([...SCHEMA, ...ROWS]))).toEqual([]);
});
