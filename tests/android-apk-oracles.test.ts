import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bytesSource } from "../packages/core/src/bytes/byte-source.ts";
import { readApk } from "../packages/core/src/formats/apk/read-apk.ts";
import { writeZip } from "../packages/corpus/src/archive/zip.ts";
import { concat, utf8 } from "../packages/corpus/src/bytes.ts";

/** The JDK's own signer of archives as an outside judge of scheme 1: what it signs, we name the signer of. */
const hasJdk = ["keytool", "jarsigner"].every((tool) => spawnSync(tool, ["-help"]).error === undefined);
const folder = mkdtempSync(join(tmpdir(), "bridle-apk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!hasJdk).each(["RSA", "EC", "DSA"])(
  "an archive that jarsigner signed with a key of %s names its certificate",
  async (algorithm) => {
    const [archive, store] = [join(folder, `${algorithm}.apk`), join(folder, `${algorithm}.p12`)];
    writeFileSync(archive, concat(...writeZip([{ name: "classes.dex", content: utf8("DEMO, no code") }])));
    const key = ["-keystore", store, "-storepass", "synthetic"];
    execFileSync("keytool", ["-genkeypair", ...key, "-keyalg", algorithm, "-dname", "CN=DEMO", "-alias", "demo"], { stdio: "ignore" });
    execFileSync("jarsigner", [...key, archive, "demo"], { stdio: "ignore" });
    const certificate = execFileSync("keytool", ["-exportcert", ...key, "-alias", "demo"], { stdio: ["ignore", "pipe", "ignore"] });
    const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
    const apk = await readApk(bytesSource(new Uint8Array(readFileSync(archive))));
    expect(apk.signatures.map(({ scheme, certificates }) => [scheme, certificates.map(hashOf)])).toEqual([["v1", [hashOf(certificate)]]]);
  },
);
