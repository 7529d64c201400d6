import { expect, test } from "vitest";
import type { ArtifactCoverage, Reason, Status } from "../model/outcome.ts";
import { sampleView } from "../testing/sample-view.ts";
import { acquisitionInWords, numberOf, sourceInWords } from "./acquisitions.ts";
import type { CaseView } from "./case-view.ts";
import { explainFinding } from "./explain.ts";
import { reportHtml } from "./html.ts";
import { redact } from "./redact.ts";
import { createSay } from "./say.ts";
import { lackingInBrief, sourceGroups } from "./sources.ts";
import { terminalSummary } from "./terminal.ts";

const say = createSay();
const OTHER = "9".repeat(64);

/** The sample beside a sysdiagnose, or several, of the same phone: its first record stands in the sysdiagnose. */
function several(others = 1, artifacts: readonly ArtifactCoverage[] = sampleView().coverage.artifacts): CaseView {
  const view = sampleView();
  const own = view.case.acquisitions[0]!;
  const added = Array.from({ length: others }, (_, index) => ({
    ...own,
    id: `${OTHER.slice(0, -1)}${9 - index}`,
    kind: "sysdiagnose" as const,
  }));
  const [finding, ...findings] = view.findings;
  const moved = { ...finding!, evidence: finding!.evidence.map((one) => ({ ...one, acquisition: OTHER })) };
  const samePhone = "unconfirmed" as const;
  const coverage = { ...view.coverage, artifacts: [...artifacts] };
  return { ...view, findings: [moved, ...findings], coverage, case: { ...view.case, acquisitions: [own, ...added], samePhone } };
}
const source = (acquisition: string, status: Status, reason?: Reason, id = "ios/sms"): ArtifactCoverage => ({
  id,
  acquisition,
  version: 1,
  status,
  ...(reason && { reason }),
  files: [],
  records: 0,
  problems: [],
  problemCount: 0,
});

test("of several acquisitions each is told by its number and kind, and one alone is not", () => {
  const { acquisitions } = several().case;
  expect(numberOf(acquisitions, OTHER)).toBe(2);
  expect(acquisitionInWords(acquisitions, OTHER, say)).toBe("Acquisition 2 (iPhone or iPad sysdiagnose)");
  expect(numberOf(acquisitions, "elsewhere")).toBeUndefined();
  expect(numberOf(sampleView().case.acquisitions, sampleView().case.acquisitions[0]!.id)).toBeUndefined();
  expect(sourceInWords(several(), source(OTHER, "parsed"), say)).toBe("Messages (SMS and iMessage) (acquisition 2)");
});

test("the page, the summary and the explanation say from which acquisition a record is; those of one acquisition do not", () => {
  const view = several();
  const told = [
    reportHtml(view),
    terminalSummary(view, { width: 200, colour: false }),
    explainFinding(view.findings[0]!, 200, { acquisitions: view.case.acquisitions }),
  ];
  for (const text of told) expect(text).toContain("Acquisition 2 (iPhone or iPad sysdiagnose)");
  for (const text of told.slice(0, 2)) expect(text).toContain("Of one phone on the word of whoever ran the examination");
  expect(reportHtml(redact(view, "content"))).toContain("Acquisition 2 (iPhone or iPad sysdiagnose)");
  const single = [reportHtml(sampleView()), terminalSummary(sampleView(), { width: 200, colour: false })];
  for (const text of single) expect(text).not.toMatch(/Acquisition 1 |acquisition 1\)/);
});

test("the first page names three acquisitions and counts the others", () => {
  expect(reportHtml(several(4))).toContain("2 more acquisitions stand under");
  expect(reportHtml(several(2))).not.toContain("more acquisitions stand under");
});

test("what one acquisition lacks for a usual cause and another tells is no lack; what could not be read always is", () => {
  const [own] = sampleView().case.acquisitions;
  const groupsOf = (...artifacts: readonly ArtifactCoverage[]) => sourceGroups(several(1, artifacts));
  const usual = source(OTHER, "absent", "not-in-this-kind");
  expect(groupsOf(source(own!.id, "parsed"), usual)).toMatchObject({ read: [{ status: "parsed" }], lacking: [], ordinary: [] });
  const missing = groupsOf(source(own!.id, "parsed"), source(OTHER, "absent", "expected-but-missing"));
  expect(missing).toMatchObject({ read: [{ status: "parsed" }], lacking: [{ acquisition: OTHER }] });
  expect(groupsOf(source(own!.id, "parsed"), source(OTHER, "failed", "damaged")).lacking).toHaveLength(1);
  expect(groupsOf(source(own!.id, "absent", "not-installed"), usual).ordinary).toMatchObject([{ reason: "not-installed" }]);
  expect(groupsOf(usual, source(own!.id, "absent", "encrypted-backups-only")).lacking).toHaveLength(1);
  const brief = lackingInBrief(several(1, [source(own!.id, "parsed"), source(OTHER, "failed", "damaged")]), say);
  expect(brief[0]).toBe("One source could not be read: Messages (SMS and iMessage) (acquisition 2).");
});
