import { expect, test } from "vitest";
import { createSay } from "./say.ts";

const say = createSay();

test("a text of a document is said by the catalog where it can be", () => {
  expect(say({ message: "report/time-day", params: { time: "2026-11-22" }, text: "as it was written" })).toContain("2026-11-22");
});

test.each([
  ["whose message the catalog does not hold", { message: "report/of-a-later-version", text: "as it was written" }],
  ["whose message now asks for other parameters", { message: "report/time-day", params: { day: "2026-11-22" }, text: "as it was written" }],
  ["whose parameters were lost", { message: "report/time-day", text: "as it was written" }],
])("a text %s is said as it was written", (_title, text) => {
  expect(say(text)).toBe("as it was written");
});

test("a message of our own that lacks a parameter is a fault, and is heard", () => {
  expect(() => say({ message: "report/time-day" })).toThrow(/time/);
});
