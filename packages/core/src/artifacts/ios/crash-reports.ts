import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type Documents, type Json, MAX_DOCUMENTS, numberOf, readDocuments, recordOf, textOf } from "../../formats/ips/documents.ts";
import { nameAndPid, readTextReport } from "../../formats/ips/text-report.ts";
import { atFile, atKey, atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables, programAt } from "../image-path.ts";
import { optional } from "../optional-field.ts";
import { isUnusualImage } from "../unusual-image.ts";

/** What a report is about, by its number; `other` keeps the number and says no more. */
export type ReportType =
  | "crash"
  | "memory" // memory ran out, and programs were ended
  | "threads" // a look at all threads
  | "panic"
  | "forced-reset"
  | "reset-counter"
  | "resources" // too much of processor, disk or wake-ups
  | "analytics"
  | "other";

/** Numbers of EC-DIGIT's and MVT's lists; those of `resources` and `analytics` by published reports. */
const TYPES: Readonly<Record<string, ReportType>> = {
  "109": "crash",
  "309": "crash",
  "185": "crash", // of the simulator
  "385": "crash",
  "298": "memory",
  "288": "threads",
  "210": "panic",
  "151": "forced-reset",
  "115": "reset-counter",
  "142": "resources",
  "145": "resources",
  "202": "resources",
  "206": "resources",
  "226": "analytics",
};

/** A report of the system: a crash, a list of processes when memory ran out, a panic … */
export interface CrashReport {
  readonly kind: "report";
  /** As stored. */
  readonly bugType: string;
  readonly reportType: ReportType;
  readonly incident?: string;
  readonly name?: string;
  readonly bundleId?: string;
  readonly osVersion?: string;
  readonly time?: EvidenceTime;
  readonly path?: string;
  readonly pid?: number;
  readonly parent?: string;
  /** The program on whose behalf it ran, where that is another. */
  readonly responsible?: string;
  /** `EXC_BAD_ACCESS`, with what the kernel said of it. */
  readonly exception?: string;
  readonly exceptionDetail?: string;
  /** Images of the process that lie on the data volume. */
  readonly oddImages?: readonly string[];
  /** Images of the process that have a size and no path. */
  readonly unnamedImages?: number;
  /** When the phone had started: the report's time less the uptime it states. */
  readonly booted?: EvidenceTime;
  readonly bootSession?: string;
  /** Of a reset counter: resets since it was last asked, and what the hardware noted as their cause. */
  readonly resets?: number;
  readonly bootFaults?: string;
}

/** A process that a report lists beside others. */
export interface ReportedProcess {
  readonly kind: "process";
  readonly bugType: string;
  readonly name: string;
  readonly pid?: number;
  /** Of its main image. */
  readonly uuid?: string;
  readonly time?: EvidenceTime;
}

export type CrashReportRecord = CrashReport | ReportedProcess;

/** The largest seen are looks at all threads, some megabytes. */
export const MAX_REPORT_BYTES = 64 << 20;
/** Images and processes of one report. */
const MAX_LISTED = 20_000;
const MAX_ODD_IMAGES = 100;

/**
 * Files `.ips`: a line of JSON that says what it is, then the report, as JSON, as several JSON documents or as text. Crashes alone mean
 * nothing; many of one program that handles messages in a short time have been traces of attempts.
 */
