import { expect, test } from "vitest";
import { sampleView } from "../testing/sample-view.ts";
import { explainFinding } from "./explain.ts";

const all = sampleView().findings;

test("follows every finding from the rule or indicator to file, row and byte", () => {
  for (const finding of all) {
    const text = explainFinding(finding, 80);
    expect(text).toContain(finding.id);
    for (const { rawPath, sha256, reproduce } of finding.evidence) {
      expect(text.replaceAll("\n  ", "")).toContain(rawPath);
      expect(text).toContain(sha256);
      if (reproduce !== undefined) expect(text).toContain(reproduce);
    }
    for (const { value, publisher } of finding.indicators ?? []) {
      expect(text.replaceAll("\n  ", "")).toContain(value);
      expect(text.replaceAll("\n  ", " ")).toContain(publisher);
    }
    if (finding.detection) expect(text).toContain(finding.detection.id);
  }
});

test("says of a finding that is not counted that it is only noted", () => {
  const experimental = { ...all[0]!, isExperimental: true };
  expect(explainFinding(experimental, 80)).toContain("Rating: Noted, not counted");
  expect(explainFinding({ ...all[0]!, axis: "compromise", severity: "high", isExperimental: false }, 80)).toContain("Rating: Compromise");
});

test("shows control characters and turned text of the evidence as codes", () => {
  const [first] = all;
  const evidence = [{ ...first!.evidence[0]!, rawPath: "aa/\u001b[2J\u202Egnp.exe", record: { text: "\u001b]0;owned\u0007" } }];
  const text = explainFinding({ ...first!, evidence }, 80);
  expect(/[\u0000-\u0009\u000b-\u001f\u202e]/.test(text)).toBe(false);
  expect(text).toContain("U+202E");
});

test("says how a value met its indicator, and what the publisher says of it, as the page does", () => {
  const lure = all[1]!;
  const indicators = [{ ...lure.indicators![0]!, confidence: 85, tlp: "green" as const, validUntil: "2025-01-01T00:00:00Z" }];
  const text = explainFinding({ ...lure, indicators }, 80).replace(/\s+/g, " ");
  for (const part of [
    "How it was met: came in from outside; a host below the published one; inside another address",
    "domain-name:value, used for attacks",
    "says the publisher: 85",
    "TLP:GREEN",
    "2025-01-01T00:00:00Z",
    "Innocent causes: ",
  ])
    expect(text).toContain(part);
});
