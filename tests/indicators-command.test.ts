import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataFolder } from "../packages/cli/src/data-folder.ts";
import { bundleFolder } from "../scripts/bundle/folder.mjs";
import { type Run, runBridle } from "./support/launcher.ts";

/** `bridle indicators` as a person or a script meets it: through the launcher. The update has a test file of its own. */

const ROOT = resolve(import.meta.dirname, "..");
let folder: string;
let data: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-indicators-"));
  writeBackup(join(folder, "phone"), scenario("clean").entries());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (...args: readonly string[]): Run => runBridle(folder, args, { BRIDLE_DATA: data, MVT_STIX2: "" });
const freshStore = (): void => {
  data = mkdtempSync(join(folder, "data-"));
};
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const json = <T>(run: Run): T => JSON.parse(run.out) as T;

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly origin: string;
  readonly class: string;
  readonly date?: string;
  readonly ageDays?: number;
  readonly indicators: number;
  readonly types: Record<string, number>;
  readonly notEvaluable: number;
  readonly sha256: string;
  readonly stored?: string;
}
const listed = (): { sets: Listed[]; mercenaryKnowledge?: string; asOf: string } =>
  json(bridle("indicators", "list", "--json", "--as-of", "2026-11-22"));

test("list names every set that comes with Bridle, with class, age and counts, and says when the knowledge is too old", () => {
  freshStore();
  const { sets, mercenaryKnowledge, asOf } = listed();
  expect(asOf).toBe("2026-11-22");
  expect(sets.length).toBeGreaterThan(10);
  expect(
    sets.every(({ origin, date, ageDays, sha256 }) => origin === "default" && date && ageDays! > 0 && /^[\da-f]{64}$/.test(sha256)),
  ).toBe(true);
  const pegasus = sets.find(({ id }) => id === "pegasus-amnesty")!;
  expect(pegasus).toMatchObject({ class: "mercenary", date: "2024-01-26", ageDays: 1031, indicators: 1549, notEvaluable: 0 });
  expect(pegasus.types).toMatchObject({ "domain-name:value": 1438, "process:name": 81 });
  const text = bridle("indicators", "list", "--as-of", "2026-11-22");
  expect(text).toMatchObject({ status: 0, error: "" });
  expect(text.out).toContain("Pegasus (NSO Group)\n  comes with Bridle · mercenary · Amnesty International Security Lab · CC-BY-2.0\n");
  expect(text.out).toContain(`of ${mercenaryKnowledge}, 237 days ago. More than 90 days is too old`);
  expect(bridle("indicators", "list", "--as-of", "2026-04-02").out).toContain("is of 2026-03-30, 3 days ago.\n");
  expect(bridle("indicators", "list", "--as-of", "soon")).toMatchObject({ status: 2, out: "" });
});

test("add keeps a copy for its owner alone, list shows it, a check uses it, and remove takes it out", () => {
  freshStore();
  const name = write("reed.txt", "# reeds\nreed.example\nprocess:name reedd\nnot a value at all\n");
  expect(bridle("indicators", "add", name)).toEqual({
    status: 0,
    out: "reed.txt was added: 2 indicators; 1 more cannot be evaluated.\n",
    error: "",
  });
  const store = join(data, "indicators/added");
  const files = readdirSync(store);
  expect(files).toHaveLength(2);
  expect(files.every((file) => /^[\da-f]{64}\.(?:set|json)$/.test(file) && (statSync(join(store, file)).mode & 0o777) === 0o600)).toBe(
    true,
  );
  expect(statSync(store).mode & 0o777).toBe(0o700);
  expect(statSync(join(data, "indicators")).mode & 0o777).toBe(0o700);

  const added = listed().sets.find(({ origin }) => origin === "added")!;
  expect(added).toMatchObject({ title: "reed.txt", class: "unclassified", indicators: 2, notEvaluable: 1 });
  expect(added.stored).toMatch(/^20\d\d-/);
  expect(files.some((file) => file.startsWith(added.sha256))).toBe(true);

  expect(bridle("indicators", "add", name).out).toBe("reed.txt was there already.\n");
  rmSync(join(folder, name));
  const packsOf = (...options: string[]): { id: string; origin: string }[] => {
    const output = mkdtempSync(join(folder, "case-"));
    bridle("check", "phone", "-o", output, "--quiet", ...options);
    return (JSON.parse(readFileSync(join(output, "data/case.json"), "utf8")) as { packs: { id: string; origin: string }[] }).packs;
  };
  expect(packsOf().filter(({ origin }) => origin === "added")).toHaveLength(1);
  expect(packsOf("--no-default-indicators").map(({ origin }) => origin)).toEqual(["added"]);
  expect(packsOf("--no-stored-indicators").filter(({ origin }) => origin !== "default")).toEqual([]);

  expect(bridle("indicators", "remove", "no-such")).toMatchObject({ status: 2, out: "" });
  expect(bridle("indicators", "remove", added.sha256.slice(0, 8))).toMatchObject({ status: 0, out: "reed.txt was taken out.\n" });
  expect(readdirSync(store)).toEqual([]);
});

