import { createHash } from "node:crypto";
import { buildKnowledge, type Input, loadIndicators, memoryFile, memoryInput } from "@bridle/core";
import { collectionScenario } from "@bridle/corpus";
import { expect, test } from "vitest";
import { apkFile, binaryManifest } from "../packages/core/src/testing/apk.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { DEMO_CERTIFICATE } from "../packages/corpus/src/android/backup/demo-certificate.ts";
import { writeZip } from "../packages/corpus/src/archive/zip.ts";
import { concat, utf8 } from "../packages/corpus/src/bytes.ts";
import { bundle, matchesIn } from "./support/weak-points.ts";

/** Parts of a collection that MVT passes over, from the file to the finding: apps that were copied, temporary files, older bug reports. */

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const clean = collectionScenario("clean");
const examined = (input: Input, ...patterns: readonly string[]): Promise<ExaminedCase> =>
  examine(input, buildKnowledge([loadIndicators("own.stix2", bundle(...patterns), "option")], []));

const CERTIFICATE = new Uint8Array(Buffer.from(DEMO_CERTIFICATE, "hex"));
const APP = "com.example.listed";
const APK = apkFile({
  entries: [
    { name: "AndroidManifest.xml", stored: binaryManifest(APP) },
    { name: "classes.dex", stored: "DEMO, no code" },
  ],
  schemes: [[0x7109871a, [[CERTIFICATE]]]],
});

test("an app's file is compared by its hash, its package and its certificate, also where two files of a zip bear one name", async () => {
  const patterns = [`[app:id='${APP}']`, `[app:cert.sha256='${sha256(CERTIFICATE)}']`, `[file:hashes.'SHA-256'='${sha256(APK)}']`];
  const all = [APP, sha256(APK), sha256(CERTIFICATE)].map((value) => `android/collected-apks ${value}`).sort();
  const files = clean.files();
  files.delete("hashes.csv");
  // The certificate is that of the backup's own manifest as well.
  const ofApk = (one: ExaminedCase): string[] => matchesIn(one).filter((match) => match.startsWith("android/collected-apks"));
  const folder = await examined(memoryInput("collected", new Map([...files, ["apks/x.apk", APK]])), ...patterns);
  expect(ofApk(folder)).toEqual(all);
  const members = [...files, ["apks/x.apk", utf8("DEMO, another part")] as const, ["apks/x.apk", APK] as const];
  const zip = concat(...writeZip(members.map(([name, content]) => ({ name, content }))));
  const packed = await examined(memoryFile("collected.zip", zip), ...patterns);
  expect(ofApk(packed)).toEqual(all);
  expect(packed.analysis.coverage.artifacts.find(({ id }) => id === "android/collected-apks")).toMatchObject({ records: 2 });
});

test("a temporary file is compared by its path and its hash", async () => {
  const content = utf8("DEMO, no program");
  const files = new Map([...clean.files(), ["tmp/.hidden/x", content] as const]);
  files.delete("hashes.csv");
  const one = await examined(
    memoryInput("collected", files),
    "[file:path='/data/local/tmp/.hidden']",
    `[file:hashes.'SHA-256'='${sha256(content)}']`,
  );
  expect(matchesIn(one)).toEqual(["/data/local/tmp/.hidden", sha256(content)].map((value) => `android/temporary-files ${value}`));
});

test("what an older bug report names is found, said to be of then, and not judged as of today", async () => {
  const one = await examined(memoryInput("collected", collectionScenario("removed").files()), "[app:id='com.serv.services']");
  const matches = one.analysis.findings.filter(({ kind }) => kind === "indicator-match");
  expect(matches.length).toBeGreaterThan(2);
  const evidence = matches.flatMap((finding) => finding.evidence);
  expect(evidence.every(({ path }) => path.startsWith("bridle:/earlier/bugreport-"))).toBe(true);
  expect(evidence.every(({ circumstances }) => circumstances?.includes("earlier"))).toBe(true);
  const rules = one.analysis.findings.filter(
    ({ kind, evidence: of }) => kind === "detection" && of.some(({ path }) => path.startsWith("bridle:/earlier/")),
  );
  expect(rules.map(({ detection }) => detection?.id)).toEqual([]);
  const kept = one.analysis.coverage.artifacts.find(({ id }) => id === "android/packages")!;
  expect(kept.status).toBe("parsed");
  expect(kept.files.map(({ path }) => path.split("/")[1])).toEqual(["dumpsys", "earlier"]);
});
