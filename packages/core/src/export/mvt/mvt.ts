import { recordsPath } from "../../case/write-case.ts";
import type { Plain } from "../../model/record.ts";
import type { ExportFile, ExportSource, ExportTally } from "../export-source.ts";
import { readStoredRecord } from "../stored-line.ts";
import { alertsByModule, datedAlerts, type MvtAlert, mvtAlerts } from "./alerts.ts";
import { mvtInfo } from "./info.ts";
import { jsonDocument, jsonList } from "./json-pieces.ts";
import { type MvtModule, type MvtRecord, readerOf } from "./module.ts";
import { mvtModules } from "./modules/index.ts";
import { mvtCsvLine } from "./mvt-csv.ts";
import { pythonRepr } from "./python-repr.ts";
import { mvtTimeline } from "./timeline.ts";
import { mvtUrls } from "./urls.ts";

/** The case in the files that MVT 3 leaves in its output folder, as far as the case holds what is in them. */
export function* mvtFiles(source: ExportSource, tally: ExportTally): Generator<ExportFile> {
  const alerts = mvtAlerts(source.view);
  yield { name: "alerts.json", pieces: jsonDocument(alerts) };
  yield { name: "alerts_timeline.csv", pieces: alertsTimeline(datedAlerts(alerts)) };
  for (const [slug, own] of alertsByModule(alerts)) yield { name: `${slug}_detected.json`, pieces: jsonDocument(own) };
  for (const name of ["timeline", "timeline-device-local"] as const)
    yield { name: `${name}.csv`, pieces: mvtTimeline(name, source, tally) };
  for (const module of mvtModules) yield { name: `${module.slug}.json`, pieces: moduleJson(module, source, tally) };
  yield { name: "urls.json", pieces: jsonList(mvtUrls(source, tally)) };
  yield { name: "info.json", pieces: jsonDocument(mvtInfo(source)) };
}

function* alertsTimeline(alerts: readonly MvtAlert[]): Generator<string> {
  yield mvtCsvLine(["Event Time", "Module", "Message", "Event"]);
  for (const { event_time, module, message, event } of alerts) yield mvtCsvLine([event_time, module, message, pythonRepr(event)]);
}

function moduleJson(module: MvtModule, source: ExportSource, tally: ExportTally): Iterable<string> {
  if (module.shape === "by-file") return byFile(module, source, tally);
  if (module.shape === "single") return single(module, source, tally);
  return jsonList(withoutFiles(recordsOf(module, source, tally)));
}

/** Records of the artifact as the case keeps them: all, or those behind findings. */
function* recordsOf(module: MvtModule, source: ExportSource, tally: ExportTally): Generator<[file: string, record: MvtRecord]> {
  const isOfAll = source.view.case.options["records"] === "all";
  for (const line of source.lines(recordsPath(module.artifact))) {
    const stored = readStoredRecord(line, tally);
    if (!stored) continue;
    for (const record of module.records(readerOf(stored, isOfAll))) yield [stored.file, record];
  }
}

function* withoutFiles(records: Iterable<[file: string, record: MvtRecord]>): Generator<MvtRecord> {
  for (const [, record] of records) yield record;
}

/** Of browsing logs, which are short: gathered whole. A Map, for a file may be called anything. */
function* byFile(module: MvtModule, source: ExportSource, tally: ExportTally): Generator<string> {
  const lists = Map.groupBy(recordsOf(module, source, tally), ([file]) => file);
  const entries = [...lists].map(([file, records]): [string, Plain] => [file, records.map(([, record]) => record)]);
  if (entries.length > 0) yield* jsonDocument(Object.fromEntries(entries));
}

function* single(module: MvtModule, source: ExportSource, tally: ExportTally): Generator<string> {
  for (const [, record] of recordsOf(module, source, tally)) return yield* jsonDocument(record);
}
