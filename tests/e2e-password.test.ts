import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REAL_ROUNDS, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LAUNCHER, type Run, runBridle } from "./support/launcher.ts";

/** Passwords from files and the environment, through the launcher, where nobody can be asked. */

/** In no word of a backup, and with what shells and editors trip over. */
const PASSWORD = " Wagtail'7ß$(密) ";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-password-"));
  writeBackup(join(folder, "locked"), scenario("compromised").entries({ encrypted: { password: PASSWORD } }));
  writeBackup(join(folder, "other"), scenario("compromised").entries({ encrypted: { password: "another" } }));
  writeBackup(join(folder, "plain"), scenario("clean").entries());
  writeFileSync(join(folder, "right.txt"), `${PASSWORD}\n`, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (args: readonly string[], environment?: Readonly<Record<string, string>>): Run => runBridle(folder, args, environment);
const at = (name: string): string => join(folder, name);
const read = <T>(path: string): T => JSON.parse(readFileSync(at(path), "utf8")) as T;
const sourceOf = (name: string): unknown => read<{ passwordFrom?: unknown }>(`${name}/run.json`).passwordFrom;
const inFile = (content: string | Uint8Array, mode = 0o600): readonly string[] => {
  writeFileSync(at("tried.txt"), content);
  chmodSync(at("tried.txt"), mode);
  return ["--password-file", "tried.txt"];
};

test("no password and nobody to ask: the ways to give one are named, status 2, nothing written", () => {
  const run = bridle(["check", "locked", "-o", "unasked"]);
  expect(run).toMatchObject({ status: 2, out: "" });
  for (const way of ["terminal", "--password-file", "BRIDLE_BACKUP_PASSWORD", "--without-password"]) expect(run.error).toContain(way);
  expect(run.error.trim().split("\n")).toHaveLength(1);
  expect(existsSync(at("unasked"))).toBe(false);
  expect(bridle(["check", "locked", "-o", "unasked"], { BRIDLE_BACKUP_PASSWORD: "" })).toEqual(run);
});

test("a wrong password: one sentence, status 2, nothing written, and --json carries the sentence", () => {
  const run = bridle(["check", "locked", "-o", "wrong"], { BRIDLE_BACKUP_PASSWORD: "not this one" });
  expect(run).toEqual({ status: 2, out: "", error: "The password does not open locked. Nothing was examined and nothing was written.\n" });
  const json = bridle(["check", "locked", "-o", "wrong", "--json"], { BRIDLE_BACKUP_PASSWORD: "not this one" });
  expect(json).toMatchObject({ status: 2, error: "" });
  expect(JSON.parse(json.out)).toMatchObject({ cases: [{ status: 2, findings: [], error: run.error.trim() }] });
  expect(existsSync(at("wrong"))).toBe(false);
});

test.each<[string, string | Uint8Array]>([
  ["a line", `${PASSWORD}\n`],
  ["a line without its end", PASSWORD],
  ["a line of Windows", `${PASSWORD}\r\n`],
  ["a line after the mark that some editors write", `\ufeff${PASSWORD}\r\n`],
  ["a line before a note", `${PASSWORD}\nthe backup of the spare phone, in a legacy code page: \n`],
  ["a line before bytes that are no text", Buffer.concat([Buffer.from(`${PASSWORD}\n`), Buffer.from([0xff, 0xfe])])],
])("--password-file takes %s", (_title, content) => {
  const name = `file-${Buffer.from(content).length}`;
  expect(bridle(["check", "locked", ...inFile(content), "--quiet", "-o", name])).toEqual({ status: 1, out: "", error: "" });
  expect(sourceOf(name)).toBe("file");
  rmSync(at(name), { recursive: true });
});

test.each<[string, string | Uint8Array, RegExp]>([
  ["an empty first line", `\n${PASSWORD}\n`, /first line of the password file tried\.txt is empty/],
  ["UTF-16", Buffer.from(`\ufeff${PASSWORD}\n`, "utf16le"), /not UTF-8/],
  ["something large", "x".repeat(70_000), /more than 65,536 bytes/],
])("--password-file refuses %s, and repeats nothing of it", (_title, content, words) => {
  const run = bridle(["check", "locked", ...inFile(content), "-o", "refused"]);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error).toMatch(words);
  expect(run.error).not.toContain("Wagtail");
  expect(existsSync(at("refused"))).toBe(false);
});

