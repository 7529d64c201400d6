import { expect, test } from "vitest";
import { packageInManifest } from "../../formats/apk/manifest.ts";
import { apkFile, binaryManifest } from "../../testing/apk.ts";
import { compressed, type ZipEntryInput } from "../../testing/archives.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import collectedApks from "./collected-apks.ts";

const PATH = "bridle:/androidqf/apks/com.example.stork.apk";
const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (two) => Number.parseInt(two, 16));
/** Made by OpenSSL for the tests of backup-manifests; its key was thrown away. */
const DER = bytesOfHex(
  "308201d83082017fa003020102021426441a9640bf286b734375e778b1591aa304f0c6300a06082a8648ce3d0403023042310b300906035504061302585831183016060355040a0c0f53796e74686574696320576f726b733119301706035504030c1053796e746865746963205369676e6572301e170d3236313132323130353432355a170d3336313131393130353432355a3042310b300906035504061302585831183016060355040a0c0f53796e74686574696320576f726b733119301706035504030c1053796e746865746963205369676e65723059301306072a8648ce3d020106082a8648ce3d0301070342000412bff1e0c3de8a2540af8532c30a0ee6b73d09a97e7baef16c7e12f4f127cbc6939660b417b5a3038905c919fe3661994693e17bd660b75895843b07beda073ea3533051301d0603551d0e04160414ae5bf91bd1b8a297778a57d318b43409a0493a14301f0603551d23041830168014ae5bf91bd1b8a297778a57d318b43409a0493a14300f0603551d130101ff040530030101ff300a06082a8648ce3d04030203470030440220314ec8b2b785a89f6aca398ccbf9970194eb5594f2344fac3400ddfc97beee200220362ddc7ec2e64eef71711babed9468542afcf9b64acbea808fd2ab834ac0966b",
);
const SHA256 = "10c5c02b7d0c878174120cc3262c7aaaf1634295f6e6f68fc5ab73275e67d909";
/** By `openssl smime -sign`, with a key that was thrown away; the fingerprint by `openssl x509 | sha256sum`. */
const SIGNATURE = Uint8Array.from(
  atob(
    "MIIFNgYJKoZIhvcNAQcCoIIFJzCCBSMCAQExDzANBglghkgBZQMEAgEFADALBgkqhkiG9w0BBwGgggNxMIIDbTCCAlWgAwIBAgIUSymT09d7UK2GTD8bby0RIayTj14wDQYJKoZIhvcNAQELBQAwRjELMAkGA1UEBhMCWFgxGDAWBgNVBAoMD1N5bnRoZXRpYyBXb3JrczEdMBsGA1UEAwwUU3ludGhldGljIEFwcCBTaWduZXIwHhcNMjYxMTIyMTQwOTAyWhcNMzYxMTE5MTQwOTAyWjBGMQswCQYDVQQGEwJYWDEYMBYGA1UECgwPU3ludGhldGljIFdvcmtzMR0wGwYDVQQDDBRTeW50aGV0aWMgQXBwIFNpZ25lcjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAI78TleXoMfS+PAxsbmZ53iIPCwqAQYukX709nbaOXy9EDiztb041/LXK7vtpAAnntDnsbu2tUXaIlOmGaCkub0i5E9lDaIRSUjuGEuvSyrQZLxMbYPG6o0mFq9QMaCXkBC0Wt50XB2X46KjqG0fQ4DAp89HrovpOwgNMSQA/YAmkT/ZcC9Lcl0sJF/yGoq72upKK6KxXzErFVfHic2k/0eRUO7wmCjtt0j9YXPw5yWzecloDJT9fJ0Wel3foP8+TDjYLg0zgESFOYGbCF5If4OyF77idZilWuIkIPUKd2D8Q2hQ4K+0HMTOFgSRX5zrg3QtTE7PlNQk7Khc6aOPmXkCAwEAAaNTMFEwHQYDVR0OBBYEFN1RC3cUEQJ7SpYdlv5gm203ho1ZMB8GA1UdIwQYMBaAFN1RC3cUEQJ7SpYdlv5gm203ho1ZMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAHxC9HwBhBH8PelJsFq87oNkPKpwiC8kd4Il3qBdYXD7CePnvNq+ZuXBGP7KvGDNSb3Vndd6FqMo2v1ughM4pVSFtUeQ8BjN6Sste+H/wd8hHHqQ9gPUBl1ma0U2ROt33xxQmYC84WsddYU8QngP5CnTb+YdVwm+Bc26/b2LtsJJ3xQawJSdjSC6DTg1G3s+WLsRXDVV02OtvGjLGA7Mnh5BlaECrNtrhdRZMUaYb01B61fWYqZYVXLra+tR3yrPgteV4jyqwfU2M+QNeNaCIvxfvyKaG3hwXlLh4ywWeqLOz7rD5rQ/2ewgR0d5QlLshDzSU9yQuBrcj6efg7SjJWExggGJMIIBhQIBATBeMEYxCzAJBgNVBAYTAlhYMRgwFgYDVQQKDA9TeW50aGV0aWMgV29ya3MxHTAbBgNVBAMMFFN5bnRoZXRpYyBBcHAgU2lnbmVyAhRLKZPT13tQrYZMPxtvLREhrJOPXjANBglghkgBZQMEAgEFADANBgkqhkiG9w0BAQEFAASCAQAGxMpHCadDykyDC3y0xYT/mwMUU2KRil0Y17J1CPp7eGXDqDBwvYUN5PXDRtrUXX9iZfxqouUvjlY3H+lPkZz95prcnA7d/+MzUN5gepTHFYXY1YzOkTT/frQu8f2Y4DK6Nx5Tq8NKwBzuA/MnmxERhfOp0U1WBM8GrmmfNfCQyifLnSrmZpC06i4WPa9mnvKjwDCwPOtu6OiAVfMjDZSrJSW1o5YdSyVBFlgrMRwYpkZ16rA7nRpdULsYoPWupt7rX6habbx+Bh6eiJmatht3ewZES3fd3J0J15+qfefs41aBDYL5Qv9NkbR0+0/QM1F9qJ9kH0bE4MuSpniMVdpP",
  ),
  (letter) => letter.charCodeAt(0),
);
const OLD_SHA256 = "cb50c60dfc71ab996af1864d5e6341a98a3d96b2a6f37f0ec477b2e034906eab";
const [V2, V3] = [0x7109871a, 0xf05368c0];

