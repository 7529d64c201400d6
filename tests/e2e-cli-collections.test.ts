import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { collectionScenario, demoIdentity, demoSecret } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LAUNCHER } from "./support/launcher.ts";

/** AndroidQF's collections through the launcher: sealed ones, those with locked parts, and what a run leaves on the disk. */

const PASSWORD = "Zaubernuß €";
const SEED = 11;
/** Stands in messages that are no finding, and in nothing else. */
const PRIVATE = /See you at eight|On my way|\(DEMO \d+\)/;

let root: string;
const at = (...names: readonly string[]): string => join(root, ...names);
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-collections-"));
  for (const name of ["work", "tmp", "home", "evidence"]) mkdirSync(at(name));
  const lure = collectionScenario("predator-lure");
  writeFileSync(at("evidence", "sealed.zip.age"), lure.sealed(demoSecret(SEED), { password: PASSWORD }));
  writeFileSync(at("evidence", "identity.txt"), demoIdentity(SEED));
  writeFileSync(at("evidence", "other.txt"), demoIdentity(SEED + 1));
  for (const [name, bytes] of collectionScenario("clean").files({ password: PASSWORD })) {
    mkdirSync(dirname(at("evidence", "folder", name)), { recursive: true });
    writeFileSync(at("evidence", "folder", name), bytes);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function bridle(args: readonly string[], password?: string): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: at("work"),
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      HOME: at("home"),
      XDG_CONFIG_HOME: at("home"),
      TMPDIR: at("tmp"),
      ...(password !== undefined && { MVT_ANDROID_BACKUP_PASSWORD: password }),
    },
    maxBuffer: 1 << 28,
  });
  return { status, out: stdout, error: stderr };
}
const evidence = (name: string): string => at("evidence", name);
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("a sealed collection with an encrypted backup is examined, and no message that is no finding is written anywhere", () => {
  const run = bridle(["check", evidence("sealed.zip.age"), "--identity", evidence("identity.txt"), "-o", "case", "--json"], PASSWORD);
  expect(run.status).toBe(1);
  const [one] = (
    JSON.parse(run.out) as { cases: { assessment: { headline: string }; coverage: { artifacts: { id: string; status: string }[] } }[] }
  ).cases;
  expect(one!.assessment.headline).toBe("targeting-indicated");
  expect(one!.coverage.artifacts.find(({ id }) => id === "android/sms")).toMatchObject({ status: "parsed" });
  const written = ["work", "tmp", "home"].flatMap((name) => filesBelow(at(name)));
  expect(written.length).toBeGreaterThan(5);
  for (const file of written) {
    const bytes = readFileSync(file);
    expect(PRIVATE.test(bytes.toString("latin1")) || PRIVATE.test(bytes.toString("utf16le")), file).toBe(false);
    expect(bytes.includes("AGE-SECRET-KEY"), file).toBe(false);
  }
});

test("without the identity, or with another's, one sentence, status 2, nothing written", () => {
  const none = bridle(["check", evidence("sealed.zip.age"), "-o", "none"]);
  expect(none).toMatchObject({ status: 2, out: "" });
  expect(none.error).toContain("--identity");
  const other = bridle(["check", evidence("sealed.zip.age"), "--identity", evidence("other.txt"), "-o", "other"]);
  expect(other).toMatchObject({
    status: 2,
    error: "The identity does not open sealed.zip.age: it was sealed for another. Nothing was examined and nothing was written.\n",
  });
  const unusable = bridle(["check", evidence("sealed.zip.age"), "--identity", evidence("sealed.zip.age")]);
  expect(unusable.status).toBe(2);
  for (const name of ["none", "other"]) expect(existsSync(at("work", name))).toBe(false);
});

test("a file of a sealed collection is brought out with the identity", () => {
  const run = bridle([
    "cat",
    evidence("sealed.zip.age"),
    "bridle:/getprop",
    "--identity",
    evidence("identity.txt"),
    "--raw",
    "getprop.txt",
  ]);
  expect(run.status).toBe(0);
  expect(run.out).toContain("[ro.bridle.demo]: [1]");
});

test.each([
  ["of which no password is given", "unlocked", undefined, "androidqf/part-locked"],
  ["that the password does not open", "wrong", "not this one", "androidqf/part-wrong-password"],
] as const)("a backup inside %s: the rest is examined, it is said, and the status is no 0", (_what, name, password, problem) => {
  const run = bridle(["check", evidence("folder"), "-o", name], password);
  expect(run.status).toBe(3);
  expect(run.out.replace(/\s+/g, " ")).toContain(
    "3 sources are encrypted, and no password was given that opens them: Apps in a backup, Multimedia messages of a backup (MMS), Text messages of a backup (SMS).",
  );
  expect(readFileSync(at("work", name, "data", "coverage.json"), "utf8")).toContain(problem);
});
