import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import tcc from "./tcc.ts";

const PATH = "/private/var/mobile/Library/TCC/TCC.db";

test("names decision and reason of the present schema", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, auth_value INTEGER, auth_reason INTEGER, auth_version INTEGER, last_modified INTEGER)",
    "INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.example.app', 0, 2, 2, 1, 1700000000), ('kTCCServiceCamera', 'com.example.app', 0, 0, 3, 1, 0), ('kTCCServicePhotos', '/usr/libexec/x', 1, 3, 99, 1, NULL), ('kTCCServicePhotos', '/var/tmp/x', 1, 7, 0, 1, NULL)",
  ]);
  const records = await recordsOf(tcc, PATH, bytes);
  expect(records).toMatchObject([
    {
      service: "kTCCServiceMicrophone",
      client: "com.example.app",
      clientKind: "bundle-id",
      decision: "allowed",
      reason: "user-consent",
      changed: { raw: "1700000000" },
    },
    { decision: "denied", reason: "user-set" },
    { client: "/usr/libexec/x", clientKind: "path", decision: "limited", reason: "reason-99" },
    { client: "/private/var/tmp/x", decision: "other", reason: "none" },
  ]);
  expect(records[1]).not.toHaveProperty("changed");
  expect(tcc.observables!(records[0]!)).toEqual([{ type: "app:id", role: "listed", value: "com.example.app" }]);
  expect(tcc.observables!(records[3]!)).toEqual([{ type: "file:path", role: "listed", value: "/private/var/tmp/x" }]);
  expect(tcc.events!(records[0]!)).toHaveLength(1);
  expect(tcc.events!(records[1]!)).toEqual([]);
});

test("reads the older schemas, with and without a time", async () => {
  const second = await buildDatabase([
    "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, allowed INTEGER, prompt_count INTEGER, csreq BLOB, last_modified INTEGER)",
    "INSERT INTO access VALUES ('kTCCServiceCamera', 'a', 0, 1, 3, NULL, 1500000000)",
  ]);
  expect(await recordsOf(tcc, PATH, second)).toMatchObject([{ decision: "allowed", promptCount: 3, changed: { raw: "1500000000" } }]);
  const first = await buildDatabase([
    "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, allowed INTEGER, prompt_count INTEGER)",
    "INSERT INTO access VALUES ('kTCCServiceCamera', 'a', 0, 0, 1)",
  ]);
  expect(await recordsOf(tcc, PATH, first)).toEqual([
    { service: "kTCCServiceCamera", client: "a", clientKind: "bundle-id", decision: "denied", promptCount: 1 },
  ]);
});

test("loses a damaged row alone and says so", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, auth_value INTEGER, auth_reason INTEGER, last_modified INTEGER)",
    "INSERT INTO access VALUES ('s', 'a', 0, 2, 2, 'soon'), ('s', NULL, 0, 2, 2, 1), ('s', x'62', 'x', x'00', 'y', 1600000000)",
  ]);
  const { records, problems } = await read(tcc, { [PATH]: bytes });
  expect(records).toMatchObject([
    { client: "a", decision: "allowed" },
    { client: "b", decision: "other" },
  ]);
  expect(problems).toMatchObject([{ reason: "rows-skipped", problem: { at: [{ table: "access", row: "2" }] } }]);
});

test("says that a database without the table is of another form", async () => {
  const { records, problems } = await read(tcc, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, auth_value INTEGER, auth_reason INTEGER, last_modified INTEGER)",
    "INSERT INTO access VALUES ('s', 'a', 0, 2, 2, 1700000000)",
  ]);
  expect(await faultsOf(tcc, PATH, bytes)).toEqual([]);
});
