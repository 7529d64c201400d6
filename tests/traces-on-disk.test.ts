import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { backupArchive, DEMO_PASSWORD, scenario, scenarios, writeArchive, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Opened, opensOf, tracedCalls } from "./support/system-calls.ts";

/**
 * What an examination leaves on a disk: the phones hold private things, each with a token; no file that Bridle writes may hold one,
 * however the run ends. The command line runs as a person starts it, in folders that hold nothing else.
 */

const isLinux = process.platform === "linux";
const hasStrace = isLinux && spawnSync("strace", ["-V"]).status === 0;

const COMMAND = [resolve(import.meta.dirname, "../packages/cli/bin/bridle.mjs")];
const PHONES = scenarios.map(({ id }) => id);
const TOKENS = scenarios.flatMap(({ truth }) => truth.canaries);

let root: string;
const at = (...names: readonly string[]): string => join(root, ...names);
/** All that a run may write in: the folder it works in, the one for temporary files, the person's own. */
const SEARCHED = ["work", "tmp", "home"];

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "bridle-traces-")));
  for (const id of PHONES) writeBackup(at("evidence", id), scenario(id).entries());
  const encrypted = { encrypted: { password: DEMO_PASSWORD } };
  writeBackup(at("evidence", "encrypted"), scenario("compromised").entries(encrypted));
  writeArchive(at("evidence", "clear.tar.gz"), backupArchive(scenario("compromised").entries(), { form: "tar.gz" }));
  writeArchive(at("evidence", "encrypted.tar.gz"), backupArchive(scenario("compromised").entries(encrypted), { form: "tar.gz" }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of SEARCHED) {
    rmSync(at(name), { recursive: true, force: true });
    mkdirSync(at(name));
  }
});

const evidence = (name: string): string => at("evidence", name);
const environment = (password?: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: at("home"),
  XDG_CONFIG_HOME: at("home"),
  TMPDIR: at("tmp"),
  ...(password !== undefined && { BRIDLE_BACKUP_PASSWORD: password }),
});

/** The beginning that all tokens share, in every way that a program might have written it. */
const BEGINNING = "CANARY-";
const hex = [...Buffer.from(BEGINNING)].map((byte) => byte.toString(16));
const NEEDLES: readonly (readonly [string, Buffer])[] = [
  ["UTF-8", Buffer.from(BEGINNING)],
  ["UTF-16LE", Buffer.from(BEGINNING, "utf16le")],
  ["UTF-16BE", Buffer.from(BEGINNING, "utf16le").swap16()],
  ["percent", Buffer.from(hex.map((byte) => `%${byte}`).join(""))],
  ["percent, large", Buffer.from(hex.map((byte) => `%${byte.toUpperCase()}`).join(""))],
  ["hexadecimal", Buffer.from(hex.join(""))],
  // Characters that depend on what stands before and after it are left away.
  ...[0, 1, 2].map((shift) => [`base64 at ${shift}`, Buffer.from(base64Within(shift))] as const),
];

function base64Within(shift: number): string {
  const text = Buffer.from("\0".repeat(shift) + BEGINNING)
    .toString("base64")
    .replaceAll("=", "");
  const whole = Math.floor(((shift + BEGINNING.length) * 8) / 6);
  return text.slice(Math.ceil((shift * 8) / 6), whole);
}

const formsIn = (bytes: Buffer): string[] => NEEDLES.filter(([, needle]) => bytes.includes(needle)).map(([form]) => form);

/** Every readable token below the folders that a run may write in: by content and by name. */
function tokensLeft(): string[] {
  const found: string[] = [];
  for (const folder of SEARCHED)
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.name.includes(BEGINNING)) found.push(`name ${file}`);
      if (entry.isFile()) found.push(...formsIn(readFileSync(file)).map((form) => `${form} ${file}`));
    }
  return found;
}

const filesLeft = (folder: string): string[] =>
  readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

function run(args: readonly string[], password?: string) {
  const options = { cwd: at("work"), encoding: "utf8", env: environment(password), maxBuffer: 1 << 28 } as const;
  return spawnSync(process.execPath, [...COMMAND, ...args], options);
}

test("the search finds a token in every form, and the phones hold more than two hundred", () => {
  expect(new Set(TOKENS).size).toBeGreaterThanOrEqual(200);
  expect(TOKENS.every((token) => token.startsWith(BEGINNING))).toBe(true);
  const token = TOKENS[0]!;
  const forms = [
    Buffer.from(`x${token}`),
    Buffer.from(`x${token}`, "utf16le"),
    Buffer.from(`xyz${token}`, "utf16le").swap16(),
    ...["", "x", "xy", "xyz"].map((before) => Buffer.from(Buffer.from(before + token).toString("base64"))),
    Buffer.from(Buffer.from(token).toString("hex").replace(/../g, "%$&")),
    Buffer.from(Buffer.from(token).toString("hex")),
  ];
  for (const [index, bytes] of forms.entries()) expect(formsIn(bytes), `${index}`).not.toEqual([]);
  // What the runs read does hold them, readably: else finding none would prove nothing.
  for (const id of PHONES) {
    const held = [...scenario(id).build()].filter(([, bytes]) => formsIn(Buffer.from(bytes)).length > 0);
    expect(held.length, id).toBeGreaterThan(3);
  }
});

