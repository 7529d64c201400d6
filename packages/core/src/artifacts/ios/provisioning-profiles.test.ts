import { expect, test } from "vitest";
import { toHex } from "../../model/json.ts";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import provisioning from "./provisioning-profiles.ts";

const DATABASE = "/private/var/MobileDevice/ProvisioningProfiles/mis.db";
const EMBEDDED = "/private/var/containers/Bundle/Application/com.example.app/App.app/embedded.mobileprovision";
const UUID = "76DAB334-7E17-475D-A5D6-0794EB5818A5";

/** Columns as seen on iOS 27; their order is that of misagent's INSERT. */
const PROFILES =
  "CREATE TABLE profiles (uuid TEXT PRIMARY KEY, team_id TEXT, install_time INTEGER, name TEXT, expires INTEGER, is_for_all_devices INTEGER, is_apple_internal INTEGER, is_local INTEGER, is_beta INTEGER, cms_blob BLOB, is_der INTEGER)";
const CACHE = "CREATE TABLE xml_profiles_cache (uuid TEXT PRIMARY KEY, cms_blob BLOB)";
const INFO = "CREATE TABLE team_id_info (team_id TEXT PRIMARY KEY, team_name TEXT)";
const TRUSTED = "CREATE TABLE trusted_team_ids (team_id TEXT PRIMARY KEY, signature BLOB)";

const list = (over: { readonly [key: string]: PlistInput } = {}): { readonly [key: string]: PlistInput } => ({
  Name: "Example Enterprise",
  UUID,
  TeamIdentifier: ["ABCDE12345"],
  TeamName: "Example Limited",
  CreationDate: plistDate("2024-04-01T00:00:00Z"),
  ExpirationDate: plistDate("2025-04-01T00:00:00Z"),
  ProvisionsAllDevices: true,
  DeveloperCertificates: [new TextEncoder().encode("abc")],
  Entitlements: { "application-identifier": "ABCDE12345.com.example.app", "get-task-allow": false },
  ...over,
});
/** A signed message around the list: what stands before and after it is not read. */
const signed = (over?: { readonly [key: string]: PlistInput }): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0x30, 0x82, 0x3c, 0x3f, ...xmlPlist(list(over)), 0x3c, 0x00, 0x31]);
const blob = (bytes: Uint8Array): string => `x'${toHex(bytes)}'`;

/** Of "abc": FIPS 180-4, examples. */
const SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
const SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("tells a company's profile with who signs, for which app, from when to when", async () => {
  const { located, problems } = await read(provisioning, { [EMBEDDED]: signed() });
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [{ kind: "file" }],
      data: {
        kind: "provisioning",
        uuid: UUID,
        title: "Example Enterprise",
        bundleId: "com.example.app",
        team: "ABCDE12345",
        teamName: "Example Limited",
        profileMade: expect.objectContaining({ earliest: "1711929600000000000" }),
        profileExpires: expect.objectContaining({ earliest: "1743465600000000000" }),
        isForAllDevices: true,
        isForDebugging: false,
        certificates: [SHA1, SHA256],
      },
    },
  ]);
  expect(provisioning.observables!(located[0]!.data)).toEqual([
    { type: "app:id", role: "listed", value: "com.example.app" },
    { type: "app:cert.sha1", role: "listed", value: SHA1 },
    { type: "app:cert.sha256", role: "listed", value: SHA256 },
  ]);
  expect(provisioning.events!(located[0]!.data)).toEqual([]);
});

test("counts the phones of a developer's profile without keeping them, and names no app where it is for any", async () => {
  const bytes = signed({
    ProvisionsAllDevices: false,
    ProvisionedDevices: ["CANARY-1", "CANARY-2"],
    LocalProvision: true,
    Entitlements: { "application-identifier": "ABCDE12345.*", "get-task-allow": true },
    DeveloperCertificates: [],
  });
  const [profile] = await recordsOf(
    provisioning,
    "/private/var/MobileDevice/ProvisioningProfiles/76DAB334-7E17-475D-A5D6-0794EB5818A5",
    bytes,
  );
  expect(profile).toMatchObject({ devices: 2, isForAllDevices: false, isForDebugging: true, isLocal: true });
  expect(profile).not.toHaveProperty("bundleId");
  expect(JSON.stringify(profile)).not.toContain("CANARY");
  expect(provisioning.observables!(profile!)).toEqual([]);
});