test("--password-file refuses a folder and what is not there", () => {
  mkdirSync(at("a-folder"));
  expect(bridle(["check", "locked", "--password-file", "a-folder"]).error).toContain("is a folder");
  expect(bridle(["check", "locked", "--password-file", "heron.txt"])).toMatchObject({ status: 2, out: "" });
});

test.skipIf(process.platform === "win32").each([
  [0o640, true],
  [0o604, true],
  [0o600, false],
  [0o400, false],
])("a password file of mode %o: it is said whether others may read it", (mode, isOpen) => {
  const run = bridle(["check", "locked", ...inFile(PASSWORD, mode), "--quiet", "-o", `mode-${mode}`]);
  expect(run).toMatchObject({ status: 1, out: "" });
  expect(run.error).toBe(isOpen ? "Others on this computer may read the password file tried.txt; `chmod 600` on it ends that.\n" : "");
  chmodSync(at("tried.txt"), 0o600);
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
  [
    "a file before the environment",
    ["--password-file", "right.txt"],
    { BRIDLE_BACKUP_PASSWORD: "no", MVT_IOS_BACKUP_PASSWORD: "no" },
    "file",
  ],
  ["our variable before MVT's", [], { BRIDLE_BACKUP_PASSWORD: PASSWORD, MVT_IOS_BACKUP_PASSWORD: "no" }, "BRIDLE_BACKUP_PASSWORD"],
  ["MVT's variable", [], { MVT_IOS_BACKUP_PASSWORD: PASSWORD }, "MVT_IOS_BACKUP_PASSWORD"],
  ["MVT's variable where ours is empty", [], { BRIDLE_BACKUP_PASSWORD: "", MVT_IOS_BACKUP_PASSWORD: PASSWORD }, "MVT_IOS_BACKUP_PASSWORD"],
])("heeds %s, and records the source, never the password", (title, args, environment, source) => {
  const name = `source-${title.length}`;
  expect(bridle(["check", "locked", ...args, "--quiet", "-o", name], environment)).toEqual({ status: 1, out: "", error: "" });
  expect(sourceOf(name)).toBe(source);
  expect(read<{ options: object }>(`${name}/data/case.json`).options).not.toHaveProperty("withoutPassword");
});

test("a password that lay ready and was not needed is not recorded", () => {
  expect(bridle(["check", "plain", "--quiet", "-o", "unneeded"], { BRIDLE_BACKUP_PASSWORD: PASSWORD }).status).toBe(3);
  expect(sourceOf("unneeded")).toBeUndefined();
});

test("one password for all paths: what it does not open is 2, and the others are examined", () => {
  const run = bridle(["check", "other", "locked", "plain", "--json", "-o", "many"], { BRIDLE_BACKUP_PASSWORD: PASSWORD });
  const { cases } = JSON.parse(run.out) as { cases: { status: number; error?: string }[] };
  expect(cases.map(({ status }) => status)).toEqual([2, 1, 3]);
  expect(cases[0]!.error).toContain("does not open other");
  expect(run.status).toBe(1);
  expect(readdirSync(at("many"))).toHaveLength(2);
  expect(bridle(["check", "other", "plain", "--quiet", "-o", "two"], { BRIDLE_BACKUP_PASSWORD: PASSWORD }).status).toBe(2);
});