test("add takes what a folder holds, and says of each file that it cannot read", () => {
  freshStore();
  mkdirSync(join(folder, "sets"));
  write("sets/one.txt", "one.example\n");
  write("sets/two.stix2", '{"type":"bundle","id":"bundle--1","objects":[]}');
  write("sets/three.json", "{ broken");
  write("sets/readme.md", "none of ours");
  const run = bridle("indicators", "add", "sets");
  expect(run.status).toBe(2);
  expect(run.out).toBe("one.txt was added: one indicator.\n");
  expect(run.error).toContain("two.stix2 holds no indicator that Bridle can evaluate");
  expect(run.error).toContain("three.json begins like JSON");
  expect(run.error).not.toContain("readme");
  expect(bridle("indicators", "add", "nowhere")).toMatchObject({ status: 2, out: "" });
});

test("reads Echap's list with the roles of its hosts", () => {
  freshStore();
  const yaml = write(
    "ioc.yaml",
    "- name: Heron\n  websites: [heron.example]\n  packages: [com.heron.app]\n  certificate_organizations: [Heron Ltd]\n",
  );
  expect(bridle("indicators", "add", yaml).out).toContain("2 indicators; 1 more cannot be evaluated");
  expect(listed().sets.find(({ origin }) => origin === "added")).toMatchObject({ class: "stalkerware" });
  const bomb = write("bomb.yaml", `a: &a [x]\nb: &b [${Array(50).fill("*a").join(", ")}]\nc: [${Array(50).fill("*b").join(", ")}]\n`);
  expect(bridle("indicators", "add", bomb)).toMatchObject({ status: 2, out: "" });
});

test("a store that was tampered with is told, lowers what a check concludes, and never passed over", () => {
  freshStore();
  bridle("indicators", "add", write("marsh.txt", "marsh.example\n"));
  const store = join(data, "indicators/added");
  const copy = readdirSync(store).find((file) => file.endsWith(".set"))!;
  writeFileSync(join(store, copy), "changed.example\n");
  const list = bridle("indicators", "list");
  expect(list.status).toBe(2);
  expect(list.error).toContain("marsh.txt in the store of indicators is gone or changed");
  const output = mkdtempSync(join(folder, "case-"));
  expect(bridle("check", "phone", "-o", output, "--quiet").error).toContain("marsh.txt");
  expect(readFileSync(join(output, "data/assessment.json"), "utf8")).toContain("floor/indicators-unreadable");
  writeFileSync(join(store, `${"0".repeat(64)}.json`), "{}");
  expect(bridle("indicators", "list").error).toContain(`${"0".repeat(64)}.json`);
});

interface Linted {
  readonly counts: {
    readonly indicators: number;
    readonly verdicts: Record<string, number>;
    readonly reasons: Record<string, number>;
    notEvaluable: Record<string, number>;
  };
  readonly indicators: readonly {
    value: string;
    verdict: string;
    reasons: string[];
    artifacts: string[];
    kinds: string[];
    alsoIn: string[];
  }[];
  readonly notEvaluable: readonly { reason: string; text: string }[];
}

