import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { artifacts, buildKnowledge, defaultPacks, type InputFile, type InputFolder, memoryInput } from "@bridle/core";
import { backupArchive, DEMO_PASSWORD, payloadPath, scenario, scenarios, writeArchive, writeBackup } from "@bridle/corpus";
import { createChildReader } from "@bridle/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examine } from "../packages/core/src/testing/examine.ts";
import { opensOf, tracedCalls } from "./support/system-calls.ts";

/**
 * What an employer's responder may look at is the state of a device, not what its owner said, read or planned: under
 * `--scope device` no such file is opened, and the case says what was left out. Which files are private is told here by hand and by
 * the tokens that the corpus puts into private things, not by asking the artifacts.
 */

const HOME = "HomeDomain";
const SAFARI = "AppDomain-com.apple.mobilesafari";
const WHATSAPP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
const PRIVATE_FILES: readonly (readonly [domain: string, path: string])[] = [
  [HOME, "Library/SMS/sms.db"],
  [HOME, "Library/CallHistoryDB/CallHistory.storedata"],
  [HOME, "Library/CoreDuet/People/interactionC.db"],
  [HOME, "Library/Calendar/Calendar.sqlitedb"],
  [HOME, "Library/Preferences/com.apple.identityservices.idstatuscache.plist"],
  [SAFARI, "Library/Safari/History.db"],
  [WHATSAPP, "ChatStorage.sqlite"],
  [WHATSAPP, "CallHistory.sqlite"],
];
/** Names of accounts and of networks: state of the device, which this scope reads; where no output may show them stands in e2e-scenarios. */
const DEVICE_FILES: readonly (readonly [domain: string, path: string])[] = [
  [HOME, "Library/Accounts/Accounts3.sqlite"],
  ["SystemPreferencesDomain", "com.apple.wifi.known-networks.plist"],
];
const phone = scenario("communication");
const privatePaths = PRIVATE_FILES.map(([domain, path]) => payloadPath(domain, path));
const devicePaths = DEVICE_FILES.map(([domain, path]) => payloadPath(domain, path));

/** A folder that notes which of its files were opened. */
function watched(files: ReadonlyMap<string, Uint8Array>): { input: InputFolder; opened: Set<string> } {
  const folder = memoryInput("backup", files);
  const opened = new Set<string>();
  const file = (path: string): InputFile | undefined => {
    const found = folder.file(path);
    if (!found) return undefined;
    const open = (): ReturnType<InputFile["open"]> => {
      opened.add(path);
      return found.open();
    };
    return { ...found, open };
  };
  return { input: { ...folder, file }, opened };
}

const holdsToken = (bytes: Uint8Array): boolean => {
  const content = Buffer.from(bytes);
  return content.includes("CANARY-") || content.includes(Buffer.from("CANARY-", "utf16le"));
};
const knowledge = buildKnowledge([...defaultPacks()], []);
const communication = artifacts.filter(({ id, scope }) => id.startsWith("ios/") && scope === "communication").map(({ id }) => id);

describe("--scope device", () => {
  test.each(scenarios.map(({ id, build }) => [id, build] as const))("opens no file of %s that holds private things", async (_id, build) => {
    const files = build();
    const holders = [...files]
      .filter(([path, bytes]) => path.includes("/") && !devicePaths.includes(path) && holdsToken(bytes))
      .map(([path]) => path);
    expect(holders.length).toBeGreaterThan(3);
    const { input, opened } = watched(files);
    await examine(input, knowledge, { scope: "device" });
    expect([...opened].filter((path) => [...holders, ...privatePaths].includes(path))).toEqual([]);
    expect(opened).toContain(payloadPath("WirelessDomain", "Library/Databases/DataUsage.sqlite"));
  });

  test("would open them without it: the watch sees", async () => {
    const { input, opened } = watched(phone.build());
    await examine(input, knowledge);
    expect([...opened]).toEqual(expect.arrayContaining(privatePaths));
  });

  test("says of each source of communication that it was left out, and of no other", async () => {
    const { analysis } = await examine(phone.build(), knowledge, { scope: "device" });
    const leftOut = analysis.coverage.artifacts.filter(({ reason }) => reason === "excluded-by-user");
    expect(leftOut.map(({ id }) => id)).toEqual([...communication].sort());
    expect(leftOut.every(({ status, files, records }) => status === "not-run" && files.length === 0 && records === 0)).toBe(true);
  });

  test("finds what the phone itself keeps, and nothing of what was said on it", async () => {
    const sourcesOf = async (scope: "all" | "device"): Promise<Set<string>> => {
      const { analysis } = await examine(scenario("compromised").build(), knowledge, { scope });
      return new Set(analysis.findings.flatMap(({ evidence }) => evidence.map(({ artifact }) => artifact)));
    };
    expect([...(await sourcesOf("all"))]).toEqual(expect.arrayContaining(["ios/sms", "ios/safari-history", "ios/data-usage"]));
    const device = await sourcesOf("device");
    expect(device).toContain("ios/data-usage");
    expect([...device].filter((id) => communication.includes(id))).toEqual([]);
  });

  test("never concludes that nothing matched", async () => {
    const { analysis, status } = await examine(scenario("clean").build(), knowledge, { scope: "device" });
    expect([analysis.assessment.headline, status]).toEqual(["inconclusive", 3]);
    expect(JSON.stringify(analysis.assessment)).toContain("floor/narrowed");
  });
});

