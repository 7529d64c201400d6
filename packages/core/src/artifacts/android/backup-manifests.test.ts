import { expect, test } from "vitest";
import { toIso } from "../../model/time.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import backupManifests from "./backup-manifests.ts";

const PATH = "bridle:/backup/apps/com.example.app/_manifest";
/** Made by OpenSSL for this test; its key was thrown away. Hashes by Python, the 32-bit one by Java's rule written there. */
const DER =
  "308201d83082017fa003020102021426441a9640bf286b734375e778b1591aa304f0c6300a06082a8648ce3d0403023042310b300906035504061302585831183016060355040a0c0f53796e74686574696320576f726b733119301706035504030c1053796e746865746963205369676e6572301e170d3236313132323130353432355a170d3336313131393130353432355a3042310b300906035504061302585831183016060355040a0c0f53796e74686574696320576f726b733119301706035504030c1053796e746865746963205369676e65723059301306072a8648ce3d020106082a8648ce3d0301070342000412bff1e0c3de8a2540af8532c30a0ee6b73d09a97e7baef16c7e12f4f127cbc6939660b417b5a3038905c919fe3661994693e17bd660b75895843b07beda073ea3533051301d0603551d0e04160414ae5bf91bd1b8a297778a57d318b43409a0493a14301f0603551d23041830168014ae5bf91bd1b8a297778a57d318b43409a0493a14300f0603551d130101ff040530030101ff300a06082a8648ce3d04030203470030440220314ec8b2b785a89f6aca398ccbf9970194eb5594f2344fac3400ddfc97beee200220362ddc7ec2e64eef71711babed9468542afcf9b64acbea808fd2ab834ac0966b";
const manifest = (...signerCertificates: string[]): Uint8Array =>
  new TextEncoder().encode(
    `1\ncom.example.app\n10203\n34\ncom.android.vending\n0\n${signerCertificates.length}\n${signerCertificates.map((signer) => `${signer}\n`).join("")}`,
  );

test("yields the app, what installed it and the hashes of its signer (MVT reads none of it)", async () => {
  const [app] = await recordsOf(backupManifests, PATH, manifest(DER));
  expect(app).toMatchObject({
    appId: "com.example.app",
    versionCode: 10_203,
    sdk: 34,
    installer: "com.android.vending",
    isApkIncluded: false,
    signerCertificates: [
      {
        sha256: "10c5c02b7d0c878174120cc3262c7aaaf1634295f6e6f68fc5ab73275e67d909",
        sha1: "bee75de90eddd6476623441f2e0725e47a0c4b66",
        md5: "c0041cc72897dad045130f8362aef8b5",
        dumpsysHash: "f348869d",
        subject: "Synthetic Signer",
        issuer: "Synthetic Signer",
      },
    ],
  });
  expect(toIso(app!.signerCertificates[0]!.validFrom!.earliest, "second")).toBe("2026-11-22T10:54:25Z");
  expect(backupManifests.observables!(app!).map(({ type }) => type)).toEqual([
    "app:id",
    "app:cert.md5",
    "app:cert.sha1",
    "app:cert.sha256",
  ]);
});

test("leaves out an installer that is not there", async () => {
  const [app] = await recordsOf(backupManifests, PATH, new TextEncoder().encode("1\ncom.example.app\n1\n30\n\n1\n0\n"));
  expect(app).toEqual({ appId: "com.example.app", versionCode: 1, sdk: 30, isApkIncluded: true, signerCertificates: [] });
});

test("keeps the hashes of a signer that cannot be read, and the other signerCertificates where one is none", async () => {
  const { records, problems } = await read(backupManifests, { [PATH]: manifest("3003020101", "xyz", DER) });
  expect(records[0]!.signerCertificates.map(({ subject }) => subject)).toEqual([undefined, "Synthetic Signer"]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([[{ kind: "line", line: 8 }], [{ kind: "line", line: 9 }]]);
});

test("says that signerCertificates are missing where the file is cut", async () => {
  const { records, problems } = await read(backupManifests, { [PATH]: new TextEncoder().encode("1\ncom.example.app\n1\n30\n\n1\n2\n") });
  expect(records).toHaveLength(1);
  expect(problems).toMatchObject([{ reason: "damaged" }]);
});

test("damaged files end in records or problems", async () => {
  expect(await faultsOf(backupManifests, PATH, manifest(DER))).toEqual([]);
  const { records, problems } = await read(backupManifests, { [PATH]: new TextEncoder().encode("2\nsomething else\n") });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
});
