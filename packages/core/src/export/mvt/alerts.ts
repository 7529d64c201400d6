import { renderEnglish } from "../../messages/catalog.ts";
import type { Evidence, Finding } from "../../model/finding.ts";
import type { IndicatorRef, IndicatorType } from "../../model/indicator.ts";
import { compareText } from "../../model/json.ts";
import { message } from "../../model/message.ts";
import type { Severity } from "../../model/severity.ts";
import type { CaseView } from "../../report/case-view.ts";
import { storedRecord } from "../stored-line.ts";
import { textIds } from "../text-ids.ts";
import { type MvtModule, type MvtRecord, type RecordReader, readerOf } from "./module.ts";
import { mvtModules } from "./modules/index.ts";
import { mvtTime } from "./mvt-time.ts";

/** An alert with the members that MVT 3 writes, and no other. */
export interface MvtAlert {
  readonly level: string;
  readonly module: string;
  readonly message: string;
  readonly event_time: string;
  readonly event: MvtRecord;
  readonly matched_indicator: Readonly<Record<"value" | "type" | "name" | "stix2_file_name", string>> | null;
}

const LEVELS: Readonly<Record<Severity, string>> = {
  info: "INFORMATIONAL",
  low: "LOW",
  medium: "MEDIUM",
  high: "HIGH",
  critical: "CRITICAL",
};

/** MVT's names for types of indicators; others keep ours. */
const TYPES: Readonly<Partial<Record<IndicatorType, string>>> = {
  "url:value": "urls",
  "domain-name:value": "domains",
  "ipv4-addr:value": "domains",
  "email-addr:value": "emails",
  "process:name": "processes",
  "file:path": "file_paths",
  "file:name": "file_names",
  "file:hashes.MD5": "files_md5",
  "file:hashes.SHA-1": "files_sha1",
  "file:hashes.SHA-256": "files_sha256",
  "app:id": "app_ids",
  "app:cert.md5": "app_cert_hashes_md5",
  "app:cert.sha1": "app_cert_hashes_sha1",
  "app:cert.sha256": "app_cert_hashes_sha256",
  "configuration-profile:id": "ios_profile_ids",
  "android-property:name": "android_property_names",
};

/** One alert for each record behind a finding, in the order of the findings: gravest first. Those of a synthetic phone say so. */
export function mvtAlerts({ findings, isDemo }: CaseView): MvtAlert[] {
  const shortId = textIds(findings);
  const mark = isDemo ? `${renderEnglish(message("exports/demo-mark"))}: ` : "";
  return findings.flatMap((finding) =>
    finding.evidence.map((evidence) =>
      alertOf(finding, evidence, `${mark}${finding.title.text}: ${finding.summary.text} [${shortId(finding)}]`),
    ),
  );
}

function alertOf(finding: Finding, evidence: Evidence, sentence: string): MvtAlert {
  const reader = readerOf(storedRecord(evidence.record, evidence.at, evidence.rawPath), false);
  const candidates = modulesOf(evidence.artifact);
  const [module, [record] = []] =
    candidates.map((one) => [one, one.records(reader)] as const).find(([, records]) => records.length > 0) ?? [];
  return {
    level: LEVELS[finding.severity],
    module: (module ?? candidates[0])?.slug ?? ownSlug(evidence.artifact),
    message: sentence,
    event_time: timeOf(finding, module ?? candidates[0], reader),
    event: record ?? (evidence.record as MvtRecord),
    matched_indicator: matched(finding.indicators?.[0]),
  };
}

const modulesOf = (artifact: string): MvtModule[] => mvtModules.filter((module) => module.artifact === artifact);

/** An artifact that MVT does not read, in MVT's spelling. It becomes the name of a file: what is no id of an artifact has none. */
const ownSlug = (artifact: string): string => {
  const [, name] = ARTIFACT_ID.exec(artifact) ?? [];
  return name?.replaceAll("-", "_") ?? "unknown";
};
const ARTIFACT_ID = /^(?:ios|android)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

/** The record's own time; that of the finding where it rests on this record alone. */
function timeOf({ count, firstTime, time }: Finding, module: MvtModule | undefined, reader: RecordReader): string {
  const own = module?.when === undefined ? "" : reader.time(module.when);
  if (own !== "") return own;
  const isKnown = count === 1 && firstTime !== undefined && time?.clock === "utc";
  return isKnown ? mvtTime(firstTime.replace(/(?:\.(\d{1,6})\d*)?Z$/, (_, digits = "") => `.${digits.padEnd(6, "0")}`)) : "";
}

const matched = (indicator: IndicatorRef | undefined): MvtAlert["matched_indicator"] =>
  indicator
    ? {
        value: indicator.value,
        type: TYPES[indicator.type] ?? indicator.type,
        name: indicator.families[0] ?? indicator.pack,
        stix2_file_name: indicator.pack,
      }
    : null;

/** Those that have a time, in its order. */
export const datedAlerts = (alerts: readonly MvtAlert[]): MvtAlert[] =>
  alerts.filter(({ event_time }) => event_time !== "").sort((a, b) => compareText(a.event_time, b.event_time));

export const alertsByModule = (alerts: readonly MvtAlert[]): ReadonlyMap<string, readonly MvtAlert[]> =>
  Map.groupBy(
    [...alerts].sort((a, b) => compareText(a.module, b.module)),
    ({ module }) => module,
  );
