import { expect, test } from "vitest";
import { acquisitionOf as acquisition, evidenceFile } from "../testing/evidence.ts";
import { acquisitionOf, asEarlier, earlierPattern, hasEarlier } from "./earlier.ts";
import type { EvidenceFile } from "./file-system.ts";
import { createFileSystem } from "./filesystems/listed.ts";

const PATH = "bridle:/dumpsys/package";
const today = evidenceFile(PATH, new Uint8Array(1));
const then = asEarlier(
  { ...today, part: { of: "bridle:/dumpstate", offset: 3, line: 1 } },
  { name: "june", made: "2025-06-01T00:00:00Z", zone: "Asia/Tokyo" },
);
const phone = (...files: readonly EvidenceFile[]) =>
  acquisition(createFileSystem(files), new Map(), { made: "2025-07-01T00:00:00Z", zone: "Europe/Belgrade", zoneSource: "given" });

test("a file of an older report lies below a folder of its own, with the text it stands in", () => {
  expect(then).toMatchObject({
    path: "bridle:/earlier/june/dumpsys/package",
    part: { of: "bridle:/earlier/june/dumpstate" },
    earlier: { path: PATH },
  });
  expect([earlierPattern(PATH), earlierPattern("/data/tombstones/*")]).toEqual([
    "bridle:/earlier/*/dumpsys/package",
    "bridle:/earlier/*/data/tombstones/*",
  ]);
  expect([hasEarlier(phone(today)), hasEarlier(phone(today, then))]).toEqual([false, true]);
});

test("seen from it the phone has that report's files, its day, and its own zone rather than the one that was given", () => {
  const seen = acquisitionOf(phone(today, then), then);
  expect(seen.fileSystem.files(PATH)).toEqual([then]);
  expect(seen.info).toMatchObject({ made: "2025-06-01T00:00:00Z", zone: "Asia/Tokyo" });
  expect(seen.info).not.toHaveProperty("zoneSource");
  const undated = asEarlier(today, { name: "may" });
  expect(acquisitionOf(phone(undated), undated).info).toMatchObject({ zone: "Europe/Belgrade", zoneSource: "given" });
  expect(acquisitionOf(phone(undated), undated).info).not.toHaveProperty("made");
  const whole = phone(today);
  expect(acquisitionOf(whole, today)).toBe(whole);
});
