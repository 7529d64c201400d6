import { placeInWords } from "../../analysis/place.ts";
import { numbered, placesIn } from "../../analysis/told-once.ts";
import type { AcquisitionInfo } from "../../model/acquisition.ts";
import type { Finding } from "../../model/finding.ts";
import { compareSeverity } from "../../model/severity.ts";
import { numberOf } from "../../report/acquisitions.ts";
import type { ShortId } from "../../report/facts.ts";
import type { ExportSource, ExportTally } from "../export-source.ts";
import { numberMember, readLine, textMember } from "../stored-line.ts";
import type { Cell } from "../table.ts";
import { textIds } from "../text-ids.ts";
import { cutText } from "./cut-text.ts";

/** An event as Timesketch takes it; `tag` becomes labels of its own there. */
export interface TimesketchEvent {
  readonly fields: Readonly<Record<string, Cell>>;
  readonly tags: readonly string[];
}

export const EVENT_COLUMNS = [
  "message",
  "datetime",
  "timestamp",
  "timestamp_desc",
  "data_type",
  "artifact",
  "evidence",
  "zone_source",
  "finding",
  "severity",
] as const;

/** The case's own rows, with the findings that rest on them. A damaged line is left out and counted. */
export function* timelineEvents(path: string, source: ExportSource, tally: ExportTally): Generator<TimesketchEvent> {
  const { acquisitions } = source.view.case;
  const marks = marksOf(source.view.findings, acquisitions);
  const shortId = textIds(source.view.findings);
  for (const line of source.lines(path)) {
    const event = eventOf(line, marks, shortId, tally, acquisitions.length > 1);
    if (event) yield event;
  }
}

function eventOf(line: string, marks: Marks, shortId: ShortId, tally: ExportTally, isOfSeveral: boolean): TimesketchEvent | undefined {
  const row = readLine(line, tally);
  if (!row) return undefined;
  const [message, datetime, description] = [textMember(row, "message"), textMember(row, "datetime"), textMember(row, "timestamp_desc")];
  const timestamp = numberMember(row, "timestamp");
  if (message === undefined || datetime === undefined || description === undefined || timestamp === undefined) {
    tally.unreadLines++;
    return undefined;
  }
  const artifact = textMember(row, "artifact") ?? "";
  const evidence = textMember(row, "evidence") ?? "";
  const places = isOfSeveral ? placesIn(evidence) : [evidence];
  const found = [...new Set(places.flatMap((place) => marks.get(markOf(artifact, place)) ?? []))];
  const fields = {
    message: cutText(message, tally),
    datetime,
    timestamp,
    timestamp_desc: description,
    data_type: dataTypeOf(artifact),
    artifact,
    evidence: cutText(evidence, tally),
    zone_source: textMember(row, "zone_source"),
  };
  const [strongest] = found;
  if (!strongest) return { fields, tags: [] };
  return { fields: { ...fields, finding: found.map(shortId).join(" "), severity: strongest.severity }, tags: tagsOf(strongest) };
}

/** Plaso's way of naming kinds of events, which Timesketch's own analyzers ask for. */
export const dataTypeOf = (artifact: string): string => `bridle:${artifact.replaceAll("/", ":")}`;

export const tagsOf = ({ severity, isExperimental }: Finding): string[] => [
  "bridle-finding",
  `bridle-${severity}`,
  ...(isExperimental ? ["bridle-experimental"] : []),
];

/** Findings by the record they rest on, gravest first. */
type Marks = ReadonlyMap<string, readonly Finding[]>;

const markOf = (artifact: string, evidence: string): string => `${artifact}\n${evidence}`;

function marksOf(findings: readonly Finding[], acquisitions: readonly AcquisitionInfo[]): Marks {
  const marks = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const { artifact, acquisition, rawPath, at } of finding.evidence) {
      const number = numberOf(acquisitions, acquisition);
      const place = `${rawPath} ${placeInWords(at)}`;
      const mark = markOf(artifact, number === undefined ? place : numbered(number, place));
      const known = marks.get(mark);
      if (!known) marks.set(mark, [finding]);
      else if (!known.includes(finding)) known.push(finding);
    }
  for (const known of marks.values()) known.sort((a, b) => compareSeverity(b.severity, a.severity));
  return marks;
}
