import { describe, expect, test } from "vitest";
import type { AcquisitionInfo, AcquisitionKind } from "../model/acquisition.ts";
import type { Reason, Status } from "../model/outcome.ts";
import { acquisitionInfo, artifactResult, mercenaryPack } from "../testing/analysis.ts";
import type { PlacedResult } from "./artifact-result.ts";
import { type FloorSources, floorGaps } from "./floor.ts";
import { FLOOR_TABLE } from "./floor-table.ts";
import type { ReadAcquisition } from "./read-acquisition.ts";

const NANOSECONDS_A_DAY = 86_400_000_000_000n;
const START = 1_780_000_000_000_000_000n;
const days = (count: number): { from: string; to: string } => ({
  from: String(START),
  to: String(START + BigInt(count) * NANOSECONDS_A_DAY),
});

interface Over {
  readonly made?: string;
  readonly span?: number;
  readonly instead?: readonly Partial<PlacedResult>[];
}

/** An acquisition that reaches the floor of its kind, but for what stands `instead`. */
const acquisition = (kind: AcquisitionKind, { made, span = 400, instead = [] }: Over = {}): ReadAcquisition => ({
  info: acquisitionInfo({ kind, id: `${kind}${made}${span}`, ...(made !== undefined && { made }) }) as AcquisitionInfo,
  results: [
    ...FLOOR_TABLE[kind].artifacts.map((id) => artifactResult({ id, span: days(span), ...instead.find((one) => one.id === id) })),
    ...instead.filter(({ id }) => !FLOOR_TABLE[kind].artifacts.includes(id!)).map((one) => artifactResult({ id: one.id!, ...one })),
  ],
});
const gaps = (acquisitions: readonly ReadAcquisition[], over: Partial<FloorSources> = {}) =>
  floorGaps({
    acquisitions,
    packs: [mercenaryPack()],
    asOf: "2026-11-22",
    unreadableIndicators: [],
    isNarrowed: false,
    unopened: 0,
    ...over,
  });
const toldBy = (acquisitions: readonly ReadAcquisition[]): unknown[] => gaps(acquisitions).map(({ params }) => params?.["number"]);

const [EARLIER, LATER] = ["2026-10-01T00:00:00Z", "2026-11-20T00:00:00Z"];
const WHOLE = acquisition("ios-backup-encrypted", { made: "2026-11-01T00:00:00Z" });
const lacking = (status: Status, reason?: Reason): ReadAcquisition =>
  acquisition("sysdiagnose", { instead: [{ id: "ios/spindump", status, ...(reason && { reason }) }] });

describe("of several acquisitions of one phone", () => {
  test.each<[what: string, beside: ReadAcquisition, holdsDown: boolean]>([
    ["another that reaches its floor", acquisition("sysdiagnose"), false],
    ["one whose kind never can", acquisition("ios-backup", { made: EARLIER }), false],
    ["one that lacks a source for a usual cause", lacking("absent", "not-on-this-os"), false],
    ["one whose kind never holds a source", lacking("absent", "not-in-this-kind"), false],
    ["one that lacks a source it should hold", lacking("absent", "expected-but-missing"), true],
    ["one read in part", lacking("partial", "damaged"), true],
    ["one that could not be read", lacking("failed", "damaged"), true],
    ["one that is locked", lacking("locked", "no-key"), true],
    ["one in a form that is not read", lacking("unsupported", "unreadable-form"), true],
    [
      "one with another source that could not be read",
      acquisition("ios-backup", { made: EARLIER, instead: [{ id: "ios/calls", status: "failed", reason: "damaged" }] }),
      true,
    ],
    ["an older one with a shorter memory", acquisition("ios-backup-encrypted", { made: EARLIER, span: 9 }), false],
    ["a newer one with a shorter memory", acquisition("ios-backup-encrypted", { made: LATER, span: 9 }), true],
    ["one with a shorter memory, made nobody knows when", acquisition("ios-backup-encrypted", { span: 9 }), true],
    ["a newer one without any memory of its own", acquisition("ios-backup", { made: LATER }), true],
  ])("beside one that reaches its floor, %s", (_what, beside, holdsDown) => {
    expect(gaps([WHOLE]).length).toBe(0);
    expect(gaps([WHOLE, beside]).length > 0).toBe(holdsDown);
    expect(gaps([beside, WHOLE]).length > 0).toBe(holdsDown);
  });

  test("two halves are no whole: where none alone reaches its floor, what each lacks is said, by its number", () => {
    const [left, right] = [lacking("failed", "damaged"), acquisition("ios-backup-encrypted", { span: 9 })];
    expect(toldBy([left, right])).toEqual([1, 2]);
    expect(toldBy([left, left])).toEqual([1, 1 + 1]);
    expect(gaps([left, right])[0]).toMatchObject({ message: "assessment/of-acquisition", params: { artifact: "ios/spindump" } });
  });

  test("one alone is told as it ever was", () => {
    expect(gaps([lacking("failed", "damaged")]).map(({ message }) => message)).toEqual(["floor/artifact-failed"]);
  });

  test("what concerns the run holds every case down, and so does what could not be opened", () => {
    const two = [WHOLE, acquisition("sysdiagnose")];
    expect(gaps(two)).toEqual([]);
    expect(gaps(two, { isNarrowed: true }).map(({ message }) => message)).toEqual(["floor/narrowed"]);
    expect(gaps(two, { packs: [] }).map(({ message }) => message)).toEqual(["floor/no-mercenary-pack"]);
    expect(gaps(two, { unreadableIndicators: ["x"] }).map(({ message }) => message)).toEqual(["floor/indicators-unreadable"]);
    expect(gaps(two, { unopened: 1 }).map(({ message }) => message)).toEqual(["floor/unopened"]);
  });
});
