import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables, programAt } from "../image-path.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";

/** A program that wrote into the log between two rotations. */
export interface LoggingProcess {
  /** Path, as far as the daemon knew it. */
  readonly process: string;
  readonly bytes?: number;
  /** When the file of the log was closed: the program ran some time before. */
  readonly time?: EvidenceTime;
}

/** Programs of one record. */
const MAX_PROCESSES = 10_000;
const RECORD = /^--- !logd \w+/;
const TIME = /^time\s*:\s*(.+)$/;
const ROW = /^\s*-\s*\[\s*(\d{1,15})\s*,\s*[\d.]{1,12}%?\s*,\s*(.+?)\s*\]\s*$/;

/**
 * The cheapest memory of what ran: at each rotation the logging daemon writes who filled the file, with whole paths, weeks back.
 * Two forms: records that look like YAML, and since iOS 16.4 an object a line.
 */
export default defineArtifact<LoggingProcess>({
  id: "ios/logdata-statistics",
  version: 1,
  paths: [
    "/private/var/db/diagnostics/logdata.statistics.*.txt", // to iOS 26
    "/private/var/db/diagnostics/logdata.statistics.*.jsonl", // since iOS 16.4
  ],
  presence: { "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    yield* file.path.endsWith(".jsonl") ? objects(context.lines(file), context) : records(context.lines(file), context);
  },

  observables: ({ process }) => imageObservables(process),
  programs: ({ process, time }) => [{ ...programAt(process), ...optional("first", time), ...optional("last", time) }],
  events: ({ time, process }) =>
    time ? [{ time, kind: "usage", message: "artifacts/ios/logdata-statistics/logged", params: { process } }] : [],
});

type Lines = ReturnType<ParseContext["lines"]>;

function* records(batches: Lines, context: ParseContext): Generator<Located<LoggingProcess>[]> {
  let time: EvidenceTime | undefined;
  for (const lines of batches) {
    const found: Located<LoggingProcess>[] = [];
    for (const { text, line } of lines) {
      if (RECORD.test(text)) time = undefined;
      const stamp = TIME.exec(text);
      const row = ROW.exec(text);
      if (stamp) time = timeWithOffset(stamp[1]!);
      else if (row) found.push({ at: [atLine(line)], data: entryOf(row[2]!, Number(row[1]), time, context) });
    }
    yield found;
  }
}

function* objects(batches: Lines, context: ParseContext): Generator<Located<LoggingProcess>[]> {
  for (const lines of batches) {
    const found: Located<LoggingProcess>[] = [];
    for (const { text, line } of lines) {
      const object = text.trim() === "" ? {} : parsed(text);
      if (object === undefined) context.skip(message("artifacts/ios/logdata-statistics/unknown-line"), [atLine(line)]);
      else for (const entry of processesOf(object, context)) found.push({ at: [atLine(line)], data: entry });
    }
    yield found;
  }
}

function* processesOf(object: Readonly<Record<string, unknown>>, context: ParseContext): Generator<LoggingProcess> {
  const { unixTime, processList } = object;
  if (!Array.isArray(processList)) return;
  const time = typeof unixTime === "number" ? fromUnixSeconds(unixTime) : undefined;
  if (processList.length > MAX_PROCESSES)
    context.skip(message("artifacts/ios/logdata-statistics/too-many", { limit: MAX_PROCESSES }), undefined, "over-budget");
  for (const entry of processList.slice(0, MAX_PROCESSES) as unknown[]) {
    const { process, bytes } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
    if (typeof process === "string" && process !== "") yield entryOf(process, typeof bytes === "number" ? bytes : undefined, time, context);
  }
}

const entryOf = (process: string, bytes: number | undefined, time: EvidenceTime | undefined, context: ParseContext): LoggingProcess => ({
  process: context.canonical(process),
  ...optional("bytes", bytes),
  ...optional("time", time),
});

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