const hasStrace = process.platform === "linux" && spawnSync("strace", ["-V"]).status === 0;

describe("bridle check --scope device", () => {
  const launcher = resolve(import.meta.dirname, "../packages/cli/bin/bridle.mjs");
  let root: string;
  const at = (...names: readonly string[]): string => join(root, ...names);
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "bridle-scope-")));
    writeBackup(at("open"), phone.entries());
    writeBackup(at("encrypted"), phone.entries({ encrypted: { password: DEMO_PASSWORD } }));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const options = (): { cwd: string; encoding: "utf8"; env: NodeJS.ProcessEnv } => ({
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, BRIDLE_BACKUP_PASSWORD: DEMO_PASSWORD },
  });

  test("names in its summary and in its report what it left out, and how often", () => {
    const { stdout } = spawnSync(process.execPath, [launcher, "check", at("open"), "--scope", "device", "-o", "summary"], options());
    const said = `${communication.length} sources were left out on request: Calendar, Calls,`;
    expect(stdout.replace(/\s+/g, " ")).toContain(said);
    const report = readFileSync(at("summary", "data", "report.html"), "utf8");
    expect(report.match(/left out on request/g)?.length).toBeGreaterThanOrEqual(communication.length);
    const written = JSON.parse(readFileSync(at("summary", "data", "case.json"), "utf8")) as { options: { scope: string } };
    expect(written.options.scope).toBe("device");
  });

  test("of a compressed archive, no private file is brought into reach, and no such source can be run", async () => {
    writeArchive(at("phone.tar.gz"), backupArchive(phone.entries(), { form: "tar.gz" }));
    const ids = artifacts.filter(({ id }) => !communication.includes(id)).map(({ id }) => id);
    const opening = async (only?: readonly string[]) => {
      const options = {
        path: at("phone.tar.gz"),
        keys: knowledge.index.keys,
        records: "none",
        timeline: "near",
        spoolFolder: root,
      } as const;
      const reader = createChildReader({ ...options, ...(only && { artifacts: only }) });
      const { bytes } = await reader.open();
      const sms = await reader.run("ios/sms", { record() {}, timeline() {}, progress() {} }).catch((error: Error) => error.message);
      await reader.close();
      return { bytes, sms };
    };
    const whole = await opening();
    const device = await opening(ids);
    expect(whole.sms).toMatchObject({ status: "parsed" });
    expect(device.sms).toContain("no artifact ios/sms");
    expect(device.bytes).toBeLessThan(whole.bytes);
  });

  test.skipIf(!hasStrace).each(["open", "encrypted"])("by the system's calls, opens no private payload of the %s backup", (name) => {
    const openedWith = (scope: string): string[] => {
      const trace = at("trace.txt");
      const command = [process.execPath, launcher, "check", at(name), "--scope", scope, "--quiet", "-o", `${name}-${scope}`];
      expect(spawnSync("strace", [...tracedCalls, "-o", trace, ...command], options()).status).toBe(1);
      return opensOf(readFileSync(trace, "utf8"), root).flatMap(({ call, path }) => (call.startsWith("open") ? [path] : []));
    };
    const payloads = privatePaths.map((path) => at(name, path));
    expect(openedWith("all")).toEqual(expect.arrayContaining(payloads));
    expect(openedWith("device").filter((path) => payloads.includes(path))).toEqual([]);
  });
});
