import { expect, test } from "vitest";
import { atLine } from "../model/locator.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { parseLocal } from "../model/wall-clock.ts";
import { withGivenZone } from "./given-zone.ts";

test("times that the zone placed say on whose word, wherever they lie in a record; others stay as they are", () => {
  const placed = parseLocal("2025-07-01 12:00:00", "Europe/Belgrade")!;
  const local = parseLocal("2025-07-01 12:00:00", undefined)!;
  const explicit = fromUnixSeconds(1_600_000_000)!;
  const ofArchive = { ...placed, zoneSource: "archive-default" } as const;
  const data = { seen: placed, list: [{ at: ofArchive }], local, explicit, name: "settings", nothing: null };
  const told = withGivenZone({ at: [atLine(1)], data });
  const given = { ...placed, zoneSource: "given" };
  expect(told).toEqual({ at: [atLine(1)], data: { ...data, seen: given, list: [{ at: given }] } });
  expect(data.seen.zoneSource).toBe("settings");
});
