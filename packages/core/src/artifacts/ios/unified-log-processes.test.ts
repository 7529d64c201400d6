import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import { timesync, trace, traceCatalog, traceChunkSet, traceHeader, uuidtext } from "../../testing/tracev3.ts";
import processes from "./unified-log-processes.ts";

const PATH = "/private/var/db/diagnostics/Persist/0000000000000f85.tracev3";
const CLOCK = "/private/var/db/diagnostics/timesync/0000000000000002.timesync";
const BOOT = "A6EBC8E3-0A1C-40E8-93B9-DA3A7F671D19";
const [KNOWN, UNKNOWN] = ["D5A2BDF8-5C5E-34DC-A530-EF59A6121E41", "8AA80E4A-6EF7-3F81-9B44-9E9400ED57DE"];
const NAME = "/private/var/db/uuidtext/D5/A2BDF85C5E34DCA530EF59A6121E41";
const AGENT = "/private/var/db/com.apple.xpc.roleaccountd.staging/subridged";
/** Of 125/3 nanoseconds. */
const TICKS_A_SECOND = 24_000_000;
const BOOTED = 1_700_000_000;
const log = trace(
  traceHeader(BOOT),
  traceCatalog([
    { pid: 77, euid: 0, uuid: KNOWN, spans: [[20 * TICKS_A_SECOND, 30 * TICKS_A_SECOND]] },
    { pid: 88, euid: 501, uuid: UNKNOWN },
  ]),
  traceChunkSet(),
  traceCatalog([{ pid: 77, euid: 0, uuid: KNOWN, spans: [[5 * TICKS_A_SECOND, 6 * TICKS_A_SECOND]] }]),
);
const FILES = {
  [PATH]: log,
  [NAME]: uuidtext("/var/db/com.apple.xpc.roleaccountd.staging/subridged"),
  [CLOCK]: timesync(BOOT, BOOTED, [10 * TICKS_A_SECOND, BOOTED + 11]),
};

test("names each process once a file, by the tables of names, with user, boot and the times between which it spoke", async () => {
  const { located, problems } = await read(processes, FILES);
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [{ kind: "offset", offset: expect.any(Number) }],
      data: {
        pid: 77,
        euid: 0,
        boot: BOOT,
        imageUuid: KNOWN,
        path: AGENT,
        isUnresolved: false,
        // Before the first note by the boot's own time; behind it by the note, which was a second ahead.
        first: expect.objectContaining({ earliest: `${BOOTED + 5}000000000`, precision: "nanosecond" }),
        last: expect.objectContaining({ earliest: `${BOOTED + 31}000000000` }),
      },
    },
    { at: expect.anything(), data: { pid: 88, euid: 501, boot: BOOT, imageUuid: UNKNOWN, isUnresolved: true } },
  ]);
  expect(processes.observables!(located[0]!.data)).toEqual([
    { type: "process:name", role: "ran", value: "subridged" },
    { type: "file:path", role: "ran", value: AGENT },
  ]);
});

test("where the tables of names are missing nothing is called unresolved, and where the clocks are it is said", async () => {
  const { records, problems } = await read(processes, { [PATH]: log });
  expect(records).toMatchObject([
    { pid: 77, isUnresolved: false },
    { pid: 88, isUnresolved: false },
  ]);
  expect(records[0]).not.toHaveProperty("first");
  expect(problems.map(({ problem }) => problem.problem.message)).toEqual(["artifacts/ios/unified-log-processes/no-clock"]);
});

test("a damaged catalog costs itself, a cut file what follows, a damaged name its path", async () => {
  const bad = log.slice();
  bad.set([0xff, 0xff], traceHeader(BOOT).length + 16 + 2); // the place of the list of processes
  expect(await read(processes, { ...FILES, [PATH]: bad })).toMatchObject({
    records: [{ pid: 77 }],
    problems: [{ reason: "damaged" }],
    error: undefined,
  });
  const cut = await read(processes, { ...FILES, [PATH]: log.slice(0, log.length - 30) });
  expect(cut).toMatchObject({ records: [{ pid: 77 }, { pid: 88 }], error: { code: "truncated" } });
  const nameless = await read(processes, { ...FILES, [NAME]: new Uint8Array(40) });
  expect(nameless).toMatchObject({ records: [{ isUnresolved: true }, {}], problems: [{ reason: "damaged" }] });
});

test("survives damage", async () => {
  expect(await faultsOf(processes, PATH, log, { cuts: 60, flips: 400 })).toEqual([]);
});
