import { toJson } from "../../model/json.ts";
import type { ExportFile, ExportSource, ExportTally } from "../export-source.ts";
import { csvTable, type Row } from "../table.ts";
import { EVENT_COLUMNS, type TimesketchEvent, timelineEvents } from "./events.ts";
import { FINDING_COLUMNS, findingEvents } from "./finding-events.ts";

/**
 * The case's timelines and its findings for Timesketch. Each as JSON lines, which hold the evidence as it is, and as CSV, in which what
 * a spreadsheet would run is marked. What only a phone's clock tells stays in files of its own.
 * https://timesketch.org/guides/user/import-from-json-csv/
 */
export function* timesketchFiles(source: ExportSource, tally: ExportTally): Generator<ExportFile> {
  for (const name of ["timeline", "timeline-device-local"]) {
    const events = (): Iterable<TimesketchEvent> => marked(timelineEvents(`data/${name}.jsonl`, source, tally), source);
    yield* inBothForms(name, EVENT_COLUMNS, events, tally);
  }
  for (const isLocal of [false, true]) {
    const name = isLocal ? "findings-device-local" : "findings";
    const events = (): Iterable<TimesketchEvent> => marked(findingEvents(source.view.findings, isLocal, tally), source);
    yield* inBothForms(name, FINDING_COLUMNS, events, tally);
  }
}

/** Events of a synthetic phone say so wherever they get to. */
function* marked(events: Iterable<TimesketchEvent>, { view: { isDemo } }: ExportSource): Generator<TimesketchEvent> {
  for (const event of events) yield isDemo ? { ...event, tags: [...event.tags, "bridle-demo"] } : event;
}

/** The events are read twice, and what is wrong with them is counted once. */
function* inBothForms(
  name: string,
  columns: readonly string[],
  events: () => Iterable<TimesketchEvent>,
  tally: ExportTally,
): Generator<ExportFile> {
  yield { name: `${name}.jsonl`, pieces: jsonLines(events()) };
  const before = { ...tally };
  const columnsWithTag = [...columns, "tag"];
  yield { name: `${name}.csv`, pieces: hasAny(events()) ? csvTable(columnsWithTag, rowsOf(events()), asItIs) : [] };
  Object.assign(tally, before);
}

function hasAny(events: Iterable<unknown>): boolean {
  for (const _ of events) return true;
  return false;
}

/** Texts of events are cut to Timesketch's measure, not to a spreadsheet's. */
const asItIs = (text: string): string => text;

function* jsonLines(events: Iterable<TimesketchEvent>): Generator<string> {
  for (const { fields, tags } of events) yield `${toJson({ ...fields, ...(tags.length > 0 && { tag: tags }) })}\n`;
}

/** `tag` is JSON, as Timesketch reads a list from CSV; an empty list keeps pandas from inventing a tag "nan". */
function* rowsOf(events: Iterable<TimesketchEvent>): Generator<Row> {
  for (const { fields, tags } of events) yield { ...fields, tag: JSON.stringify(tags) };
}
