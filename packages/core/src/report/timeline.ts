import { renderEnglish } from "../messages/catalog.ts";
import { toJson } from "../model/json.ts";
import { message } from "../model/message.ts";
import { toIso } from "../model/time.ts";
import { EVENT_KINDS, type TimelineRow } from "../model/timeline.ts";
import { bareField, csvField, isBare } from "./escape.ts";

/**
 * Rows as Timesketch reads them: `datetime` is ISO 8601 with its zone, `timestamp` microseconds since 1970, `evidence` raw path and
 * place, empty where only kind and time may be told. https://timesketch.org/guides/user/import-from-json-csv/
 */
const COLUMNS = ["message", "datetime", "timestamp", "timestamp_desc", "artifact", "evidence", "zone_source"] as const;

/** RFC 4180 in UTF-8 without a byte order mark, which Timesketch would take for a part of the first column's name. */
export const TIMELINE_CSV_HEADER = `${COLUMNS.join(",")}\r\n`;

/** The same rows as lines of timeline.jsonl and as records of timeline.csv, each with its end. */
export interface TimelineText {
  readonly jsonl: string;
  readonly csv: string;
}

/** Rows that are handed on as one text. */
const ROWS_AT_ONCE = 256;

/** Both files in one pass, in pieces, by hand: there may be millions of rows. JSON is `toJson`'s. */
export function* timelineTexts(rows: Iterable<TimelineRow>): Generator<TimelineText> {
  const frameOf = createFrames();
  const momentOf = createMoments();
  let jsonl = "";
  let csv = "";
  let count = 0;
  for (const row of rows) {
    const said = fieldOf(row.message);
    const place = fieldOf(row.evidence);
    const { datetime, timestamp } = momentOf(row);
    const { before, behind, between, end } = frameOf(row);
    jsonl += `${before}${datetime}","evidence":"${place.jsonl}","message":"${said.jsonl}","timestamp":${timestamp}${behind}`;
    csv += `${said.csv},${datetime},${timestamp}${between}${place.csv}${end}`;
    if (++count % ROWS_AT_ONCE > 0) continue;
    yield { jsonl, csv };
    jsonl = csv = "";
  }
  if (jsonl !== "") yield { jsonl, csv };
}

/** A text between its quotation marks in JSON, and as a field of CSV. Most stand in both as they are, and one look shows it. */
const fieldOf = (text: string): TimelineText =>
  isBare(text) ? { jsonl: text, csv: bareField(text) } : { jsonl: toJson(text).slice(1, -1), csv: csvField(text) };

interface Moment {
  readonly earliest: string;
  readonly clock: TimelineRow["time"]["clock"];
  readonly datetime: string;
  readonly timestamp: number;
}

/**
 * Always with six decimals, whatever the precision: tools that guess one format for a column (pandas) refuse a second.
 * Where another clock than UTC wrote it there is no `Z`: it would be a claim. Such rows have a timeline of their own (analysis/timeline.ts).
 * Rows are in order: what came last comes again.
 */
function createMoments(): (row: TimelineRow) => Moment {
  let last: Moment | undefined;
  return ({ time: { earliest, clock } }) => {
    if (last?.earliest === earliest && last.clock === clock) return last;
    const iso = toIso(earliest, "microsecond");
    last = { earliest, clock, datetime: clock === "utc" ? iso : iso.slice(0, -1), timestamp: microseconds(earliest) };
    return last;
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

/** What the lines of an artifact's rows of one kind have in common: before the time and behind it in JSON, behind it and at the end in CSV. */
interface Frame {
  readonly of: TimelineRow;
  readonly before: string;
  readonly behind: string;
  readonly between: string;
  readonly end: string;
}

function createFrames(): (row: TimelineRow) => Frame {
  const frames = new Map<string, Frame>();
  let last: Frame | undefined;
  return (row) => {
    if (last && isFramedAlike(last.of, row)) return last;
    const key = `${row.artifact} ${row.kind} ${row.time.zoneSource}`;
    last = frames.get(key) ?? frameOf(row);
    frames.set(key, last);
    return last;
  };
}

const isFramedAlike = (a: TimelineRow, b: TimelineRow): boolean =>
  a.kind === b.kind && a.artifact === b.artifact && a.time.zoneSource === b.time.zoneSource;

function frameOf(row: TimelineRow): Frame {
  const source = fieldOf(row.artifact);
  const what = fieldOf(DESCRIPTIONS.get(row.kind)!);
  const zone = row.time.zoneSource;
  return {
    of: row,
    before: `{"artifact":"${source.jsonl}","datetime":"`,
    behind: `,"timestamp_desc":"${what.jsonl}","zone_source":"${zone}"}\n`,
    between: `,${what.csv},${source.csv},`,
    end: `,${zone}\r\n`,
  };
}
