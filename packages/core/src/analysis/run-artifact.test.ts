import { expect, test } from "vitest";
import { asEarlier } from "../acquisition/earlier.ts";
import { AcquisitionError, type EvidenceFile } from "../acquisition/file-system.ts";
import { createFileSystem } from "../acquisition/filesystems/listed.ts";
import { type ArtifactDefinition, defineArtifact } from "../artifacts/artifact.ts";
import { type ByteSource, bytesSource } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import { portableSha256, sha256OfText } from "../bytes/hasher.ts";
import { type Detection, defineFold, defineMatch } from "../detections/detection.ts";
import { buildIndex } from "../indicators/indicator-index.ts";
import { atLine } from "../model/locator.ts";
import { message } from "../model/message.ts";
import { fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { mercenaryPack } from "../testing/analysis.ts";
import { acquisitionOf, evidenceFile } from "../testing/evidence.ts";
import { MAX_ARTIFACT_FILES, MAX_EVIDENCE, MAX_MATCH_TIMES } from "./limits.ts";
import { type ReadingEnvironment, runArtifact } from "./run-artifact.ts";

/** A record of a made-up artifact: a line of words, the first of them a second. */
interface Note {
  readonly second: number;
  readonly text: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const notes = (over: Partial<ArtifactDefinition<Note>> = {}): ArtifactDefinition<Note> => ({
  id: "ios/notes",
  version: 3,
  paths: ["/notes/*"],
  presence: { "ios-backup-encrypted": "expected" },
  scope: "communication",
  emits: { "process:name": ["ran"] },
  provenOn: "synthetic-only",
  references: [],
  *parse(file, context) {
    const source = context.bytes(file);
    const text = new Uint8Array(source.byteLength);
    source.readSync(0, text);
    const lines = new TextDecoder().decode(text).split("\n").filter(Boolean);
    for (const [index, line] of lines.entries()) {
      if (line === "STOP") throw new FormatError("notes", "malformed", "a line that stops");
      if (line === "FAULT") throw new TypeError("a fault of ours");
      if (line === "LIMIT") throw new FormatError("notes", "limit", "too long");
      if (line === "SKIP") context.skip(message("problem/row-unreadable", { detail: "skipped" }), [atLine(index + 1)]);
      else yield [{ at: [atLine(index + 1)], data: { second: Number.parseInt(line, 10), text: line } }];
    }
  },
  observables: ({ text }) => [{ type: "process:name", role: "ran", value: text.split(" ")[1] ?? "" }],
  events: ({ second, text }) => [
    { time: fromUnixSeconds(1_700_000_000 + second)!, kind: "message", message: "problem/row-unreadable", params: { detail: text } },
  ],
  ...over,
});

const INDEX = buildIndex(
  [{ type: "process:name", value: "heronry", pack: "marsh-heron", families: ["Heron"], references: [] }],
  [mercenaryPack()],
);

async function run(
  files: readonly EvidenceFile[],
  over: { artifact?: ArtifactDefinition<Note>; detections?: readonly Detection[] } & Partial<ReadingEnvironment> = {},
) {
  const rows: TimelineRow[] = [];
  const lines: string[] = [];
  const { artifact = notes(), detections = [], ...rest } = over;
  const environment: ReadingEnvironment = {
    acquisition: acquisitionOf(createFileSystem(files)),
    index: INDEX,
    detections,
    sqlite: () => {
      throw new Error("no databases here");
    },
    createHasher: portableSha256,
    records: "matched",
    timeline: "near",
    ...rest,
  };
  const result = await runArtifact(artifact, environment, {
    record: (line) => void lines.push(line),
    timeline: (row) => void rows.push(row),
    progress: () => undefined,
  });
  return { result, rows, lines };
}
const file = (text: string, name = "/notes/a"): EvidenceFile => evidenceFile(name, bytes(text));

test("reads each file once, hashes it as stored, and counts and dates its records", async () => {
  const { result } = await run([file("10 x\n40 y\n"), file("5 z\n", "/notes/b")]);
  expect(result).toMatchObject({ id: "ios/notes", version: 3, status: "parsed", records: 3, problemCount: 0 });
  expect(result.files.map(({ path, sha256 }) => [path, sha256])).toEqual([
    ["/notes/a", sha256OfText("10 x\n40 y\n")],
    ["/notes/b", sha256OfText("5 z\n")],
  ]);
  expect(result.span).toEqual({ from: "1700000005000000000", to: "1700000040000000000" });
});

/** A file that counts the bytes that are read of it; from a place on it cannot be read. */
function watched(text: string, badFrom = Number.POSITIVE_INFINITY) {
  const count = { read: 0 };
  const whole = bytes(text);
  const open = (): ByteSource => ({
    byteLength: whole.length,
    readSync(offset, into) {
      if (offset + into.length > badFrom) throw new AcquisitionError("unreadable", { name: "a", detail: "EIO" });
      const got = bytesSource(whole).readSync(offset, into);
      count.read += got;
      return got;
    },
  });
  return { count, file: { ...file(text), open } };
}

test("hashes what its parser reads as it is read: no byte is read twice, and what the parser leaves out is hashed, too", async () => {
  const text = "1 x\n".repeat(200_000);
  const whole = watched(text);
  const lines = notes({
    *parse(target, context) {
      for (const batch of context.lines(target)) yield [{ at: [], data: { second: 1, text: batch[0]!.text } }];
    },
  });
  expect((await run([whole.file], { artifact: lines })).result.files).toMatchObject([{ sha256: sha256OfText(text) }]);
  expect(whole.count.read).toBe(text.length);

  const beginning = watched(text);
  const head = notes({
    *parse(target, context) {
      context.bytes(target).readSync(0, new Uint8Array(8));
      yield [{ at: [], data: { second: 1, text: "1 x" } }];
      throw new FormatError("notes", "malformed", "a head that is all there is");
    },
  });
  const { result } = await run([beginning.file], { artifact: head });
  expect(result).toMatchObject({ status: "partial", records: 1, files: [{ sha256: sha256OfText(text) }] });
  expect(beginning.count.read).toBe(text.length);
});

test("a file that breaks off while it is read keeps what came before, and is listed without a hash", async () => {
  const broken = watched("1 x\n".repeat(200_000), 300_000);
  const artifact = notes({
    *parse(target, context) {
      for (const batch of context.lines(target)) yield [{ at: [], data: { second: 1, text: batch[0]!.text } }];
    },
  });
  const { result } = await run([broken.file], { artifact });
  expect(result).toMatchObject({ status: "partial", files: [{ path: "/notes/a", sha256: "" }], problemCount: 1 });
  expect(result.records).toBeGreaterThan(100);
});

test("where somebody stated the hash, a file that is another's is told before what stands in it", async () => {
  const given = { ...file("SKIP\n1 x\n"), statedSha256: "0".repeat(64) };
  const { result } = await run([given]);
  expect(result.problems.map(({ problem }) => problem.message)).toEqual(["problem/hash-differs", "problem/row-unreadable"]);
  const own = { ...given, statedSha256: sha256OfText("SKIP\n1 x\n") };
  expect((await run([own])).result.problemCount).toBe(1);
});

test("the span holds what comes in any order, and each row names its own file", async () => {
  const { result, rows } = await run([file("20 x\n10 y\n30 x\n15 y\n"), file("40 z\n5 z\n", "/notes/b")], { timeline: "all" });
  expect(result.span).toEqual({ from: "1700000005000000000", to: "1700000040000000000" });
  expect(rows.map(({ evidence }) => evidence)).toEqual([
    ...[1, 2, 3, 4].map((line) => `/notes/a line ${line}`),
    ...[1, 2].map((line) => `/notes/b line ${line}`),
  ]);
});

test("an artifact whose files are not there is absent, with the reason its presence declares", async () => {
  expect((await run([])).result).toMatchObject({ status: "absent", reason: "expected-but-missing" });
  expect((await run([], { artifact: notes({ presence: { "ios-backup-encrypted": "with-app" } }) })).result.reason).toBe("not-installed");
  expect((await run([], { artifact: notes({ presence: {} }) })).result.reason).toBe("not-in-this-kind");
});

test("what a sysdiagnose lacks is told with the complaint of the collector that should have brought it", async () => {
  const artifact = notes({ paths: ["bridle:/sysdiagnose/ps_thread.txt"], presence: { sysdiagnose: "expected" } });
  const withErrors = async (name: string, text: string) => {
    const fileSystem = createFileSystem([file(text, `bridle:/sysdiagnose/errors/${name}`)]);
    return (await run([], { acquisition: acquisitionOf(fileSystem, undefined, { kind: "sysdiagnose" }), artifact })).result;
  };
  const told = await withErrors("ps_stderr.txt", "timed out");
  expect(told).toMatchObject({ status: "absent", reason: "expected-but-missing", problemCount: 1 });
  expect(told.problems).toMatchObject([{ problem: { message: "problem/collector-complained", params: { collector: "ps" } } }]);
  expect((await withErrors("ps_stderr.txt", "")).problemCount).toBe(0);
  expect((await withErrors("codecctl_stderr.txt", "timed out")).problemCount).toBe(0);
});

test("where a limit left files out of the acquisition, no artifact is whole and none is absent", async () => {
  const cut = (files: readonly EvidenceFile[]) => ({
    ...acquisitionOf(createFileSystem(files)),
    problems: [{ problem: message("acquisition/catalogue-too-long", { limit: 2 }), reason: "over-budget" as const }],
  });
  const read = (await run([file("1 x\n")], { acquisition: cut([file("1 x\n")]) })).result;
  expect(read).toMatchObject({ status: "partial", reason: "over-budget", records: 1 });
  expect(read.problems.map(({ problem }) => problem.message)).toEqual(["problem/files-left-out"]);
  const without = (await run([], { acquisition: cut([]), artifact: notes({ presence: { "ios-backup-encrypted": "with-app" } }) })).result;
  expect(without).toMatchObject({ status: "failed", reason: "over-budget", problemCount: 1 });
  expect((await run([], { acquisition: cut([]), artifact: notes({ presence: {} }) })).result.status).toBe("absent");
});

test("where damage took names of files, what has none is not absent, and what was found is as whole as it is", async () => {
  const torn = (files: readonly EvidenceFile[]) => ({
    ...acquisitionOf(createFileSystem(files)),
    problems: [{ problem: message("archive/tar-cut-off", { examples: "512" }), reason: "damaged" as const }],
  });
  expect((await run([file("1 x\n")], { acquisition: torn([file("1 x\n")]) })).result).toMatchObject({ status: "parsed", records: 1 });
  const without = (await run([], { acquisition: torn([]), artifact: notes({ presence: { "ios-backup-encrypted": "with-app" } }) })).result;
  expect(without).toMatchObject({ status: "failed", reason: "damaged" });
  expect(without.problems.map(({ problem }) => problem.message)).toEqual(["problem/files-lost"]);
  expect((await run([], { acquisition: torn([]), artifact: notes({ presence: {} }) })).result.status).toBe("absent");
});

test("says that matches were at more moments than are compared", async () => {
  const text = "1 heronry\n".repeat(MAX_MATCH_TIMES + 2);
  const { result } = await run([file(text)]);
  expect(result).toMatchObject({ status: "partial", reason: "over-budget" });
  expect(result.problems).toMatchObject([{ problem: { message: "problem/too-many-match-times" }, count: 2 }]);
});

test("keeps what was yielded before a throw, and goes on with the next file", async () => {
  const { result } = await run([file("1 x\nSTOP\n2 y\n"), file("3 z\n", "/notes/b")]);
  expect(result).toMatchObject({ status: "partial", reason: "damaged", records: 2 });
  expect(result.problems).toMatchObject([{ file: "/notes/a", problem: { message: "problem/file-damaged" }, count: 1 }]);
});

test.each([
  ["STOP", "failed", "damaged"],
  ["FAULT", "failed", "engine-error"],
  ["LIMIT", "failed", "over-budget"],
])("a single file that yields nothing and throws (%s) has failed", async (line, status, reason) => {
  expect((await run([file(line)])).result).toMatchObject({ status, reason, records: 0 });
});

test("the same problem of the same file is counted, with its first place", async () => {
  const { result } = await run([file("SKIP\nSKIP\n1 x\nSKIP\n")]);
  expect(result).toMatchObject({ status: "partial", reason: "rows-skipped", problemCount: 3 });
  expect(result.problems).toMatchObject([{ at: [{ kind: "line", line: 1 }], count: 3 }]);
});

test("a listed file whose bytes are not there costs itself alone", async () => {
  const missing: EvidenceFile = {
    ...file("", "/notes/gone"),
    size: 0,
    open: () => {
      throw new AcquisitionError("payload-missing", { path: "/notes/gone" });
    },
  };
  const { result } = await run([file("1 x"), missing]);
  expect(result).toMatchObject({ status: "partial", reason: "payload-missing", records: 1 });
  expect(result.files.at(-1)).toMatchObject({ path: "/notes/gone", sha256: "" });
});

test("a fault in observables or events costs the file, not the run", async () => {
  const artifact = notes({
    observables: () => {
      throw new TypeError("heron");
    },
  });
  expect((await run([file("1 x")], { artifact })).result).toMatchObject({ status: "partial", reason: "engine-error" });
});

test("an indicator met many times is one sighting with the first hundred records, all counted", async () => {
  const { result, rows } = await run([file(Array.from({ length: 250 }, (_, index) => `${index} heronry`).join("\n"))]);
  expect(result.sightings).toHaveLength(1);
  expect(result.sightings[0]).toMatchObject({
    count: 250,
    type: "process:name",
    value: "heronry",
    first: { raw: "1700000000" },
    last: { raw: "1700000249" },
  });
  expect(result.sightings[0]!.evidence).toHaveLength(MAX_EVIDENCE);
  expect(result.sightings[0]!.ways).toMatchObject([{ manner: "exact", role: "ran", circumstances: [] }]);
  expect(rows).toHaveLength(250);
});

test("communication enters the timeline only where something was found; of the rest only its times are kept", async () => {
  const { result, rows } = await run([file("1 quiet\n2 heronry\n3 quiet\n")]);
  expect(rows.map(({ time }) => time.earliest)).toEqual(["1700000002000000000"]);
  expect(result.communications.map(({ kind, times }) => [kind, [...times]])).toEqual([
    ["message", [1_700_000_001_000_000_000n, 1_700_000_003_000_000_000n]],
  ]);
  expect((await run([file("1 quiet\n2 heronry\n")], { timeline: "all" })).rows).toHaveLength(2);
});

test("records go out only when all are asked for", async () => {
  expect((await run([file("1 heronry")])).lines).toEqual([]);
  expect((await run([file("1 x")], { records: "all" })).lines).toEqual([
    '{"at":[{"kind":"line","line":1}],"data":{"second":1,"text":"1 x"},"file":"/notes/a"}\n',
  ]);
});

const header = {
  version: 1,
  status: "stable",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["x"],
  references: [],
} as const;

test("a match speaks of a record, and the same subject is one hit", async () => {
  const detection = defineMatch<Note>({
    ...header,
    id: "ios/short",
    reads: notes(),
    match: ({ text }) => (text.endsWith("x") ? { subject: "short", message: "summary" } : undefined),
  });
  const { result, rows } = await run([file("1 x\n2 y\n3 x\n")], { detections: [detection] });
  expect(result.hits).toMatchObject([
    {
      detection: "ios/short",
      count: 2,
      first: { raw: "1700000001" },
      last: { raw: "1700000003" },
      evidence: [{ at: [{ line: 1 }] }, { at: [{ line: 3 }] }],
    },
  ]);
  expect(rows).toHaveLength(2);
});

test("a fold begins anew with each file, sees its records in order, and what it rests on enters the timeline", async () => {
  const seen: string[][] = [];
  const detection = defineFold<Note, Note[]>({
    ...header,
    id: "ios/pairs",
    reads: notes(),
    stateLimit: 100,
    start: () => [],
    step: (state, { data }) => void state.push(data),
    size: (state) => state.length,
    end(state) {
      seen.push(state.map(({ text }) => text));
      return [];
    },
  });
  await run([file("2 b\n1 a\n"), file("9 c\n", "/notes/b")], { detections: [detection] });
  expect(seen).toEqual([["2 b", "1 a"], ["9 c"]]);
});

test("a fold that remembers too much is stopped, and that is said", async () => {
  const detection = defineFold<Note, Note[]>({
    ...header,
    id: "ios/hoarder",
    reads: notes(),
    stateLimit: 300,
    start: () => [],
    step: (state, { data }) => void state.push(data),
    size: (state) => state.length,
    end: () => [],
  });
  const { result } = await run([file(Array.from({ length: 2_000 }, (_, index) => `${index} x`).join("\n"))], { detections: [detection] });
  expect(result).toMatchObject({ status: "partial", reason: "over-budget", records: 2_000 });
  expect(result.problems).toMatchObject([
    { problem: { message: "problem/state-limit", params: { detection: "ios/hoarder", limit: 300 } } },
  ]);
});

test("stopping ends the run at once", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(run([file("1 x")], { signal: controller.signal })).rejects.toThrow();
});

test("long fields of a record are cut in findings, visibly, and bytes of the file are not", async () => {
  const { result } = await run([file(`1 heronry ${"x".repeat(10_000)}`)]);
  const { text } = result.sightings[0]!.evidence[0]!.record as Note;
  expect(text.length).toBeLessThan(4_200);
  expect(text).toMatch(/… \(10010 characters\)$/);
});

test("an older report of the phone is compared with indicators and told in time; rules do not judge it, and it repeats nothing", async () => {
  const rule = defineMatch<Note>({
    id: "ios/any-note",
    version: 1,
    status: "experimental",
    axis: "none",
    severity: "low",
    confidence: "low",
    reads: defineArtifact(notes()),
    falsePositives: ["none"],
    references: [],
    match: ({ text }) => ({ subject: text, message: "summary" }),
  });
  const older = asEarlier(file("10 x\n20 heronry\nSKIP\n"), { name: "june", made: "2020-01-01T00:00:00Z" });
  const seen: (string | undefined)[] = [];
  const artifact = notes({
    *parse(one, context) {
      seen.push(one.path, context.acquisition.made, context.files("/notes/a")[0]?.path);
      yield* notes().parse(one, context) as Iterable<never>;
    },
  });
  const { result, rows } = await run([older, file("10 x\n40 y\n")], { artifact, detections: [rule], timeline: "all" });
  expect(seen).toEqual(["/notes/a", undefined, "/notes/a", "/notes/a", "2020-01-01T00:00:00Z", "bridle:/earlier/june/notes/a"]);
  expect(result.records).toBe(3);
  expect(rows.map(({ time }) => time.earliest)).toEqual(["1700000010000000000", "1700000040000000000", "1700000020000000000"]);
  expect(result.span).toEqual({ from: "1700000010000000000", to: "1700000040000000000" });
  expect(result.sightings[0]!.evidence[0]).toMatchObject({ file: 1, circumstances: ["earlier"] });
  expect(JSON.stringify(result.hits)).not.toContain("heronry");
  expect(result.hits).toHaveLength(2);
  expect(result.problems).toMatchObject([{ file: "bridle:/earlier/june/notes/a" }]);
});

test("what only an older report holds leaves the artifact unread today", async () => {
  const { result } = await run([asEarlier(file("20 heronry\n"), { name: "june" })]);
  expect(result).toMatchObject({ status: "partial", reason: "expected-but-missing", records: 1, sightings: { length: 1 } });
});

test("of more files than the limit those beyond are not read, and that is said", async () => {
  const files = Array.from({ length: MAX_ARTIFACT_FILES + 3 }, (_, n) => ({ ...file(""), rawPath: `${n}` }));
  const { result } = await run(files);
  expect(result).toMatchObject({ status: "partial", reason: "over-budget" });
  expect(result.files).toHaveLength(MAX_ARTIFACT_FILES);
  expect(result.problems).toMatchObject([{ problem: { message: "problem/too-many-artifact-files" }, count: 3 }]);
});

test("files that are read beside its own are hashed and listed behind them, once", async () => {
  const names = { ...file("names\n"), path: "/names", rawPath: "names" };
  const artifact = notes({
    needs: ["/names"],
    *parse(_, context) {
      for (let time = 0; time < 2; time++) context.bytes(context.files("/names")[0]!);
      yield [];
    },
  });
  const { result } = await run([file("1 x\n"), names], { artifact });
  expect(result.files.map(({ rawPath, sha256 }) => [rawPath, sha256.length])).toEqual([
    [file("1 x\n").rawPath, 64],
    ["names", 64],
  ]);
});