test("a run that ends well leaves no token of any phone, and no file beside the cases", () => {
  const { status, stderr } = run(["check", ...PHONES.map(evidence), "-o", "cases"]);
  expect([status, stderr]).toEqual([1, expect.not.stringContaining("internal error")]);
  expect(readdirSync(at("work", "cases"))).toHaveLength(PHONES.length);
  expect(tokensLeft()).toEqual([]);
  expect([filesLeft("tmp"), filesLeft("home")]).toEqual([[], []]);
});

test.each(["encrypted", "clear.tar.gz", "encrypted.tar.gz"])("so does a run over %s", (name) => {
  const { status, stderr } = run(["check", evidence(name), "-o", "case"], DEMO_PASSWORD);
  expect([status, stderr]).toEqual([1, expect.not.stringContaining("internal error")]);
  expect(tokensLeft()).toEqual([]);
  expect(readdirSync(at("work"))).toEqual(["case"]);
  expect(readdirSync(at("work", "case")).sort()).toEqual(["audit.jsonl", "data", "manifest-sha256.txt", "run.json"]);
  expect([filesLeft("tmp"), filesLeft("home")]).toEqual([[], []]);
});

test.each(["encrypted", "encrypted.tar.gz"])("a wrong password for %s leaves nothing at all", (name) => {
  expect(run(["check", evidence(name), "-o", "case"], "heron").status).toBe(2);
  expect(SEARCHED.map(filesLeft)).toEqual([[], [], []]);
});

test.skipIf(!isLinux).each(["compromised", "encrypted.tar.gz"])("an error while the case of %s is written leaves no token", (name) => {
  const limited = ["-c", 'ulimit -f 8; exec "$@"', "limited", process.execPath, ...COMMAND, "check", evidence(name), "-o", "case"];
  const { status, stderr } = spawnSync("bash", limited, { cwd: at("work"), encoding: "utf8", env: environment(DEMO_PASSWORD) });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^The case cannot be written to .*: EFBIG\n$/)]);
  expect(tokensLeft()).toEqual([]);
});

/** Moments of a run, told by what is there: the reading process, then files of the case in the order in which they are written. */
const MOMENTS: readonly (readonly [string, (parent: number) => boolean])[] = [
  ["the evidence is opened", (parent) => startedBy(parent).length > 0],
  ["the case is begun", () => existsSync(at("work", "case", "run.json"))],
  ["the findings are written", () => existsSync(at("work", "case", "data", "findings.json"))],
  ["the timeline is written", () => existsSync(at("work", "case", "data", "timeline.csv"))],
];

/** Processes that another started, and those that these did, by the system's own list. */
function startedBy(parent: number): number[] {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...startedBy(child)]);
  } catch {
    return []; // it ended meanwhile
  }
}

/** Those that read, told by their arguments. */
const readingProcesses = (parent: number): number[] =>
  startedBy(parent).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--permission"));

function started(args: readonly string[]): { process: ChildProcess; ended: Promise<void> } {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: at("work"),
    env: environment(DEMO_PASSWORD),
    stdio: "ignore",
    detached: true,
  });
  return { process: child, ended: new Promise((done) => void child.on("exit", () => done())) };
}

/** Looks again and again until it is so, or the process has ended. */
async function until(isSo: () => boolean, { process: child }: { process: ChildProcess }): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if (isSo()) return true;
    await new Promise((again) => setTimeout(again, 1));
  }
  return false;
}

/** The whole group: the process that writes and those that read. A process that is gone already is no error. */
const signal = (child: ChildProcess, name: NodeJS.Signals): void => {
  try {
    process.kill(-child.pid!, name);
  } catch {}
};

describe.skipIf(!isLinux).each(["compromised", "encrypted.tar.gz"])("a run over %s that is killed", (name) => {
  test.each(MOMENTS)("when %s leaves no token and no named spool", async (_title, isReached) => {
    const running = started(["check", evidence(name), "-o", "case"]);
    await until(() => isReached(running.process.pid!), running);
    signal(running.process, "SIGKILL");
    await running.ended;
    expect(tokensLeft()).toEqual([]);
    expect(SEARCHED.flatMap(filesLeft).filter((file) => file.startsWith(".bridle-spool-"))).toEqual([]);
    expect([filesLeft("tmp"), filesLeft("home")]).toEqual([[], []]);
    // What a killed run left is ours to begin anew.
    expect(run(["check", evidence(name), "-o", "case"], DEMO_PASSWORD).status).toBe(1);
    expect(tokensLeft()).toEqual([]);
  });
});