const deflated = async (name: string, bytes: Uint8Array): Promise<ZipEntryInput> => ({
  name,
  bytes,
  method: 8,
  stored: await compressed(bytes, "deflate-raw"),
});
const entries = async (): Promise<readonly ZipEntryInput[]> => [
  await deflated("AndroidManifest.xml", binaryManifest("com.example.stork")),
  await deflated("META-INF/CERT.RSA", SIGNATURE),
  { name: "classes.dex", stored: "DEMO, no code" },
];

test("tells the package an app names, its hash, and each certificate once with its schemes (MVT: not read)", async () => {
  const apk = apkFile({
    entries: await entries(),
    schemes: [
      [0x42726577, []],
      [V2, [[DER]]],
      [V3, [[DER]]],
    ],
  });
  const [app] = await recordsOf(collectedApks, PATH, apk);
  expect(app).toMatchObject({
    fileName: "com.example.stork.apk",
    packageName: "com.example.stork",
    size: apk.length,
    signerCertificates: [
      { sha256: SHA256, schemes: "v2, v3", subject: "Synthetic Signer", dumpsysHash: "f348869d" },
      { sha256: OLD_SHA256, schemes: "v1", subject: "Synthetic App Signer" },
    ],
  });
  expect(collectedApks.observables!(app!).map(({ type }) => type)).toEqual([
    "file:hashes.SHA-256",
    "app:id",
    ...["app:cert.md5", "app:cert.sha1", "app:cert.sha256", "app:cert.md5", "app:cert.sha1", "app:cert.sha256"],
  ]);
});

test("reads a manifest with strings of either kind, and says of other bytes that they are none", () => {
  expect([true, false].map((isUtf8) => packageInManifest(binaryManifest("com.example.heron", isUtf8)))).toEqual([
    "com.example.heron",
    "com.example.heron",
  ]);
  expect(() => packageInManifest(new TextEncoder().encode("<manifest/>"))).toThrow("no binary XML");
});

test("what is no app, or lost its end, is told by its hash, and said", async () => {
  const apk = apkFile({ entries: await entries(), schemes: [[V2, [[DER]]]] });
  for (const bytes of [new TextEncoder().encode("DEMO, no app"), apk.slice(0, apk.length - 30)]) {
    const { records, problems } = await read(collectedApks, { [PATH]: bytes });
    expect(records).toMatchObject([{ size: bytes.length, signerCertificates: [] }]);
    expect(problems.map(({ reason }) => reason)).toEqual(["damaged"]);
  }
});

test("a signing block that lies about its sizes costs the signatures in it", async () => {
  const apk = apkFile({ entries: await entries(), schemes: [[V2, [[DER]]]] });
  const text = String.fromCharCode(...apk);
  const broken = apk.slice();
  broken[text.indexOf("APK Sig Block 42") - 1] = 0x7f;
  const { records, problems } = await read(collectedApks, { [PATH]: broken });
  expect(records).toMatchObject([{ packageName: "com.example.stork", signerCertificates: [{ schemes: "v1" }] }]);
  expect(problems).toHaveLength(1);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const apk = apkFile({ entries: await entries(), schemes: [[V2, [[DER]]]] });
  expect(await faultsOf(collectedApks, PATH, apk)).toEqual([]);
});