test("lint says of each indicator whether it can match, where, and why not", () => {
  freshStore();
  const list = [
    "reed.example.com",
    "github.io",
    "myreeds.github.io",
    "co.uk",
    "domain-name:value nodots",
    "www.google.com",
    "192.168.0.7",
    "0123456789abcdef0123456789abcdef",
    "file:path Library/Reed/x",
    "/private/var/tmp",
    "process:name bh",
    "process:name locationd",
    "reed.example.com",
    "what is this",
  ];
  const name = write("lint.txt", `${list.join("\n")}\n`);
  const run = bridle("indicators", "lint", name, "--json");
  expect(run).toMatchObject({ status: 0, error: "" });
  const { counts, indicators, notEvaluable } = json<Linted>(run);
  expect(counts.indicators).toBe(list.length);
  expect(Object.fromEntries(indicators.map(({ value, verdict, reasons }) => [value, [verdict, ...reasons]]))).toEqual({
    "reed.example.com": ["matches", "duplicate"],
    "github.io": ["broad", "hosting-domain"],
    "myreeds.github.io": ["matches"],
    "co.uk": ["limited", "public-suffix"],
    nodots: ["never", "no-top-level-domain"],
    "www.google.com": ["broad", "known-host"],
    "192.168.0.7": ["broad", "reserved-address"],
    "0123456789abcdef0123456789abcdef": ["matches"], // of a file that an AndroidQF collection lists
    "Library/Reed/x": ["limited", "relative-path"],
    "/private/var/tmp": ["limited", "shared-folder"],
    bh: ["limited", "short-name"],
    locationd: ["broad", "system-name"],
  });
  expect(indicators[0]).toMatchObject({
    artifacts: expect.arrayContaining(["ios/safari-history", "ios/sms"]),
    kinds: expect.arrayContaining(["ios-backup-encrypted"]),
  });
  expect(notEvaluable).toEqual([expect.objectContaining({ reason: "untyped-line", text: "what is this" })]);

  const text = bridle("indicators", "lint", name);
  expect(text).toMatchObject({ status: 0, error: "" });
  for (const part of ["Can never match: 1", "    github.io (domain-name:value; ", "what is this"]) expect(text.out).toContain(part);
  expect(bridle("indicators", "lint", name, "--only", "never").out).not.toContain("Matches what many phones hold");
  expect(bridle("indicators", "lint", name, "--only", "whatever").status).toBe(2);
});

test("lint of all sets counts every indicator that comes with Bridle, and ends with 2 only where one cannot be read", () => {
  freshStore();
  const { counts, indicators } = json<Linted>(bridle("indicators", "lint", "--json"));
  expect(indicators).toHaveLength(listed().sets.reduce((sum, set) => sum + set.indicators, 0));
  expect(Object.values(counts.verdicts).reduce((sum, count) => sum + count, 0)).toBe(indicators.length);
  expect(indicators.some(({ alsoIn }) => alsoIn.length > 0)).toBe(true);
  expect(indicators.filter(({ verdict, reasons }) => verdict === "never" && reasons.length === 0)).toEqual([]);
  expect(bridle("indicators", "lint", "nowhere.txt").status).toBe(2);
});

