import { expect, test } from "vitest";
import { defineArtifact } from "../artifacts/artifact.ts";
import { buildIndex } from "../indicators/indicator-index.ts";
import { fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { acquisitionInfo, artifactResult } from "../testing/analysis.ts";
import { TEST_OPTIONS } from "../testing/examine.ts";
import { analyze } from "./analyze.ts";
import { MAX_ARTIFACT_ROWS } from "./limits.ts";
import type { Reader } from "./reader.ts";
import { packRows } from "./row-pack.ts";

const artifact = defineArtifact({
  id: "ios/nest",
  version: 1,
  paths: [],
  presence: {},
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: [],
  *parse() {},
});
const { earliest, latest, clock, zoneSource } = fromUnixSeconds(1_700_000_000)!;
const row: TimelineRow = {
  time: { earliest, latest, clock, zoneSource },
  kind: "boot",
  message: "a heron",
  artifact: "ios/nest",
  evidence: "nest 1",
};

/** Rows that the reader gives at once. */
const AT_ONCE = 8;

/** A reader whose one artifact gives the same row again and again, the last of them at once. */
const readerOf = (rows: number): Reader => ({
  width: 1,
  open: async () => ({ info: acquisitionInfo(), problems: [], bytes: 0 }),
  async run(id, sink) {
    for (let index = 0; index < rows - AT_ONCE; index++) sink.timeline(row);
    sink.timelinePack!(packRows(id, new Array(AT_ONCE).fill(row)));
    return artifactResult({ id });
  },
  close: async () => undefined,
});

test("rows that one artifact has too many of are left out of the timeline, counted and said", async () => {
  const reader = readerOf(MAX_ARTIFACT_ROWS + 3);
  const knowledge = {
    index: buildIndex([], []),
    artifacts: [artifact],
    detections: [],
    indicatorReport: { loaded: 0, revoked: 0, unreadable: [], notEvaluable: [] },
  };
  const { coverage, timeline } = await analyze([{ reader, opened: await reader.open() }], knowledge, TEST_OPTIONS);
  expect([...timeline.utc]).toEqual([row]);
  expect(coverage.acquisition.problemCount).toBe(3);
  expect(coverage.acquisition.problems.map(({ problem }) => problem.message)).toEqual(["problem/too-many-artifact-rows"]);
});
