import { expect, test } from "vitest";
import { mercenaryPack } from "../testing/analysis.ts";
import { knowledgeDate, mercenaryDate } from "./knowledge-date.ts";

test("dates a set by its newest change, or by the last time that its publisher was asked", () => {
  expect(knowledgeDate({ date: "2026-03-30T16:42:48Z" })).toBe("2026-03-30");
  expect(knowledgeDate({ date: "2026-03-30", checked: "2026-11-20T07:00:00Z" })).toBe("2026-11-20");
  expect(knowledgeDate({ checked: "2026-11-20" })).toBe("2026-11-20");
  expect(knowledgeDate({})).toBeUndefined();
});

test("rests the freshness of a run on sets of mercenary spyware that come with Bridle or through its update", () => {
  const own = mercenaryPack({ date: "2026-03-30" });
  const updated = mercenaryPack({ id: "updated", origin: "updated", date: "2026-01-01", checked: "2026-11-20" });
  const stalkerware = mercenaryPack({ id: "other", class: "stalkerware", date: "2026-11-21" });
  const given = mercenaryPack({ id: "given", origin: "option", date: "2026-11-22" });
  const added = mercenaryPack({ id: "added", origin: "added", date: "2026-11-22" });
  expect(mercenaryDate([own, stalkerware, given, added])).toBe("2026-03-30");
  expect(mercenaryDate([own, updated])).toBe("2026-11-20");
  expect(mercenaryDate([given, added])).toBeUndefined();
});
