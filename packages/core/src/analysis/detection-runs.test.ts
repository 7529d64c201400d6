import { expect, test } from "vitest";
import globalPreferences from "../artifacts/ios/global-preferences.ts";
import { defineCorrelate, defineStream, type Stream } from "../detections/detection.ts";
import { atFile } from "../model/locator.ts";
import { fromUnixSeconds } from "../model/time.ts";
import type { EvidenceDraft } from "./artifact-result.ts";
import { startDetections } from "./detection-runs.ts";
import { MAX_MOMENTS } from "./limits.ts";

const time = fromUnixSeconds(1_650_000_000)!;
const stream = (fields: Partial<Stream> = {}): Stream =>
  defineStream({ artifact: globalPreferences, select: () => ({ time, subject: "x" }), ...fields });
const detectionWith = (explainsUpTo: number) =>
  defineCorrelate({
    id: "ios/made-up",
    version: 1,
    status: "experimental",
    axis: "none",
    severity: "info",
    confidence: "low",
    falsePositives: [],
    references: [],
    windowSeconds: 1,
    anchor: stream(),
    beside: { explanation: stream({ explainsUpTo }) },
    correlate: () => undefined,
  });

const draft: EvidenceDraft = { file: 0, at: [atFile], record: {} };
const record = { artifact: globalPreferences.id, file: { path: "/x", rawPath: "x" }, at: [atFile], data: { lockdownMode: "on" } };

function afterSeeing(count: number, explainsUpTo: number) {
  const runs = startDetections(globalPreferences, [detectionWith(explainsUpTo)]);
  for (let index = 0; index < count; index++) runs.see({ record, time, draft: () => draft, matched: [] });
  const kept = Object.fromEntries(runs.moments().map(({ stream: name, moments }) => [name, moments.length]));
  return { kept, problems: runs.problems() };
}

test("keeps few moments of a stream that only explains, and says nothing of the rest", () => {
  expect(afterSeeing(50, 3)).toEqual({ kept: { anchor: 50, explanation: 3 }, problems: [] });
});

test("says how many moments of any other stream were not kept", () => {
  const { kept, problems } = afterSeeing(MAX_MOMENTS + 7, 3);
  expect(kept).toEqual({ anchor: MAX_MOMENTS, explanation: 3 });
  expect(problems).toMatchObject([{ problem: { message: "problem/too-many-moments" }, count: 7 }]);
});
