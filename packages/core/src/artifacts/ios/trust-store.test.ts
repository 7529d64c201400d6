import { expect, test } from "vitest";
import { buildIndex, createMatcher } from "../../indicators/indicator-index.ts";
import type { Indicator } from "../../model/indicator.ts";
import { mercenaryPack } from "../../testing/analysis.ts";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, read, recordsOf } from "../../testing/index.ts";
import trustStore from "./trust-store.ts";

const PATH = "/private/var/protected/trustd/private/TrustStore.sqlite3";

// SecTrustStore of Apple's Security, as published; the older table is that of iOS 5 to about 14.
const TABLE =
  "CREATE TABLE tsettings(sha256 BLOB NOT NULL DEFAULT '',subj BLOB NOT NULL DEFAULT '',tset BLOB,data BLOB,uuid BLOB NOT NULL DEFAULT '',UNIQUE(sha256,uuid))";
const OLD_TABLE =
  "CREATE TABLE tsettings(sha1 BLOB NOT NULL DEFAULT '',subj BLOB NOT NULL DEFAULT '',tset BLOB,data BLOB,PRIMARY KEY(sha1))";

/** Made with OpenSSL: C=XX, O=Example Bridge Ltd, CN=DEMO Root é. The fingerprints are those OpenSSL prints. */
const CERTIFICATE = Uint8Array.from(
  atob(
    [
      "MIIBxDCCAWqgAwIBAgIBTTAKBggqhkjOPQQDAjBBMQswCQYDVQQGEwJYWDEbMBkGA1UECgwSRXhhbXBsZSBCcmlkZ2UgTHRkMRUwEwYDVQQDDAxERU1PIFJv",
      "b3Qgw6kwHhcNMjYxMTIyMDg1MDIzWhcNMzYxMTE5MDg1MDIzWjBBMQswCQYDVQQGEwJYWDEbMBkGA1UECgwSRXhhbXBsZSBCcmlkZ2UgTHRkMRUwEwYDVQQD",
      "DAxERU1PIFJvb3Qgw6kwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQFoJ03QMCC2GyH9PNmQMWClW6knrXyHDM+j+ov30I3QpykgT40dxpcvJXzTH7U7rT4",
      "V30hUmY6Hqju9+EY3Texo1MwUTAdBgNVHQ4EFgQU6sT+iPIKt/aloyOwgz98zGjpt1MwHwYDVR0jBBgwFoAU6sT+iPIKt/aloyOwgz98zGjpt1MwDwYDVR0T",
      "AQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAlQ61rdeIDlf0wOxcAGFa/1PSG/T0IV+lH0c9+ji5hnwCIB0rkoBiGMzLD1pUbAazHlUYVv9lwMnlLLlr",
      "Y35SoXzP",
    ].join(""),
  ),
  (letter) => letter.charCodeAt(0),
);
const SHA256 = "0d405f770087d9c4567692648d3e5568fa5ba90f675a9962ae810ebcd747e914";
const SHA1 = "606bffd1a8a109795b002e838b5486467a27be90";

