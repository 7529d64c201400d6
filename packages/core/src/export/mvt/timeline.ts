import type { ExportSource, ExportTally } from "../export-source.ts";
import { readLine, textMember } from "../stored-line.ts";
import type { MvtModule } from "./module.ts";
import { mvtModules } from "./modules/index.ts";
import { mvtCsvLine } from "./mvt-csv.ts";
import { mvtTime } from "./mvt-time.ts";

/** Header of the first column: MVT's for what is in UTC, and for what only the phone's clock tells. */
const CLOCKS = { timeline: "UTC Timestamp", "timeline-device-local": "Device Local Timestamp" } as const;

/** The case's timeline in MVT's columns; nothing where it has no row. */
export function* mvtTimeline(name: keyof typeof CLOCKS, source: ExportSource, tally: ExportTally): Generator<string> {
  let isEmpty = true;
  for (const line of source.lines(`data/${name}.jsonl`)) {
    const fields = fieldsOf(line, tally);
    if (!fields) continue;
    if (isEmpty) yield mvtCsvLine([CLOCKS[name], "Plugin", "Event", "Description"]);
    isEmpty = false;
    yield mvtCsvLine(fields);
  }
}

function fieldsOf(line: string, tally: ExportTally): readonly string[] | undefined {
  const row = readLine(line, tally);
  if (!row) return undefined;
  const artifact = textMember(row, "artifact") ?? "";
  const module = MODULES.get(artifact);
  const event = module?.event ?? eventName(textMember(row, "timestamp_desc") ?? "");
  return [mvtTime(textMember(row, "datetime") ?? ""), module?.plugin ?? className(artifact), event, textMember(row, "message") ?? ""];
}

/** Of several modules that one artifact feeds, that whose events are known: Firefox's history, not its pictures. */
const MODULES: ReadonlyMap<string, MvtModule> = new Map(
  [...mvtModules.filter(({ event }) => event === undefined), ...mvtModules.filter(({ event }) => event !== undefined)].map(
    (module) => [module.artifact, module] as const,
  ),
);

/** "Process activity" as process_activity. */
const eventName = (description: string): string => description.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
/** An artifact that MVT does not read, in MVT's spelling: ios/safari-tabs is SafariTabs. */
const className = (artifact: string): string =>
  artifact
    .slice(artifact.indexOf("/") + 1)
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
