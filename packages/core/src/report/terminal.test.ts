import { expect, test } from "vitest";
import { HEADLINES } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";
import { sampleView } from "../testing/sample-view.ts";
import { terminalSummary } from "./terminal.ts";
import { displayWidth } from "./wrap.ts";

const PLAIN = { width: 80, colour: false };
const PLACE = { folder: "bridle-cases/2026-04-01-ios-backup-00000000", auditHead: "ab".repeat(32), status: 1 };

test("says first that a demonstration is one, then the headline, then in order what was examined, not examined, found, meant, to do, kept", () => {
  const text = terminalSummary(sampleView(), { ...PLAIN, place: PLACE });
  const order = [
    "DEMO",
    "Traces were found",
    "WHAT WAS EXAMINED",
    "WHAT COULD NOT BE EXAMINED",
    "WHAT WAS FOUND",
    "WHAT THIS MEANS",
    "WHAT TO DO NEXT",
    "WHERE IT LIES",
    "ab".repeat(32),
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("says nothing of a demonstration where it is none", () => {
  expect(terminalSummary(sampleView({ isDemo: false }), PLAIN)).not.toMatch(/demo/i);
});

test.each([80, 60, 40, 10])("keeps to its width of %d cells, or to forty", (width) => {
  for (const line of terminalSummary(sampleView(), { width, colour: false, place: PLACE }).split("\n"))
    expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(40, width));
});

test("stays a page to read when there are hundreds of findings", () => {
  const text = terminalSummary(sampleView({ listed: 900 }), { ...PLAIN, place: PLACE });
  expect(text.split("\n").length).toBeLessThan(100);
  expect(text.replace(/\s+/g, " ")).toContain("2 findings count, strongest first. 901 more are only noted.");
  expect(text.replace(/\s+/g, " ")).toContain("and 899 more alike");
});

test("adds colour and nothing else", () => {
  const coloured = terminalSummary(sampleView(), { width: 80, colour: true, place: PLACE });
  expect(coloured).toContain("\u001b[1m");
  expect(coloured.replace(/\u001b\[[\d;]*m/g, "")).toBe(terminalSummary(sampleView(), { ...PLAIN, place: PLACE }));
});

test("lets nothing from the evidence steer the terminal", () => {
  const hostile = "\u001b[2J\u202e\r\nWHAT WAS FOUND\n  No finding.\u0007\u009b31m";
  const [first, ...rest] = sampleView().findings as [Finding, ...Finding[]];
  const finding = {
    ...first,
    summary: { message: "sample/hostile", text: hostile },
    benign: [{ message: "sample/hostile", text: hostile }],
  };
  const text = terminalSummary({ ...sampleView({ findings: [finding, ...rest] }) }, { ...PLAIN, place: { ...PLACE, folder: hostile } });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text.split("\n").filter((line) => line === "WHAT WAS FOUND")).toHaveLength(1);
});

test("names the shortest id that names one finding only", () => {
  const [first, second] = sampleView().findings as [Finding, Finding];
  const twin = { ...second, id: first.id.slice(0, 11) + (first.id[11] === "0" ? "1" : "0") + first.id.slice(12) };
  expect(terminalSummary(sampleView({ findings: [first, twin] }), PLAIN)).toContain(`bridle explain ${first.id.slice(0, 12)}\n`);
});

test("warns before anything else that the page may be seen, where stalkerware matched", () => {
  const text = terminalSummary(sampleView({ stalkerware: true, isDemo: false }), PLAIN).replace(/\s+/g, " ");
  expect(text.indexOf("Read this on another device")).toBeLessThan(text.indexOf("WHAT WAS EXAMINED"));
  expect(text).toContain("Do not confront anyone");
});

test("puts what carries the headline before what does not", () => {
  const [strong, , experimental] = sampleView().findings as [Finding, Finding, Finding];
  const text = terminalSummary(sampleView({ findings: [{ ...experimental, axis: "compromise" }, strong] }), PLAIN);
  expect(text.indexOf("A process bore a listed name")).toBeLessThan(text.indexOf("Only noted ("));
});

test.each(HEADLINES)("says what %s means and what it does not, in words that promise nothing", (headline) => {
  const text = terminalSummary(sampleView({ headline, findings: [], isDemo: false }), PLAIN);
  expect(text).not.toMatch(/\b(clean|safe|secure|infected|all clear)\b/i);
  expect(text).not.toMatch(/report\/|headline\/|next-steps\//);
  expect(text.includes("does not cancel it")).toBe(!headline.endsWith("-indicated"));
  expect(text).toContain("No finding counts.");
});

test("says why nothing more can be concluded where nothing can", () => {
  expect(terminalSummary(sampleView({ headline: "inconclusive", findings: [] }), PLAIN)).toContain("An unencrypted backup leaves out");
});