test("joins a row with the list that it holds, and with its team", async () => {
  const bytes = await buildDatabase([
    PROFILES,
    INFO,
    TRUSTED,
    `INSERT INTO profiles VALUES ('${UUID}', 'ABCDE12345', 1714557600, 'Example Enterprise', 1743465600, 1, 0, 0, 0, ${blob(signed())}, 0)`,
    "INSERT INTO team_id_info VALUES ('ABCDE12345', 'Example Limited'), (NULL, 'x')",
    "INSERT INTO trusted_team_ids VALUES ('ABCDE12345', x'00')",
  ]);
  const { located, problems } = await read(provisioning, { [DATABASE]: bytes });
  expect(problems).toEqual([]);
  expect(located.map(({ data }) => data)).toMatchObject([
    {
      kind: "provisioning",
      bundleId: "com.example.app",
      teamName: "Example Limited",
      profileInstalled: { earliest: "1714557600000000000" },
      isForAllDevices: true,
      isBeta: false,
      certificates: [SHA1, SHA256],
    },
    { kind: "team", team: "ABCDE12345", teamName: "Example Limited", isTrusted: false },
    { kind: "team", team: "ABCDE12345", isTrusted: true },
  ]);
  expect(located.map(({ at }) => at)).toMatchObject([
    [{ table: "profiles", row: "1" }],
    [{ table: "team_id_info", row: "1" }],
    [{ table: "trusted_team_ids", row: "1" }],
  ]);
  expect(provisioning.events!(located[0]!.data)).toMatchObject([
    { kind: "install", params: { profile: "Example Enterprise", team: "Example Limited" } },
  ]);
  expect(provisioning.observables!(located[1]!.data)).toEqual([]);
});

test("takes the list of a newer profile from the cache, and does without where there is none", async () => {
  const newer = "x'3082010004820100'";
  const bytes = await buildDatabase([
    PROFILES,
    CACHE,
    `INSERT INTO profiles VALUES ('a', 'T', NULL, 'Cached', 1743465600, 1, 0, 0, 1, ${newer}, 1), ('b', 'T', '2024-05-01 10:00:00', 'Bare', 0, NULL, 0, 0, 0, ${newer}, 1)`,
    `INSERT INTO xml_profiles_cache VALUES ('a', ${blob(signed())})`,
  ]);
  const records = await recordsOf(provisioning, DATABASE, bytes);
  expect(records).toMatchObject([
    { uuid: "a", title: "Cached", team: "T", bundleId: "com.example.app", isBeta: true },
    { uuid: "b", title: "Bare", profileInstalled: { earliest: "1714557600000000000" } },
  ]);
  expect(records[0]).not.toHaveProperty("profileInstalled");
  expect(records[1]).not.toHaveProperty("isForAllDevices");
  expect(records[1]).not.toHaveProperty("profileExpires");
});

test("reads an old database with fewer columns, and says when the table is missing; an empty one is none", async () => {
  const old = ["CREATE TABLE profiles (uuid, team_id, name)", "INSERT INTO profiles VALUES ('u', 't', 'n')"];
  expect(await recordsOf(provisioning, DATABASE, await buildDatabase(old))).toEqual([
    { kind: "provisioning", uuid: "u", team: "t", title: "n" },
  ]);
  const { problems } = await read(provisioning, { [DATABASE]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(provisioning, DATABASE, await buildDatabase(PROFILES))).toEqual([]);
});

test("keeps the columns of a row whose list is damaged, odd or of a wrong type", async () => {
  const broken = new Uint8Array([0x30, ...new TextEncoder().encode("<?xml version='1.0'?><plist><dict><key>Name</key><wrong/></plist>")]);
  const bytes = await buildDatabase([
    PROFILES,
    `INSERT INTO profiles VALUES ('a', 7, 'soon', x'ff', 'never', 'x', 0, 0, 0, ${blob(broken)}, 0)`,
    "INSERT INTO profiles VALUES ('b', 't', 1714557600, 'Text', 0, 0, 0, 0, 0, 'text', 0)",
    `INSERT INTO profiles VALUES ('c', 't', 1714557600, 'Odd', 0, 0, 0, 0, 0, ${blob(signed({ TeamIdentifier: 1, DeveloperCertificates: ["x"], Entitlements: [] }))}, 0)`,
  ]);
  const { records, problems, error } = await read(provisioning, { [DATABASE]: bytes });
  expect(error).toBeUndefined();
  expect(problems).toMatchObject([{ problem: { at: [{ table: "profiles", row: "1", column: "cms_blob" }] } }]);
  expect(records).toMatchObject([{ uuid: "a" }, { uuid: "b", title: "Text" }, { uuid: "c", title: "Odd", certificates: [] }]);
  expect(records[0]).not.toHaveProperty("profileInstalled");
});

test("says when a file holds no list", async () => {
  for (const bytes of [new Uint8Array(), new Uint8Array([0x30, 0x82]), binaryPlist({ Name: "x" })]) {
    const { records, problems } = await read(provisioning, { [EMBEDDED]: bytes });
    expect(records).toEqual([]);
    expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  }
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(provisioning, EMBEDDED, signed(), { cuts: 100, flips: 300 })).toEqual([]);
  const row = `INSERT INTO profiles VALUES ('u', 't', 1714557600, 'n', 0, 1, 0, 0, 0, ${blob(signed())}, 0)`;
  expect(await faultsOf(provisioning, DATABASE, await buildDatabase([PROFILES, INFO, row]))).toEqual([]);
});