export default defineArtifact<CrashReportRecord>({
  id: "ios/crash-reports",
  version: 2,
  paths: [
    "/private/var/mobile/Library/Logs/CrashReporter/**.ips", // all versions known
    "/private/var/mobile/Library/Logs/CrashReporter/**.ips.synced",
    "/private/var/mobile/Library/Logs/CrashReporter/**.ips.beta",
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"], "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/xcode/interpreting-the-json-format-of-a-crash-report",
    "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
  ],

  *parse(file, context) {
    const source = context.bytes(file);
    if (source.byteLength === 0) throw new FormatError("ips", "truncated", "empty");
    if (source.byteLength > MAX_REPORT_BYTES) throw new FormatError("ips", "limit", `${source.byteLength} bytes`);
    const text = new TextDecoder().decode(readBytes(source, 0, source.byteLength));
    const end = text.indexOf("\n");
    const [head] = readDocuments(end === -1 ? text : text.slice(0, end)).objects;
    if (!head) return context.skip(message("artifacts/ios/crash-reports/no-head"), [atLine(1)], "unreadable-form");
    const rest = end === -1 ? "" : text.slice(end + 1);
    const bodies = /^\s*\{/.test(rest) ? readDocuments(rest) : NO_DOCUMENTS;
    if (bodies.isDamaged) context.skip(message("artifacts/ios/crash-reports/body-unreadable"), [atLine(2)], "damaged");
    if (bodies.left > 0)
      context.skip(message("artifacts/ios/crash-reports/too-many-documents", { limit: MAX_DOCUMENTS }), [atLine(2)], "over-budget");
    const report = reportOf(head, bodies.objects[0] ?? bodyOfText(rest), context);
    // A report may be kept once more where it was sent from, or beside the archive that holds it.
    const { incident, bugType, time, name = "" } = report;
    if (incident !== undefined && !context.isFirst(`${incident} ${bugType} ${time?.earliest} ${name}`))
      return context.note(message("artifacts/ios/crash-reports/again"));
    yield [{ at: [atFile], data: report }];
    for (const body of bodies.objects) yield processesOf(body, report, context);
  },

  observables(record) {
    if (record.kind === "process") return imageObservables(record.name);
    const { name, path, bundleId, reportType } = record;
    const program = path ?? (reportType === "crash" ? name : undefined);
    const app: Observable[] = bundleId === undefined ? [] : [{ type: "app:id", role: "ran", value: bundleId }];
    return [...(program === undefined ? [] : imageObservables(program)), ...app];
  },

  programs: programsOf,
  events: (record) =>
    record.kind === "report" && record.time
      ? [
          {
            time: record.time,
            kind: "crash",
            message: `artifacts/ios/crash-reports/${record.reportType === "crash" ? "crashed" : "reported"}`,
            params: { name: record.name ?? record.path ?? "", bugType: record.bugType },
          },
        ]
      : [],
});

function programsOf(record: CrashReportRecord): readonly ProgramTrace[] {
  const { time, pid } = record;
  const when = { ...optional("pid", pid), ...optional("first", time), ...optional("last", time) };
  if (record.kind === "process") return [{ ...programAt(record.name), ...optional("imageUuid", record.uuid), ...when }];
  const program = record.path ?? (record.reportType === "crash" ? record.name : undefined);
  return program === undefined ? [] : [{ ...programAt(program), ...when, ...optional("images", record.oddImages) }];
}

const NO_DOCUMENTS: Documents = { objects: [], isDamaged: false, left: 0 };

function reportOf(head: Json, body: Json, context: ParseContext): CrashReport {
  const bugType = textOf(head["bug_type"]) ?? String(head["bug_type"] ?? "");
  const time = timeOf(textOf(head["timestamp"]) ?? textOf(body["captureTime"]));
  const exception = recordOf(body["exception"]);
  const path = textOf(body["procPath"]);
  return {
    kind: "report",
    bugType,
    reportType: TYPES[bugType] ?? "other",
    ...optional("incident", textOf(head["incident_id"]) ?? textOf(body["incident"])),
    ...optional("name", textOf(head["app_name"]) ?? textOf(head["name"]) ?? textOf(body["procName"])),
    ...optional("bundleId", textOf(head["bundleID"]) ?? textOf(recordOf(body["bundleInfo"])?.["CFBundleIdentifier"])),
    ...optional("osVersion", textOf(head["os_version"])),
    ...optional("time", time),
    ...optional("path", path === undefined ? undefined : context.canonical(path)),
    ...optional("pid", numberOf(body["pid"])),
    ...optional("parent", textOf(body["parentProc"])),
    ...optional("responsible", textOf(body["responsibleProc"])),
    ...optional("exception", textOf(exception?.["type"])),
    ...optional("exceptionDetail", textOf(exception?.["subtype"]) ?? textOf(exception?.["message"])),
    ...imagesOf(body["usedImages"], context),
    ...optional("booted", bootOf(time, body["uptime"])),
    ...optional("bootSession", textOf(body["bootSessionUUID"])),
    ...optional("resets", numberOf(body["resetCount"])),
    ...optional("bootFaults", textOf(body["bootFaults"])),
  };
}

/** What stands in a text, under the names that JSON has for it. */
function bodyOfText(text: string): Json {
  const { fields, images } = readTextReport(text);
  const process = nameAndPid(fields.get("Process") ?? fields.get("Command"));
  const pid = fields.get("PID");
  const resets = fields.get("Reset count");
  const exception = {
    ...optional("type", /^EXC_\w{1,40}/.exec(fields.get("Exception Type") ?? "")?.[0]),
    ...optional("subtype", fields.get("Exception Subtype")),
  };
  return {
    ...optional("procName", process.name),
    ...optional("procPath", fields.get("Path")),
    ...optional("pid", pid === undefined ? process.pid : wholeNumber(pid)),
    ...optional("parentProc", nameAndPid(fields.get("Parent Process") ?? fields.get("Parent")).name),
    ...optional("responsibleProc", nameAndPid(fields.get("Responsible")).name),
    ...optional("incident", fields.get("Incident Identifier")),
    exception,
    usedImages: images.map((image) => ({ path: image, name: image })),
    ...optional("resetCount", resets === undefined ? undefined : wholeNumber(resets)),
    ...optional("bootFaults", fields.get("Boot faults")),
  };
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** Longest time a phone runs without a restart that is believed. */
const MAX_UPTIME_SECONDS = 3 * 366 * 86_400;

/** Uptime is told in whole seconds, so the start lies within the one before. */
function bootOf(time: EvidenceTime | undefined, uptime: unknown): EvidenceTime | undefined {
  const seconds = numberOf(uptime);
  if (!time || seconds === undefined || seconds <= 0 || seconds > MAX_UPTIME_SECONDS) return undefined;
  const started = fromUnixSeconds(Math.floor(Number(BigInt(time.earliest) / 1_000_000_000n)) - seconds);
  return started && { ...started, raw: String(seconds) };
}

/** Images on the data volume that are not an app's, and how many have no path. Those without a size stand for none at all. */
function imagesOf(images: unknown, context: ParseContext): Pick<CrashReport, "oddImages" | "unnamedImages"> {
  if (!Array.isArray(images)) return {};
  const odd = new Set<string>();
  let unnamed = 0;
  for (const image of images.slice(0, MAX_LISTED)) {
    const entry = recordOf(image);
    const path = textOf(entry?.["path"]);
    if (path === undefined && textOf(entry?.["name"]) === undefined && (numberOf(entry?.["size"]) ?? 0) > 0) unnamed++;
    const canonical = path === undefined ? undefined : context.canonical(path);
    if (odd.size < MAX_ODD_IMAGES && canonical !== undefined && isUnusualImage(canonical)) odd.add(canonical);
  }
  return { ...(odd.size > 0 && { oddImages: [...odd] }), ...(unnamed > 0 && { unnamedImages: unnamed }) };
}

/** Lists of processes: `processes` when memory ran out, `processByPid` of a look at all threads; a panic names whose thread it was. */
function processesOf(body: Json, report: CrashReport, context: ParseContext): Located<ReportedProcess>[] {
  const listed = body["processes"];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(listed)
    ? listed.map((entry: unknown, index) => [index, entry] as const)
    : Object.entries(recordOf(body["processByPid"]) ?? {});
  const key = Array.isArray(listed) ? "processes" : "processByPid";
  if (entries.length > MAX_LISTED)
    context.skip(message("artifacts/ios/crash-reports/too-many", { limit: MAX_LISTED }), [atKey(key)], "over-budget");
  const own = entries.slice(0, MAX_LISTED).flatMap(([place, entry]): Located<ReportedProcess>[] => {
    const process = recordOf(entry);
    const name = textOf(process?.["name"]) ?? textOf(process?.["procname"]);
    // Looks at all threads list processes that have ended without a name.
    if (name === undefined) return [];
    return [{ at: [atKey(key, place)], data: processIn(report, name, numberOf(process?.["pid"]), textOf(process?.["uuid"])) }];
  });
  return [...own, ...panickedIn(body, report)];
}

/** `Panicked task 0xffffffe…: 4321 pages, 12 threads: pid 77: powerd` */
const PANICKED = /\bpid (\d{1,10}): ([^\n\r:]{1,64})/g;
/** Letters of a panic that are looked through, and programs of it. */
const MAX_PANIC = 1 << 20;
const MAX_PANICKED = 1_000;

function panickedIn(body: Json, report: CrashReport): Located<ReportedProcess>[] {
  const text = textOf(body["panicString"])?.slice(0, MAX_PANIC) ?? "";
  const found = new Map<string, Located<ReportedProcess>>();
  for (const [, pid, name] of text.matchAll(PANICKED)) {
    const process = { at: [atKey("panicString")], data: processIn(report, name!.trim(), Number(pid)) };
    if (found.size < MAX_PANICKED) found.set(`${pid} ${name}`, process);
  }
  return [...found.values()];
}

const processIn = ({ bugType, time }: CrashReport, name: string, pid: number | undefined, uuid?: string): ReportedProcess => ({
  kind: "process",
  bugType,
  name,
  ...optional("pid", pid),
  ...optional("uuid", uuid?.toUpperCase()),
  ...optional("time", time),
});

/** `2024-05-01 09:30:00.00 +0200` */
const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ([+-]\d\d)(\d\d)$/;

function timeOf(text: string | undefined): EvidenceTime | undefined {
  const [raw, date, clock, fraction = "", hours, minutes] = TIMESTAMP.exec(text ?? "") ?? [];
  if (raw === undefined) return undefined;
  const milliseconds = Date.parse(`${date}T${clock}.${fraction.padEnd(3, "0").slice(0, 3)}${hours}:${minutes}`);
  const time = Number.isNaN(milliseconds) ? undefined : fromUnixMilliseconds(milliseconds);
  return time && { ...time, raw };
}
