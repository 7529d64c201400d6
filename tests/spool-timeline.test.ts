import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { artifacts, buildIndex, type CaseStore, createMemoryStore, type Reader, runCase, type TimelineRow } from "@bridle/core";
import { createFileStore } from "@bridle/node";
import { afterAll, expect, test } from "vitest";
import { MAX_ROWS_IN_MEMORY } from "../packages/core/src/analysis/limits.ts";
import { acquisitionInfo, artifactResult } from "../packages/core/src/testing/analysis.ts";
import { TEST_OPTIONS } from "../packages/core/src/testing/examine.ts";

/** A timeline that does not fit in memory, sorted through a file of the case folder. */

const root = mkdtempSync(join(tmpdir(), "bridle-timeline-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ROWS = 3 * MAX_ROWS_IN_MEMORY + 7;
const rowAt = (index: number, artifact: string): TimelineRow => {
  // 7,919 is prime: each place once, in no order.
  const place = (index * 7_919) % ROWS;
  const time = `${1_600_000_000 + Math.floor(place / 10)}000000000`;
  const clock = index % 10 === 0 ? "device-local" : "utc";
  return {
    time: { earliest: time, latest: time, clock, zoneSource: "assumed" },
    kind: "process",
    message: `heron ${place}`,
    artifact,
    evidence: "nest",
  };
};

function readerOf(artifact: string, afterRows: () => void): Reader {
  return {
    width: 1,
    open: async () => ({ info: acquisitionInfo(), problems: [], bytes: 0 }),
    async run(id, sink) {
      if (id === artifact) for (let index = 0; index < ROWS; index++) sink.timeline(rowAt(index, id));
      if (id === artifact) afterRows();
      return artifactResult({ id });
    },
    close: async () => undefined,
  };
}

async function caseOf(store: CaseStore, afterRows: () => void = () => undefined): Promise<void> {
  const artifact = artifacts.find(({ id }) => id.startsWith("ios/"))!;
  const reader = readerOf(artifact.id, afterRows);
  await runCase({
    parts: [{ reader, opened: await reader.open() }],
    knowledge: {
      index: buildIndex([], []),
      artifacts: [artifact],
      detections: [],
      indicatorReport: { loaded: 0, revoked: 0, unreadable: [], notEvaluable: [] },
    },
    options: TEST_OPTIONS,
    store,
    host: {
      now: () => "2026-11-22T12:00:00Z",
      run: { runtime: "test", platform: "test", isolation: "none", workers: 1 },
      isReproducible: () => true,
    },
  });
}

/** Spool files that this process holds open; undefined where the system does not tell. */
const openSpools = (): string[] =>
  readdirSync("/proc/self/fd")
    .map((descriptor) => `/proc/self/fd/${descriptor}`)
    .filter((link) => {
      try {
        return basename(readlinkSync(link)).startsWith(".bridle-spool-");
      } catch {
        return false; // the descriptor by which the list itself was read
      }
    });

test("gives the bytes that a sort in memory gives, and leaves nothing in the case folder", async () => {
  const folder = join(root, "case");
  const memory = createMemoryStore();
  await caseOf(memory);
  await caseOf(createFileStore(folder), () => expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]));
  for (const name of ["timeline.jsonl", "timeline.csv", "timeline-device-local.jsonl", "timeline-device-local.csv"])
    expect(readFileSync(join(folder, "data", name), "utf8") === memory.files.get(`data/${name}`), name).toBe(true);
  const times = memory.files
    .get("data/timeline.jsonl")!
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).timestamp as number);
  expect(times).toHaveLength(ROWS - Math.ceil(ROWS / 10));
  expect(times.every((time, index) => index === 0 || times[index - 1]! <= time)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["audit.jsonl", "data", "manifest-sha256.txt", "run.json"]);
});

test.skipIf(process.platform !== "linux")("holds its rows sealed, in a file that is closed with the case", async () => {
  let held = Buffer.alloc(0);
  await caseOf(createFileStore(join(root, "sealed")), () => {
    expect(openSpools()).toHaveLength(1);
    held = readFileSync(openSpools()[0]!);
  });
  expect(held.length).toBeGreaterThan(1_000_000);
  expect(held.includes("heron")).toBe(false);
  expect(openSpools()).toEqual([]);
});

test.skipIf(process.platform !== "linux")("closes it when the run fails too", async () => {
  const failing = caseOf(createFileStore(join(root, "failed")), () => {
    throw new Error("a fault of the host");
  });
  await expect(failing).rejects.toThrow("a fault of the host");
  expect(openSpools()).toEqual([]);
});