test("what a published set says cannot steer a terminal", () => {
  freshStore();
  const evil = "\u001b]0;owned\u0007\u001b[31m";
  const patterns = [`[domain-name:value = 'x.example']`, `[x:y = '${evil}']`];
  const objects = patterns.map((pattern, at) => ({ type: "indicator", id: `indicator--${at}`, pattern, pattern_type: "stix" }));
  const malware = { type: "malware", id: "malware--1", name: `Heron${evil}` };
  const tie = { type: "relationship", id: "relationship--1", source_ref: "indicator--0", target_ref: "malware--1" };
  const name = write("evil.stix2", JSON.stringify({ type: "bundle", id: "bundle--1", objects: [...objects, malware, tie] }));
  bridle("indicators", "add", name);
  for (const args of [["list"], ["lint"], ["lint", name]]) {
    const { out, error } = bridle("indicators", ...args);
    expect(out + error, args.join(" ")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  }
});

test("keeps the store where the platform keeps such things", () => {
  expect(dataFolder({ BRIDLE_DATA: "/x" }, "linux", "/home/h")).toBe("/x");
  expect(dataFolder({ XDG_DATA_HOME: "/data" }, "linux", "/home/h")).toBe("/data/bridle");
  expect(dataFolder({ XDG_DATA_HOME: "relative" }, "linux", "/home/h")).toBe("/home/h/.local/share/bridle");
  expect(dataFolder({ XDG_DATA_HOME: "/data" }, "darwin", "/Users/h")).toBe("/Users/h/Library/Application Support/bridle");
  expect(dataFolder({}, "win32", "C:/Users/h")).toContain("AppData");
});

/** The chunks that a file of the bundle loads, itself first: by import, by `import()`, or not at all. */
function loadedFrom(entry: string, into = new Set<string>()): ReadonlySet<string> {
  if (into.has(entry)) return into;
  into.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, name] of text.matchAll(/["'`](\.\/[\w.-]+\.cjs)["'`]/g)) loadedFrom(join(entry, "..", name!), into);
  return into;
}

test("in the bundle, nothing that reads evidence can reach the module that opens connections", () => {
  bridle("artifacts");
  const bundle = bundleFolder();
  const network = /node:(?:https?|net|tls|http2|dgram)["'`]/;
  const ways = readdirSync(bundle).filter((name) => name.endsWith(".cjs") && network.test(readFileSync(join(bundle, name), "utf8")));
  expect(ways).toHaveLength(1);
  expect(ways[0]).not.toMatch(/^(?:bridle|child)\.cjs$/);
  const child = [...loadedFrom(join(bundle, "child.cjs")), join(bundle, "child.mjs")];
  expect(child.length).toBeGreaterThan(0);
  expect(child.filter((file) => network.test(readFileSync(file, "utf8")))).toEqual([]);
  expect(existsSync(join(bundle, "bridle.mjs"))).toBe(true);
  // Loaded by the command alone, and when it is called: a check's process never holds it.
  const loads = spawnSync(
    process.execPath,
    [
      "-e",
      `await import(${JSON.stringify(pathToFileURL(join(bundle, "bridle.mjs")).href)}); process.on("exit", () => console.error("LOADED", process.moduleLoadList.some((name) => /NativeModule https$/.test(name))))`,
      "--input-type=module",
    ],
    { encoding: "utf8", env: { ...process.env, BRIDLE_DATA: data } },
  );
  expect(loads.stderr).toContain("LOADED false");
});

const NODE_THAT_DENIES_THE_NETWORK = 26;
test.skipIf(Number(process.versions.node.split(".")[0]) < NODE_THAT_DENIES_THE_NETWORK)(
  "the process that reads evidence is started with no leave for the network, and Node denies it there",
  () => {
    const reader = readFileSync(join(ROOT, "packages/node/src/child-reader.ts"), "utf8");
    expect(reader).toContain('"--permission"');
    expect(reader).not.toMatch(/--allow-(?:net|child-process|worker|addons|wasi|fs-write)/);
    const tries = `
      const answer = (why) => console.log(why.code ?? why.cause?.code ?? why);
      try { require("node:net").connect(9, "127.0.0.1").on("error", answer); } catch (error) { answer(error); }
      try { require("node:https").get("https://127.0.0.1:9").on("error", answer); } catch (error) { answer(error); }
      try { require("node:dns").lookup("localhost", (error) => answer(error ?? "answered")); } catch (error) { answer(error); }`;
    const { stdout } = spawnSync(process.execPath, ["--permission", "-e", tries], { encoding: "utf8" });
    expect(stdout.trim().split("\n")).toEqual(Array(3).fill("ERR_ACCESS_DENIED"));
  },
);
