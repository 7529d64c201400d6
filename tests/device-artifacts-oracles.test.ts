import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import applications from "../packages/core/src/artifacts/ios/applications.ts";
import provisioning from "../packages/core/src/artifacts/ios/provisioning-profiles.ts";
import { recordsOf } from "../packages/core/src/testing/index.ts";

/** Files that other programs wrote: Python's property lists inside each other, messages that openssl signed. */

const folder = mkdtempSync(join(tmpdir(), "device-artifacts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(at(name)));

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { cwd: folder }).status === 0;
const hasPython = run("python3", "-c", "import plistlib");
const hasOpenssl = run("openssl", "version");

const WRITE_LISTS = `
import datetime, plistlib
one = plistlib.dumps({"softwareVersionBundleId": "com.example.one", "sourceApp": "com.apple.TestFlight", "itemId": 2 ** 40,
  "com.apple.iTunesStore.downloadInfo": {"purchaseDate": "2021-01-01T12:00:00Z", "accountInfo": {"AppleID": "a@example.com"}}},
  fmt=plistlib.FMT_BINARY)
two = plistlib.dumps({"softwareVersionBundleId": "com.example.two", "sourceApp": "com.example.shop"}, fmt=plistlib.FMT_XML)
info = {"Applications": {"com.example.one": {"iTunesMetadata": one}, "com.example.two": {"iTunesMetadata": two}, "com.example.three": {}},
  "Installed Applications": ["com.example.one", "com.example.three"]}
for form, name in ((plistlib.FMT_XML, "xml"), (plistlib.FMT_BINARY, "binary")):
  plistlib.dump(info, open(name + ".plist", "wb"), fmt=form)
plistlib.dump({"Name": "Signed", "UUID": "u", "TeamIdentifier": ["T"], "ProvisionsAllDevices": True,
  "ExpirationDate": datetime.datetime(2025, 4, 1), "DeveloperCertificates": [b"abc"],
  "Entitlements": {"application-identifier": "T.com.example.signed"}}, open("profile.plist", "wb"))
`;

// plistlib writes keys in order of the alphabet.
describe.skipIf(!hasPython)("lists that Python wrote", () => {
  test.each(["xml", "binary"])("an Info.plist in %s form with the store's records inside", async (form) => {
    writeFileSync(at("write.py"), WRITE_LISTS);
    expect(run("python3", "write.py")).toBe(true);
    expect(await recordsOf(applications, "bridle:/backup-root/Info.plist", bytesOf(`${form}.plist`))).toMatchObject([
      {
        bundleId: "com.example.one",
        isInstalled: true,
        origin: "test-flight",
        storeItem: "1099511627776",
        storeAccount: "a@example.com",
        purchased: { earliest: "1609502400000000000" },
      },
      { bundleId: "com.example.three", isInstalled: true, origin: "no-store-record" },
      { bundleId: "com.example.two", isInstalled: false, origin: "other", sourceApp: "com.example.shop" },
    ]);
  });
});

describe.skipIf(!hasPython || !hasOpenssl)("profiles that openssl signed", () => {
  const SIGNATURES: readonly (readonly [form: string, args: readonly string[]])[] = [
    ["one piece", ["smime", "-sign", "-nodetach", "-binary"]],
    ["a stream", ["cms", "-sign", "-nodetach", "-binary", "-stream"]],
  ];
  test.each(SIGNATURES)("as %s", async (_form, args) => {
    writeFileSync(at("write.py"), WRITE_LISTS);
    expect(run("python3", "write.py")).toBe(true);
    expect(run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "crt", "-subj", "/CN=x")).toBe(true);
    const files = ["-in", "profile.plist", "-signer", "crt", "-inkey", "key", "-outform", "der", "-out", "signed"];
    expect(run("openssl", ...args, ...files)).toBe(true);
    const path = "/private/var/containers/Bundle/Application/x/X.app/embedded.mobileprovision";
    expect(await recordsOf(provisioning, path, bytesOf("signed"))).toMatchObject([
      {
        title: "Signed",
        bundleId: "com.example.signed",
        team: "T",
        isForAllDevices: true,
        profileExpires: { earliest: "1743465600000000000" },
        certificates: ["a9993e364706816aba3e25717850c26c9cd0d89d", expect.stringMatching(/^ba7816bf/)],
      },
    ]);
  });
});
