import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import installedPackages from "./installed-packages.ts";

const PATH = "bridle:/androidqf/packages.json";
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const FILE = {
  path: "/data/app/~~x==/com.example.app-y==/base.apk",
  local_name: "com.example.app.apk",
  md5: "a".repeat(32),
  sha1: "b".repeat(40),
  sha256: "C".repeat(64),
  sha512: "",
  error: "",
  verified_certificate: true,
  certificate: {
    Md5: "1".repeat(32),
    Sha1: "2".repeat(40),
    Sha256: "3".repeat(64),
    ValidFrom: "2020-01-02T03:04:05Z",
    ValidTo: "2050-01-01T00:00:00Z",
    Issuer: "CN=Android Debug",
    Subject: "CN=Android Debug",
    SignatureAlgorithm: "SHA256-RSA",
    SerialNumber: 1,
  },
  certificate_error: "",
  trusted_certificate: false,
};
const PACKAGE = {
  name: "com.example.app",
  installer: "null",
  uid: 10123,
  disabled: false,
  system: false,
  third_party: true,
  files: [FILE],
};

test("tells each package with its files, their hashes and its signer", async () => {
  const [record] = await recordsOf(installedPackages, PATH, bytes([PACKAGE]));
  expect(record).toMatchObject({ packageName: "com.example.app", uid: 10123, isDisabled: false, isSystem: false });
  expect(record).not.toHaveProperty("installer");
  expect(record!.packageFiles[0]).toMatchObject({
    sha256: "c".repeat(64),
    certificateSha256: "3".repeat(64),
    certificateSubject: "CN=Android Debug",
    certificateBegins: { earliest: "1577934245000000000" },
    isVerified: true,
    isTrustedMaker: false,
  });
  expect(installedPackages.observables!(record!).map(({ type, role }) => [type, role])).toEqual([
    ["app:id", "installed"],
    ["file:path", "written"],
    ["file:hashes.MD5", "written"],
    ["file:hashes.SHA-1", "written"],
    ["file:hashes.SHA-256", "written"],
    ["app:cert.md5", "installed"],
    ["app:cert.sha1", "installed"],
    ["app:cert.sha256", "installed"],
  ]);
});

test("MVT 21: a root manager is compared with indicators like any other package", async () => {
  const [record] = await recordsOf(installedPackages, PATH, bytes([{ ...PACKAGE, name: "com.topjohnwu.magisk" }]));
  expect(installedPackages.observables!(record!)[0]).toEqual({ type: "app:id", role: "installed", value: "com.topjohnwu.magisk" });
});

test("says nothing of a certificate that was not read, and of hashes that are empty", async () => {
  const empty = { path: "/x.apk", md5: "", sha256: "", certificate: { Md5: "", Sha1: "", Sha256: "" }, verified_certificate: false };
  const old = { name: "com.example.old", files: [empty, { path: "/y.apk", certificate: null }, "x"] };
  const [record] = await recordsOf(installedPackages, PATH, bytes([old]));
  expect(record!.packageFiles).toEqual([{ path: "/x.apk" }, { path: "/y.apk" }]);
});

test("a damaged package costs itself", async () => {
  const text = `[${JSON.stringify(PACKAGE)},{"installer":"x"},{"name":"com.example.two"},{"name":`;
  const { records, problems } = await read(installedPackages, { [PATH]: new TextEncoder().encode(text) });
  expect(records.map(({ packageName }) => packageName)).toEqual(["com.example.app", "com.example.two"]);
  expect(problems).toHaveLength(2);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(installedPackages, PATH, bytes([PACKAGE, PACKAGE]))).toEqual([]);
});
