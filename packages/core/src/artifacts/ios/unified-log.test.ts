import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import {
  firehose,
  itemNumber,
  itemObject,
  itemPrivate,
  itemText,
  oversizeChunk,
  simpleDump,
  stateDump,
  type TraceLine,
  timesync,
  trace,
  traceCatalog,
  traceHeader,
  traceSet,
  uuidtext,
} from "../../testing/tracev3.ts";
import { MAX_LINES_OF_PROGRAM } from "../unified-log-reader.ts";
import unifiedLog from "./unified-log.ts";

const PATH = "/private/var/db/diagnostics/Persist/0000000000000f85.tracev3";
const CLOCK = "/private/var/db/diagnostics/timesync/0000000000000002.timesync";
const BOOT = "A6EBC8E3-0A1C-40E8-93B9-DA3A7F671D19";
const [SYSTEM, LAUNCHD, AGENT, NAMELESS] = [
  "D5A2BDF8-5C5E-34DC-A530-EF59A6121E41",
  "8AA80E4A-6EF7-3F81-9B44-9E9400ED57DE",
  "04B5140C-6F1C-3B19-9D3C-8D1E5A1F8E11",
  "5B1FD0A2-2E7A-3C6F-8B0E-0C4B64A0F3D7",
];
const nameFile = (uuid: string): string => `/private/var/db/uuidtext/${uuid.replaceAll("-", "").replace(/^../, "$&/")}`;
const [OF_SYSTEM, OF_LAUNCHD, OF_AGENT, OF_NAMELESS] = [60, 1, 70, 80];
const TICKS_A_SECOND = 24_000_000;
const BOOTED = 1_700_000_000;
const catalog = traceCatalog([
  { pid: OF_SYSTEM, euid: 501, uuid: SYSTEM! },
  { pid: OF_LAUNCHD, euid: 0, uuid: LAUNCHD! },
  { pid: OF_AGENT, euid: 0, uuid: AGENT! },
  { pid: OF_NAMELESS, euid: 0, uuid: NAMELESS! },
]);
const BESIDE = {
  [nameFile(SYSTEM!)]: uuidtext("/usr/libexec/nsurlsessiond", "got %{public}s\0"),
  [nameFile(LAUNCHD!)]: uuidtext("/sbin/launchd", "Successfully spawned %{public}s[%d] because %{public}s\0"),
  [nameFile(AGENT!)]: uuidtext("/var/db/com.apple.xpc.roleaccountd.staging/subridged", "%d and %s\0"),
  [CLOCK]: timesync(BOOT, BOOTED),
};
const logOf = (...chunks: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> =>
  trace(traceHeader(BOOT), catalog, traceSet(...chunks));
const filesOf = (log: Uint8Array<ArrayBuffer>) => ({ [PATH]: log, ...BESIDE });
const got = (value: string, line: TraceLine = {}): TraceLine => ({ ...line, items: [itemText(value)] });

test("keeps of the system's programs the first line that names a link, a host or a file, and counts the others", async () => {
  const log = logOf(
    firehose(OF_SYSTEM, 5 * TICKS_A_SECOND, [
      got("nothing of note"),
      got("see https://lure.example/a now", { subsystem: 7, level: 0x10 }),
      got("see https://lure.example/a now"),
      got("again https://lure.example/a"),
      got("/var/tmp/DEMO helper", { ticks: TICKS_A_SECOND }),
      got("opened /private/var/tmp/x.sock, and /System/Library/CoreServices"),
      { items: [itemPrivate("https://private.example/")] },
    ]),
  );
  const { records, problems, notes } = await read(unifiedLog, filesOf(log));
  expect(problems).toEqual([]);
  expect(notes.map(({ problem }) => problem)).toEqual([{ message: "artifacts/ios/unified-log/looked-at", params: { lines: 7, kept: 3 } }]);
  expect(records).toEqual([
    {
      ...{ why: "names", pid: OF_SYSTEM, euid: 501, process: "/usr/libexec/nsurlsessiond", image: "/usr/libexec/nsurlsessiond" },
      ...{ subsystem: "com.example", category: "default", level: "error", text: "got see https://lure.example/a now" },
      time: expect.objectContaining({ earliest: `${BOOTED + 5}000000000`, precision: "nanosecond" }),
      links: ["https://lure.example/a"],
    },
    expect.objectContaining({
      paths: ["/private/var/tmp/DEMO helper"],
      time: expect.objectContaining({ earliest: `${BOOTED + 6}000000000` }),
    }),
    expect.objectContaining({ paths: ["/private/var/tmp/x.sock"] }),
  ]);
  expect(records.flatMap((record) => unifiedLog.observables!(record))).toEqual([
    { type: "url:value", role: "listed", value: "https://lure.example/a" },
    { type: "file:path", role: "listed", value: "/private/var/tmp/DEMO helper" },
    { type: "file:path", role: "listed", value: "/private/var/tmp/x.sock" },
  ]);
});

test("keeps every line of a program outside the folders for programs, and of one whose image no table names", async () => {
  const agent = { items: [itemNumber(7), itemText("seven")] };
  const log = logOf(firehose(OF_AGENT, 0, [agent, agent]), firehose(OF_NAMELESS, 0, [{ items: [itemObject("said")] }]));
  const { records, notes } = await read(unifiedLog, filesOf(log));
  expect(records).toMatchObject([
    { why: "program", process: "/private/var/db/com.apple.xpc.roleaccountd.staging/subridged", text: "7 and seven" },
    { why: "program", text: "7 and seven" },
    { why: "program", pid: OF_NAMELESS, values: ["said"] },
  ]);
  expect(notes.slice(1).map(({ problem }) => problem)).toEqual([
    { message: "artifacts/ios/unified-log/no-format", params: { count: 1, lines: 3 } },
  ]);
});

test("keeps lines whose words are a known topic, with the program that they are about", async () => {
  const spawned = (name: string): TraceLine => ({ items: [itemText(name), itemNumber(70), itemText("ipc (mach)")] });
  const { records } = await read(
    unifiedLog,
    filesOf(logOf(firehose(OF_LAUNCHD, TICKS_A_SECOND, [spawned("rolexd"), spawned("/var/tmp/x")]))),
  );
  expect(records).toMatchObject([
    { why: "words", topic: "launch", text: "Successfully spawned rolexd[70] because ipc (mach)", about: "rolexd" },
    { why: "words", topic: "launch", about: "/private/var/tmp/x" },
  ]);
  expect(records.map((record) => unifiedLog.observables!(record).map(({ type, role, value }) => `${type} ${role} ${value}`))).toEqual([
    ["process:name ran rolexd"],
    ["file:path listed /private/var/tmp/x", "process:name ran x", "file:path ran /private/var/tmp/x"],
  ]);
  expect(records.flatMap((record) => unifiedLog.programs!(record))).toMatchObject([{ path: "/private/var/tmp/x" }]);
});

test("knows words of published implants in any program, and tells them in the timeline", async () => {
  const log = logOf(firehose(OF_SYSTEM, TICKS_A_SECOND, [{ items: [itemNumber(1)] }]));
  const names = { [nameFile(SYSTEM!)]: uuidtext("/usr/libexec/powerd", "plasma_heartbeat_monitor: %d\0") };
  const { records } = await read(unifiedLog, { ...filesOf(log), ...names });
  expect(records).toMatchObject([{ why: "words", topic: "published", text: "plasma_heartbeat_monitor: 1" }]);
  expect(unifiedLog.events!(records[0]!)).toMatchObject([{ kind: "process", params: { text: "plasma_heartbeat_monitor: 1" } }]);
});

test("looks through states, ready texts and large arguments too", async () => {
  const state = [...new TextEncoder().encode("bplist00 _https://state.example/x \u0001")];
  const log = logOf(
    stateDump(OF_SYSTEM, "a state", state),
    stateDump(OF_SYSTEM, "a state", state),
    simpleDump(OF_SYSTEM, "com.example", "to ready.example.com it went"),
    firehose(OF_SYSTEM, 0, [{ oversize: 3 }]),
    oversizeChunk(OF_SYSTEM, 3, [itemText("https://large.example/")]),
  );
  const { records } = await read(unifiedLog, filesOf(log));
  expect(records.map(({ text, links }) => [text, links])).toEqual([
    ["a state", ["https://state.example/x"]],
    ["to ready.example.com it went", ["ready.example.com/"]],
    ["got https://large.example/", ["https://large.example/"]],
  ]);
});

test("says what could not be read: a packing of iOS 27, a damaged set, lines of nobody, a missing clock", async () => {
  const packed = [...traceSet()];
  packed.splice(16, 3, ...new TextEncoder().encode("ZBM"));
  const damaged = [...traceSet()];
  damaged.splice(16, 3, ...new TextEncoder().encode("???"));
  const log = trace(traceHeader(BOOT), catalog, packed, damaged, traceSet(firehose(999, 0, [{}]), firehose(OF_SYSTEM, 0, [got("x")])));
  const { problems } = await read(unifiedLog, { [PATH]: log });
  expect(problems.map(({ reason, problem: { problem } }) => [reason, problem.message])).toEqual([
    ["unreadable-form", "artifacts/ios/unified-log/part-unreadable"],
    ["damaged", "artifacts/ios/unified-log/part-unreadable"],
    ["rows-skipped", "artifacts/ios/unified-log/damaged-unlisted-process"],
    ["rows-skipped", "artifacts/ios/unified-log-processes/no-clock"],
  ]);
});

test("of a program that floods the log keeps what names something beyond its share, and says so", async () => {
  const chatter = Array.from({ length: 60 }, () => ({ items: [itemNumber(7), itemText("seven")] }));
  const set = traceSet(...Array.from({ length: 10 }, () => firehose(OF_AGENT, 0, chatter)));
  const late = traceSet(firehose(OF_AGENT, 0, [{ items: [itemNumber(7), itemText("https://late.example/")] }, ...chatter]));
  const sets = Math.ceil(MAX_LINES_OF_PROGRAM / 600);
  const { records, problems } = await read(
    unifiedLog,
    filesOf(trace(traceHeader(BOOT), catalog, ...Array<number[]>(sets).fill(set), late)),
  );
  expect(records).toHaveLength(MAX_LINES_OF_PROGRAM + 1);
  expect(records.at(-1)).toMatchObject({ links: ["https://late.example/"] });
  expect(problems.map(({ reason, problem: { problem } }) => [reason, problem.message])).toEqual([
    ["over-budget", "artifacts/ios/unified-log/too-many-of-program"],
  ]);
});

test("stops unpacking where a file becomes much larger than real ones do, and says so", async () => {
  // A block of LZ4: a letter, then fifteen megabytes of it; four of six fit.
  const size = 15 << 20;
  const lengths = Array<number>(Math.floor((size - 20) / 255)).fill(255);
  const rest = size - 20 - lengths.length * 255;
  const block = [0x1f, 0, 1, 0, ...lengths, rest, 0];
  const four = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
  const content = [
    ...new TextEncoder().encode("bv41"),
    ...four(size),
    ...four(block.length),
    ...block,
    ...new TextEncoder().encode("bv4$"),
  ];
  const set = [...four(0x600d), ...four(0x11), ...four(content.length), ...four(0), ...content];
  while (set.length % 8 !== 0) set.push(0);
  const { problems } = await read(unifiedLog, { [PATH]: trace(traceHeader(BOOT), catalog, ...Array<number[]>(6).fill(set)) });
  expect(problems.map(({ reason }) => reason)).toEqual(["over-budget", "over-budget"]);
});

test("survives damage", async () => {
  const log = logOf(
    firehose(OF_SYSTEM, 0, [got("https://a.example/"), { items: [itemPrivate("p"), itemNumber(1)] }]),
    stateDump(OF_SYSTEM, "s", [1]),
    oversizeChunk(OF_SYSTEM, 3, [itemText("x")]),
  );
  expect(await faultsOf(unifiedLog, PATH, log, { cuts: 60, flips: 400 })).toEqual([]);
});
