import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import shutdownLog, { type ShutdownLogRecord } from "./shutdown-log.ts";

const PATH = "/private/var/db/diagnostics/shutdown.log";
const UUID = "0D1B6C9E-3E4F-3A52-9D3B-7A1C2D3E4F50";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const reading = (...lines: string[]) => read(shutdownLog, { [PATH]: encoded(...lines) });
const client = (pid: number, image: string): string => `\t\tremaining client pid: ${pid} (${image})`;
const after = (seconds: string): string => `After ${seconds}s, these clients are still here:`;
const end = (seconds: number): string => `SIGTERM: [${seconds}] All buffers flushed`;
const shutdowns = (records: readonly ShutdownLogRecord[]) => records.filter((record) => record.kind === "shutdown");

test("tells who was still there at each shutdown, once each, and how long it was waited for", async () => {
  const { located, problems, notes } = await reading(
    after("1.26"),
    client(101, `/usr/libexec/locationd/${UUID}`),
    client(0, `/kernel/${UUID}`),
    after("1.77"),
    client(101, `/usr/libexec/locationd/${UUID}`),
    end(1_700_000_000),
    end(1_700_100_000),
  );
  expect([problems, notes]).toEqual([[], []]);
  expect(located).toMatchObject([
    {
      at: [{ kind: "line", line: 2 }],
      data: { kind: "client", shutdown: 1, pid: 101, path: "/usr/libexec/locationd", uuid: UUID, afterSeconds: 1.77 },
    },
    { at: [{ line: 3 }], data: { pid: 0, path: "/kernel", afterSeconds: 1.26, time: { earliest: "1700000000000000000" } } },
    // The seconds count from the start: they are not added up.
    { at: [{ line: 6 }], data: { kind: "shutdown", shutdown: 1, clients: 2, delaySeconds: 1.77, isEnded: true } },
    { at: [{ line: 7 }], data: { kind: "shutdown", shutdown: 2, clients: 0, delaySeconds: 0 } },
    { at: [{ kind: "file" }], data: { kind: "history", shutdowns: 2, keeps: "unknown" } },
  ]);
  expect(shutdownLog.observables!(located[0]!.data)).toEqual([
    { type: "process:name", role: "ran", value: "locationd" },
    { type: "file:path", role: "ran", value: "/usr/libexec/locationd" },
  ]);
  expect(shutdownLog.events!(located[2]!.data)).toMatchObject([{ kind: "shutdown", time: { earliest: "1700000000000000000" } }]);
});

test("a path is canonical, may hold parentheses and needs no UUID", async () => {
  const { records, problems } = await reading(after("2.0"), client(7, "/var/db/x (1)/agent (2)"), end(1_700_000_000));
  expect(problems).toEqual([]);
  expect(records[0]).toMatchObject({ path: "/private/var/db/x (1)/agent (2)" });
  expect(records[0]).not.toHaveProperty("uuid");
});

test("a shutdown without its last line is kept, between those before and after it", async () => {
  const { records, notes, problems } = await reading(
    end(1_700_000_000),
    after("1.5"),
    client(5, "/usr/libexec/first"),
    after("0.9"), // counts from its own start: another shutdown
    client(5, "/usr/libexec/second"),
    end(1_700_200_000),
    after("1.1"),
    client(9, "/usr/libexec/third"),
  );
  expect(problems).toEqual([]);
  expect(shutdowns(records)).toMatchObject([
    { isEnded: true },
    {
      isEnded: false,
      clients: 1,
      time: { earliest: "1700000000000000000", latest: expect.stringMatching(/^17002000009/), precision: "interval" },
    },
    { isEnded: true, clients: 1 },
    { isEnded: false, clients: 1 }, // nothing after it, and the test's phone does not say when it was examined
  ]);
  expect(shutdowns(records)[3]).not.toHaveProperty("time");
  expect(notes.map(({ problem }) => problem.message)).toEqual(Array(2).fill("artifacts/ios/shutdown-log/not-ended"));
});

test("one bad line costs itself, a bad time its shutdown's time", async () => {
  const { records, problems } = await reading(after("1.0"), "\t\tremaining", client(5, "/usr/libexec/x"), end(17), end(1_700_000_000));
  expect(problems.map(({ problem }) => problem.problem.message)).toEqual([
    "artifacts/ios/shutdown-log/unknown-line",
    "artifacts/ios/shutdown-log/no-time",
  ]);
  expect(records.map(({ kind }) => kind)).toEqual(["client", "shutdown", "shutdown", "history"]);
});

test("says of each file how many shutdowns it holds and how far back one of this system reaches, an empty one too", async () => {
  const historyOf = async (osVersion: string | undefined, path = PATH, lines: readonly string[] = []) => {
    const device = { platform: "ios" as const, ...(osVersion !== undefined && { osVersion }) };
    return (await read(shutdownLog, { [path]: encoded(...lines) }, path, undefined, { device })).records.at(-1);
  };
  expect(await historyOf("18.4.1", PATH, [end(1_700_000_000), after("1.1")])).toMatchObject({ shutdowns: 2, keeps: "since-update" });
  for (const version of ["26.0", "26.1", "26.0.1"]) expect(await historyOf(version)).toMatchObject({ shutdowns: 0, keeps: "last" });
  expect(await historyOf("26.2")).toMatchObject({ keeps: "in-turns" });
  expect(await historyOf("26.1", "/private/var/db/diagnostics/shutdown.0.log")).toMatchObject({ keeps: "in-turns" });
  expect(await historyOf(undefined)).toMatchObject({ keeps: "unknown" });
});

test("survives damage", async () => {
  const bytes = encoded(after("1.26"), client(101, `/usr/libexec/locationd/${UUID}`), end(1_700_000_000), after("1.3"));
  expect(await faultsOf(shutdownLog, PATH, bytes)).toEqual([]);
});
