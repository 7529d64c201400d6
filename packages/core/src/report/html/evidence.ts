import type { AcquisitionInfo } from "../../model/acquisition.ts";
import type { Evidence, Finding } from "../../model/finding.ts";
import { message } from "../../model/message.ts";
import { acquisitionInWords } from "../acquisitions.ts";
import { artifactInWords, metInWords, reproduceHeading } from "../facts.ts";
import { locatorsInWords } from "../locators.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { command, exact, facts, folded } from "./parts.ts";
import { recordMarkup } from "./value.ts";

/** The records behind a finding, each followed to its file, place and bytes. */
export function evidenceMarkup(
  { evidence, count }: Finding,
  maxRecords: number,
  acquisitions: readonly AcquisitionInfo[],
  say: Say,
): Markup {
  const shown = evidence.slice(0, maxRecords);
  const tellers = new Set(evidence.map(({ acquisition }) => acquisition)).size;
  const whole = shown.length === count ? "report/evidence-all" : "report/evidence-summary";
  const summary = message(tellers > 1 ? "report/evidence-of-several" : whole, { shown: shown.length, count, acquisitions: tellers });
  const left = evidence.length - shown.length;
  return folded(
    say(summary),
    shown.map((one) => oneRecord(one, acquisitions, say)),
    left > 0 ? html`<p class="quiet">${say(message("report/evidence-left", { count: left }))}</p>` : undefined,
  );
}

function oneRecord(evidence: Evidence, acquisitions: readonly AcquisitionInfo[], say: Say): Markup {
  const { artifact, artifactVersion, path, rawPath, sha256, at, record, reproduce } = evidence;
  const source = { title: artifactInWords(artifact, say), id: artifact, version: artifactVersion };
  return html`<div class="evidence">${facts([
    [say(message("report/evidence-source")), say(message("report/evidence-version", source))],
    [say(message("report/evidence-acquisition")), acquisitionInWords(acquisitions, evidence.acquisition, say)],
    [say(message("report/evidence-place")), locatorsInWords(at, say)],
    [say(message("report/evidence-path")), exact(path)],
    [say(message("report/evidence-raw-path")), exact(rawPath)],
    [say(message("report/evidence-sha256")), sha256 === "" ? say(message("report/method-unreadable-hash")) : exact(sha256)],
    [say(message("report/evidence-met")), metInWords(evidence, say)],
    [say(message("report/evidence-record")), recordMarkup(record, say)],
    [say(message(reproduceHeading(reproduce))), reproduce === undefined ? say(message("report/evidence-manual")) : command(reproduce)],
  ])}</div>
`;
}
