import { expect, test } from "vitest";
import type { ArtifactCoverage, Reason, Status } from "../model/outcome.ts";
import { REASONS, STATUSES } from "../model/outcome.ts";
import { sampleView } from "../testing/sample-view.ts";
import type { CaseView } from "./case-view.ts";
import { createSay } from "./say.ts";
import { sightsOf } from "./sights.ts";
import { lackingInBrief, readInBrief, sourceGroups } from "./sources.ts";

const say = createSay();
const source = (status: Status, reason?: Reason, id = "ios/sms"): ArtifactCoverage => ({
  id,
  version: 1,
  status,
  ...(reason && { reason }),
  files: [],
  records: 0,
  problems: [],
  problemCount: 0,
});
const viewWith = (artifacts: readonly ArtifactCoverage[]): CaseView => {
  const view = sampleView();
  return { ...view, coverage: { ...view.coverage, artifacts: [...artifacts] } };
};

test("every source stands in a group, whatever became of it: what is not read and not ordinary is lacking", () => {
  for (const status of STATUSES)
    for (const reason of [undefined, ...REASONS]) {
      const { read, lacking, ordinary } = sourceGroups(viewWith([source(status, reason)]));
      expect(read.length + lacking.length + ordinary.length).toBe(status === "partial" ? 2 : 1);
      if (status !== "parsed" && status !== "absent") expect(lacking).toHaveLength(1);
    }
});

test("a source that is read in part is read, and lacks", () => {
  const { read, lacking } = sourceGroups(viewWith([source("partial", "rows-skipped")]));
  expect([read.length, lacking.length]).toEqual([1, 1]);
});

test("a source that such an acquisition usually holds is lacking, one that not every phone has is not", () => {
  const { lacking, ordinary } = sourceGroups(
    viewWith([source("absent", "not-installed"), source("absent", "expected-but-missing", "ios/calls")]),
  );
  expect(lacking.map(({ id }) => id)).toEqual(["ios/calls"]);
  expect(ordinary).toHaveLength(1);
});

test("in brief the gravest stands first, with the first names, and how many more", () => {
  const locked = Array.from({ length: 6 }, (_, number) => source("locked", "no-key", `ios/unknown-${number}`));
  expect(lackingInBrief(viewWith([...locked, source("failed", "damaged")]), say)).toEqual([
    "One source could not be read: Messages (SMS and iMessage).",
    "6 sources are encrypted, and no password was given that opens them: ios/unknown-0, ios/unknown-1, ios/unknown-2, ios/unknown-3 and 2 more.",
    "A phone holds many more sources than those this version reads.",
  ]);
});

test("what such an acquisition never holds is not said to be missing for want of an app", () => {
  expect(lackingInBrief(viewWith([source("absent", "not-installed"), source("absent", "not-in-this-kind", "ios/processes")]), say)).toEqual(
    [
      "One source is not here, and not every phone has it: an app that was never used leaves none, for instance.",
      "One more source that this version knows is part of other kinds of acquisition only.",
      "A phone holds many more sources than those this version reads.",
    ],
  );
});

test("what was read is said with how far back it reaches", () => {
  expect(readInBrief(sampleView(), say)).toEqual([
    "2 of 5 sources that this version knows in such an acquisition were read whole.",
    "What was read reaches from 2020-11-02 to 2021-05-08.",
  ]);
});

test("a way in which no indicator could have been met is a blind spot", () => {
  const { coverage } = sampleView();
  const families = [
    ...coverage.families.map((family) => ({ ...family, artifacts: family.evaluable > 0 ? ["ios/sms"] : [] })),
    { family: "Predator", role: "received" as const, indicators: 9, evaluable: 0, artifacts: [] },
  ];
  expect(sightsOf({ ...coverage, families })).toEqual([
    {
      role: "received",
      artifacts: ["ios/sms"],
      span: { from: "2020-11-02T09:00:01Z", to: "2021-05-08T10:11:12Z" },
      families: 1,
      allFamilies: 2,
    },
    { role: "ran", artifacts: [], span: undefined, families: 0, allFamilies: 1 },
  ]);
});