const hex = (bytes: Uint8Array): string => `x'${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
const settings = (value: PlistInput): string => hex(binaryPlist(value));
const NAME = "x'300c310a3008060355040313014e'";

const phone = () =>
  buildDatabase([
    TABLE,
    `INSERT INTO tsettings VALUES (x'${SHA256}', ${NAME}, ${settings([])}, ${hex(CERTIFICATE)}, x'01')`,
    `INSERT INTO tsettings VALUES (x'00ff', ${NAME}, ${settings([{ kSecTrustSettingsResult: 3 }])}, NULL, x'02')`,
  ]);

test("names whom a certificate is of, its fingerprints, and that it is trusted as a root", async () => {
  const [added, denied] = await recordsOf(trustStore, PATH, await phone());
  expect(added).toEqual({
    subject: "DEMO Root é",
    organization: "Example Bridge Ltd",
    issuer: "DEMO Root é",
    validFrom: expect.objectContaining({ clock: "utc" }),
    validUntil: expect.objectContaining({ clock: "utc" }),
    fingerprint: SHA256,
    fingerprintSha1: SHA1,
    isOtherStated: false,
    trust: "root",
  });
  expect(denied).toEqual({ subject: "N", fingerprint: "00ff", isOtherStated: false, trust: "denied" });
});

test("tells the fingerprints as those of something installed", async () => {
  const [added] = await recordsOf(trustStore, PATH, await phone());
  expect(trustStore.observables!(added!)).toEqual([
    { type: "app:cert.sha256", role: "installed", value: SHA256 },
    { type: "app:cert.sha1", role: "installed", value: SHA1 },
  ]);
});

test("a certificate is met by what its publisher lists as one, and by no hash of a file", async () => {
  const [added] = await recordsOf(trustStore, PATH, await phone());
  const isMetBy = (pattern: string): boolean => {
    const value: Indicator = { type: "stix:pattern", value: pattern, pattern, pack: "marsh-heron", families: ["Heron"], references: [] };
    const matcher = createMatcher(buildIndex([value], [mercenaryPack()]), { platform: "ios", cuts: {} });
    let isMet = false;
    matcher.findAll(trustStore.observables!(added!), () => {
      isMet = true;
    });
    return isMet;
  };
  expect(isMetBy(`[x509-certificate:hashes.'SHA-256' = '${SHA256.toUpperCase()}']`)).toBe(true);
  expect(isMetBy(`[x509-certificate:hashes.'SHA-1' = '${SHA1}']`)).toBe(true);
  expect(isMetBy(`[app:cert.sha256 = '${SHA256}']`)).toBe(true);
  expect(isMetBy(`[file:hashes.'SHA-256' = '${SHA256}']`)).toBe(false);
});

test.each<[PlistInput, string]>([
  [[{ kSecTrustSettingsPolicyName: "sslServer" }], "root"],
  [[{ kSecTrustSettingsResult: 3 }, { kSecTrustSettingsResult: 2 }], "as-root"],
  [{ trustSettings: [{ kSecTrustSettingsResult: 4 }] }, "unspecified"],
  [[{ kSecTrustSettingsResult: 9 }], "other"],
  [{}, "root"],
])("tells what is believed on its word: %j is %s", async (value, trust) => {
  const bytes = await buildDatabase([TABLE, `INSERT INTO tsettings VALUES (x'00', x'', ${settings(value)}, NULL, x'')`]);
  expect(await recordsOf(trustStore, PATH, bytes)).toEqual([{ fingerprint: "00", isOtherStated: false, trust }]);
});

test("reads the older table, which states the SHA-1", async () => {
  const bytes = await buildDatabase([OLD_TABLE, `INSERT INTO tsettings VALUES (x'${SHA1}', ${NAME}, NULL, ${hex(CERTIFICATE)})`]);
  const [record] = await recordsOf(trustStore, "/private/var/Keychains/TrustStore.sqlite3", bytes);
  expect(record).toMatchObject({ fingerprint: SHA256, fingerprintSha1: SHA1, isOtherStated: false, trust: "root" });
});

test("says when a row states another fingerprint than its certificate has", async () => {
  const bytes = await buildDatabase([TABLE, `INSERT INTO tsettings VALUES (x'00', x'', NULL, ${hex(CERTIFICATE)}, x'')`]);
  expect(await recordsOf(trustStore, PATH, bytes)).toMatchObject([{ fingerprint: SHA256, isOtherStated: true }]);
});

test("keeps a row whose certificate or settings are damaged, and says so", async () => {
  const bytes = await buildDatabase([
    TABLE,
    `INSERT INTO tsettings VALUES ('text', 7, x'62706c6973743030', ${hex(CERTIFICATE.subarray(0, 100))}, x'')`,
    "INSERT INTO tsettings VALUES (x'01', x'3003', NULL, NULL, x'')",
  ]);
  const { records, problems, error } = await read(trustStore, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toHaveLength(2);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["data", "tset", "subj"]);
});

test("says when the table is not there, and nothing of an empty one", async () => {
  expect((await read(trustStore, { [PATH]: await buildDatabase("CREATE TABLE other (a)") })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
  expect(await recordsOf(trustStore, PATH, await buildDatabase(TABLE))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(trustStore, PATH, await phone())).toEqual([]);
});
