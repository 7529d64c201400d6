import { expect, test } from "vitest";
import type { CatalogueEntry } from "../../artifacts/ios/manifest.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import triangulationSettings from "./triangulation-settings.ts";

const { anchor, correlate } = triangulationSettings as CorrelateDetection;
const PATH = "/private/var/mobile/Library/Preferences/com.apple.imservice.ids.FaceTime.plist";
const judge = (...moments: readonly (readonly [stream: string, seconds: number])[]) =>
  correlate(
    momentSample("anchor", 0, { subject: PATH }),
    moments.map(([stream, seconds]) => momentSample(stream, seconds)),
  );

test("anchors at the published settings by the time they changed", () => {
  const modified = fromUnixSeconds(1_650_000_000)!;
  const entry: CatalogueEntry = {
    fileId: "0".repeat(40),
    domain: "HomeDomain",
    relativePath: PATH,
    path: PATH,
    entryKind: "file",
    modified,
  };
  expect(anchor.select(entry)).toEqual({ time: modified, subject: PATH });
  expect(anchor.select({ ...entry, path: `${PATH}.x` })).toBeUndefined();
});

test("speaks where processes and location lie within five minutes of it", () => {
  expect(judge(["last", 30], ["location", 200])).toMatchObject({ subject: { type: "file:path", value: PATH }, params: { minutes: 5 } });
  expect(judge(["used", -30], ["location", -200])).toBeDefined();
});

test("is silent where one of the three is missing or lies too far from another", () => {
  expect(judge(["last", 30], ["used", 31], ["first", 32])).toBeUndefined();
  expect(judge(["location", 30])).toBeUndefined();
  expect(judge(["used", -200], ["location", 200])).toBeUndefined();
  expect(judge()).toBeUndefined();
});
