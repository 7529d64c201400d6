import { placeInWords } from "../../analysis/place.ts";
import { renderEnglish } from "../../messages/catalog.ts";
import type { Finding } from "../../model/finding.ts";
import { message } from "../../model/message.ts";
import { nanosecondsOfIso, toIso } from "../../model/time.ts";
import type { ShortId } from "../../report/facts.ts";
import type { ExportTally } from "../export-source.ts";
import { joined } from "../table.ts";
import { textIds } from "../text-ids.ts";
import { cutText } from "./cut-text.ts";
import { type TimesketchEvent, tagsOf } from "./events.ts";

export const FINDING_COLUMNS = [
  "message",
  "datetime",
  "timestamp",
  "timestamp_desc",
  "data_type",
  "artifact",
  "evidence",
  "zone_source",
  "finding",
  "finding_id",
  "kind",
  "axis",
  "severity",
  "confidence",
  "families",
  "indicators",
  "publishers",
  "rule",
  "benign",
  "count",
] as const;

const MICROSECOND = 1_000n;

/** One event for the first and one for the last trace of each finding that has a time; `isLocal` chooses those that a phone's clock tells. */
export function* findingEvents(findings: readonly Finding[], isLocal: boolean, tally: ExportTally): Generator<TimesketchEvent> {
  const shortId = textIds(findings);
  for (const finding of findings) {
    const { time, firstTime, lastTime } = finding;
    if (firstTime === undefined || (time !== undefined && time.clock !== "utc") !== isLocal) continue;
    yield* eventAt(finding, firstTime, "first", { shortId, isLocal, tally });
    if (lastTime !== undefined && lastTime !== firstTime) yield* eventAt(finding, lastTime, "last", { shortId, isLocal, tally });
  }
}

export const hasNoTime = ({ firstTime }: Finding): boolean => firstTime === undefined;

interface Context {
  readonly shortId: ShortId;
  readonly isLocal: boolean;
  readonly tally: ExportTally;
}

function* eventAt(
  finding: Finding,
  iso: string,
  which: "first" | "last",
  { shortId, isLocal, tally }: Context,
): Generator<TimesketchEvent> {
  const nanoseconds = nanosecondsOfIso(iso);
  if (nanoseconds === undefined) return;
  const datetime = toIso(nanoseconds, "microsecond");
  const fields = {
    ...factsOf(finding, tally),
    datetime: isLocal ? datetime.slice(0, -1) : datetime,
    timestamp: Number(nanoseconds / MICROSECOND),
    timestamp_desc: renderEnglish(message(`exports/finding-${which}`)),
    finding: shortId(finding),
  };
  yield { fields, tags: tagsOf(finding) };
}

function factsOf(finding: Finding, tally: ExportTally): TimesketchEvent["fields"] {
  const {
    id,
    kind,
    axis,
    severity,
    confidence,
    title,
    summary,
    time,
    families,
    indicators = [],
    detection,
    benign,
    count,
    evidence,
  } = finding;
  const [first] = evidence;
  return {
    message: cutText(`${title.text}: ${summary.text}`, tally),
    data_type: "bridle:finding",
    artifact: joined(evidence.map(({ artifact }) => artifact)),
    evidence: first && cutText(`${first.rawPath} ${placeInWords(first.at)}`, tally),
    zone_source: time?.zoneSource,
    finding_id: id,
    kind,
    axis,
    severity,
    confidence,
    families: joined(families) || undefined,
    indicators: cutText(joined(indicators.map(({ value }) => value)), tally) || undefined,
    publishers: joined(indicators.map(({ publisher }) => publisher)) || undefined,
    rule: detection?.id,
    benign: cutText(joined(benign.map(({ text }) => text)), tally) || undefined,
    count,
  };
}