/** Files without a name that a process holds open, by the system's list. */
const spoolsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`)
    .map((descriptor) => `/proc/${pid}/fd/${descriptor}`)
    .filter((link) => basename(readlinkSync(link)).startsWith(".bridle-spool-"));

test.skipIf(!isLinux)("what lies in the spool while an archive is read is noise", async () => {
  const running = started(["check", evidence("clear.tar.gz"), "-o", "case"]);
  const readers = (): number[] => readingProcesses(running.process.pid!);
  let largest = 0;
  const seen: string[] = [];
  const look = (): void => {
    for (const link of readers().flatMap(spoolsOf)) {
      const bytes = readFileSync(link);
      largest = Math.max(largest, bytes.length);
      seen.push(...formsIn(bytes), ...(bytes.includes("SQLite format 3") ? ["SQLite"] : []));
    }
  };
  await until(() => {
    try {
      look();
    } catch {} // it ended meanwhile
    return false;
  }, running);
  await running.ended;
  expect(seen).toEqual([]);
  expect(largest).toBeGreaterThan(100_000);
});

describe.skipIf(!hasStrace)("seen by the system's calls", () => {
  /** Devices that hold nothing. */
  const HARMLESS = ["/dev/null", "/dev/tty"];
  const SPOOL = /^\.bridle-spool-[0-9a-f]{32}$/;

  function traced(args: readonly string[]): { status: number | null; opened: readonly Opened[] } {
    const trace = at("trace.txt");
    const { status } = spawnSync("strace", [...tracedCalls, "-o", trace, process.execPath, ...COMMAND, ...args], {
      cwd: at("work"),
      env: environment(DEMO_PASSWORD),
    });
    return { status, opened: opensOf(readFileSync(trace, "utf8"), at("work")) };
  }
  const written = (opened: readonly Opened[]): Opened[] => opened.filter(({ isWriting, path }) => isWriting && !HARMLESS.includes(path));

  test("of folders nothing is opened to be written but the case, and no spool is made", () => {
    const { status, opened } = traced(["check", evidence("compromised"), evidence("encrypted"), "-o", "cases"]);
    expect(status).toBe(1);
    expect(opened.some(({ path, isWriting }) => !isWriting && path.startsWith(evidence("compromised")))).toBe(true);
    const paths = written(opened).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !path.startsWith(`${at("work", "cases")}/`))).toEqual([]);
  });

  test("of an archive nothing is opened to be written but the case and a spool whose name goes at once", () => {
    const { status, opened } = traced(["check", evidence("encrypted.tar.gz"), "-o", "case"]);
    expect(status).toBe(1);
    const others = written(opened).filter(({ path }) => !path.startsWith(`${at("work", "case")}/`));
    expect(others.length).toBeGreaterThan(0);
    for (const { call, path } of others)
      expect([call, resolve(path, ".."), basename(path)]).toEqual([
        expect.stringMatching(/^(openat|unlink)$/),
        at("work"),
        expect.stringMatching(SPOOL),
      ]);
    expect(new Set(others.map(({ path }) => path)).size).toBe(others.filter(({ call }) => call === "openat").length);
    expect(others.filter(({ call }) => call === "unlink")).toHaveLength(others.length / 2);
  });

  test("of one file that is asked for, nothing reaches the disk but the spool; its bytes go to the output", () => {
    const trace = at("trace.txt");
    const cat = [...COMMAND, "cat", evidence("encrypted.tar.gz"), "/private/var/mobile/Library/SMS/sms.db"];
    const options = { cwd: at("work"), env: environment(DEMO_PASSWORD), maxBuffer: 1 << 28 };
    const { status, stdout } = spawnSync("strace", [...tracedCalls, "-o", trace, process.execPath, ...cat], options);
    expect([status, formsIn(stdout)]).toEqual([0, expect.arrayContaining(["UTF-8"])]);
    const paths = written(opensOf(readFileSync(trace, "utf8"), at("work"))).map(({ path }) => path);
    expect(paths.filter((path) => resolve(path, "..") !== at("tmp") || !SPOOL.test(basename(path)))).toEqual([]);
    expect(SEARCHED.map(filesLeft)).toEqual([[], [], []]);
  });

  test.each(["compromised", "encrypted.tar.gz"])("the process that reads %s opens nothing to write", (name) => {
    const { opened } = traced(["check", evidence(name), "-o", "case"]);
    const reading = opened.filter(({ isConfined }) => isConfined);
    expect(reading.some(({ path }) => path.startsWith(evidence(name)))).toBe(true);
    expect(written(reading)).toEqual([]);
    const others = opened.filter(({ isConfined }) => !isConfined);
    // … and only that process opens what is in the evidence.
    expect(
      others.filter(({ path, call }) => call.startsWith("open") && path.startsWith(evidence(name)) && lstatSync(path).isFile()),
    ).toEqual([]);
  });
});
