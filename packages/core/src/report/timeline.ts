import { renderEnglish } from "../messages/catalog.ts";
import { toJson } from "../model/json.ts";
import { message } from "../model/message.ts";
import type { EvidenceTime } from "../model/time.ts";
import { toIso } from "../model/time.ts";
import { EVENT_KINDS, type EventKind, type TimelineRow } from "../model/timeline.ts";
import { csvField, isBare } from "./escape.ts";

/**
 * A row as Timesketch reads it: `datetime` is ISO 8601 with its zone, `timestamp` microseconds since 1970.
 * https://timesketch.org/guides/user/import-from-json-csv/
 */
export interface TimesketchRow {
  readonly message: string;
  readonly datetime: string;
  readonly timestamp: number;
  readonly timestamp_desc: string;
  readonly artifact: string;
  /** Raw path and place; empty where only kind and time may be told. */
  readonly evidence: string;
  readonly zone_source: EvidenceTime["zoneSource"];
}

const COLUMNS = [
  "message",
  "datetime",
  "timestamp",
  "timestamp_desc",
  "artifact",
  "evidence",
  "zone_source",
] as const satisfies readonly (keyof TimesketchRow)[];

/**
 * Always with six decimals, whatever the precision: tools that guess one format for a column (pandas) refuse a second.
 * Where another clock than UTC wrote it there is no `Z`: it would be a claim. Such rows have a timeline of their own (analysis/timeline.ts).
 */
export function toTimesketch({ time, kind, message: sentence, artifact, evidence }: TimelineRow): TimesketchRow {
  const datetime = toIso(time.earliest, "microsecond");
  return {
    message: sentence,
    datetime: time.clock === "utc" ? datetime : datetime.slice(0, -1),
    timestamp: microseconds(time.earliest),
    timestamp_desc: descriptionOf(kind),
    artifact,
    evidence,
    zone_source: time.zoneSource,
  };
}

/** Rounded down, as `toIso` cuts: the two columns name the same microsecond. Exact in a double until the year 2255. */
const microseconds = (nanoseconds: string): number => {
  if (nanoseconds.length > 3 && !nanoseconds.startsWith("-")) return Number(nanoseconds.slice(0, -3));
  const total = BigInt(nanoseconds);
  return Number(total >= 0n ? total / 1000n : (total - 999n) / 1000n);
};

/** In English whatever the report's language is: timelines go to other people's tools. */
const DESCRIPTIONS = new Map(Object.keys(EVENT_KINDS).map((kind) => [kind, renderEnglish(message(`report/event-${kind}`))]));
const descriptionOf = (kind: EventKind): string => DESCRIPTIONS.get(kind)!;

/** RFC 4180 in UTF-8 without a byte order mark, which Timesketch would take for a part of the first column's name. */
export const TIMELINE_CSV_HEADER = `${COLUMNS.join(",")}\r\n`;

/** The same rows as lines of timeline.jsonl and as records of timeline.csv, each with its end. */
export interface TimelineText {
  readonly jsonl: string;
  readonly csv: string;
}

/** Rows that are handed on as one text. */
const ROWS_AT_ONCE = 256;

/** Both files in one pass, in pieces: there may be millions of rows. */
export function* timelineTexts(rows: Iterable<TimelineRow>): Generator<TimelineText> {
  let jsonl = "";
  let csv = "";
  let count = 0;
  for (const row of rows) {
    const text = textOf(toTimesketch(row));
    jsonl += text.jsonl;
    csv += text.csv;
    if (++count % ROWS_AT_ONCE > 0) continue;
    yield { jsonl, csv };
    jsonl = csv = "";
  }
  if (jsonl !== "") yield { jsonl, csv };
}

/** `toJson` of the row and a record by `csvField`, put together by hand. */
function textOf({ message: sentence, datetime, timestamp, timestamp_desc, artifact, evidence, zone_source }: TimesketchRow): TimelineText {
  const said = fieldOf(sentence);
  const what = fieldOf(timestamp_desc);
  const source = fieldOf(artifact);
  const place = fieldOf(evidence);
  const head = `{"artifact":"${source.jsonl}","datetime":"${datetime}","evidence":"${place.jsonl}","message":"${said.jsonl}"`;
  return {
    jsonl: `${head},"timestamp":${timestamp},"timestamp_desc":"${what.jsonl}","zone_source":"${zone_source}"}\n`,
    csv: `${said.csv},${datetime},${timestamp},${what.csv},${source.csv},${place.csv},${zone_source}\r\n`,
  };
}

/** A text between its quotation marks in JSON, and as a field of CSV. Most say the same in both, and one look shows it. */
const fieldOf = (text: string): TimelineText =>
  isBare(text) ? { jsonl: text, csv: text } : { jsonl: toJson(text).slice(1, -1), csv: csvField(text) };