test.each([
  ["check", ["check", "locked", "--password", PASSWORD]],
  ["check, joined", ["check", "locked", `--password=${PASSWORD}`]],
  ["check, as other tools have it", ["check", "locked", "-p", PASSWORD]],
  ["check, short and joined", ["check", "locked", `-p${PASSWORD}`]],
  ["cat", ["cat", "--password", PASSWORD, "locked", "/x"]],
  ["demo", ["demo", `--password=${PASSWORD}`]],
])("a password as an argument is refused by %s with the reason, and not repeated", (_title, args) => {
  const run = bridle(args);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error).toContain("every program on this computer can read it");
  expect(run.error).not.toContain("Wagtail");
});

test("--without-password reads what is clear, says that the rest is locked, and concludes nothing", () => {
  const run = bridle(["check", "locked", "--without-password", "--json", "-o", "clear"], { BRIDLE_BACKUP_PASSWORD: PASSWORD });
  expect(run).toMatchObject({ status: 3, error: "" });
  const [only] = (
    JSON.parse(run.out) as {
      cases: { assessment: { headline: string }; coverage: { artifacts: { id: string; status: string }[] }; findings: unknown[] }[];
    }
  ).cases;
  const status = new Map(only!.coverage.artifacts.map((artifact) => [artifact.id, artifact.status]));
  expect(only!.assessment.headline).toBe("inconclusive");
  expect(status.get("ios/backup-info")).toBe("parsed");
  for (const id of ["ios/sms", "ios/safari-history", "ios/data-usage", "ios/manifest"]) expect(status.get(id), id).toBe("locked");
  expect(read<{ options: object }>("clear/data/case.json").options).toMatchObject({ withoutPassword: true });
  expect(sourceOf("clear")).toBeUndefined();
});

test("--without-password and --password-file contradict each other", () => {
  const run = bridle(["check", "locked", "--without-password", "--password-file", "right.txt"]);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error).toContain("cannot be used together");
});

test("no output of any run above holds a password", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !["right.txt", "tried.txt"].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(50);
  const needles = [PASSWORD, "Wagtail", "密"].map((text) => Buffer.from(text));
  expect(files.filter((file) => needles.some((needle) => readFileSync(file).includes(needle)))).toEqual([]);
});

/** Processes below one, by /proc: what they were started with. */
function descendants(root: number): { pid: number; command: string; environment: string }[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "latin1");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        const [command, environment] = ["cmdline", "environ"].map((file) => readFileSync(`/proc/${name}/${file}`, "utf8"));
        return [{ pid: Number(name), parent, command: command!, environment: environment! }];
      } catch {
        return [];
      }
    });
  const below = new Set([root]);
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid) && pid !== root);
}

test.skipIf(!existsSync("/proc/self/environ"))(
  "the processes that read are started without the password, by argument or environment",
  async () => {
    writeBackup(at("slow"), scenario("clean").entries({ encrypted: { password: PASSWORD, rounds: REAL_ROUNDS } }));
    const run = spawn(process.execPath, [LAUNCHER, "check", "slow", "--quiet", "-o", "watched"], {
      cwd: folder,
      env: { ...process.env, BRIDLE_BACKUP_PASSWORD: PASSWORD, MVT_IOS_BACKUP_PASSWORD: PASSWORD },
      stdio: "ignore",
    });
    const ended = new Promise<number | null>((done) => run.on("exit", done));
    let status: number | null | undefined;
    void ended.then((code) => {
      status = code;
    });
    const readers = new Map<number, { command: string; environment: string }>();
    while (status === undefined) {
      for (const one of descendants(run.pid!)) {
        expect(one.command).not.toContain("Wagtail");
        if (one.command.includes("--permission")) readers.set(one.pid, one);
      }
      await new Promise((wake) => setTimeout(wake, 20));
    }
    expect(status).toBe(3);
    expect(readers.size).toBeGreaterThan(0);
    for (const { environment } of readers.values()) expect(environment).not.toContain("Wagtail");
    expect(statSync(at("watched")).mode & 0o777).toBe(0o700);
  },
);
