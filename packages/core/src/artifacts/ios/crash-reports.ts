import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { atFile, atKey, atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { optional } from "../optional-field.ts";

/** A report of the system: a crash, a list of processes when memory ran out, a panic … */
export interface CrashReport {
  readonly kind: "report";
  /** As stored: 109 and 309 a crash, 298 memory ran out, 288 a look at all threads, 210 a panic, 151 and 115 resets. */
  readonly bugType: string;
  readonly name?: string;
  readonly bundleId?: string;
  readonly osVersion?: string;
  readonly time?: EvidenceTime;
  readonly path?: string;
  readonly pid?: number;
  readonly parent?: string;
  /** `EXC_BAD_ACCESS`, with what the kernel said of it. */
  readonly exception?: string;
  readonly exceptionDetail?: string;
  /** Images of the process that lie on the data volume, or have no name. */
  readonly oddImages?: readonly string[];
}

/** A process that a report lists beside others. */
export interface ReportedProcess {
  readonly kind: "process";
  readonly bugType: string;
  readonly name: string;
  readonly pid?: number;
  readonly time?: EvidenceTime;
}

export type CrashReportRecord = CrashReport | ReportedProcess;

/** The largest seen are looks at all threads, some megabytes. */
export const MAX_REPORT_BYTES = 64 << 20;
/** Images and processes of one report. */
const MAX_LISTED = 20_000;
const MAX_ODD_IMAGES = 100;

type Json = Readonly<Record<string, unknown>>;

/**
 * Files `.ips`: a line of JSON that says what it is, then the report, as JSON, as several JSON documents or as text. Crashes alone mean
 * nothing; many of one program that handles messages in a short time have been traces of attempts.
 */
export default defineArtifact<CrashReportRecord>({
  id: "ios/crash-reports",
  version: 1,
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
    const head = objectOf(end === -1 ? text : text.slice(0, end));
    if (!head) return context.skip(message("artifacts/ios/crash-reports/no-head"), [atLine(1)], "unreadable-form");
    const rest = end === -1 ? "" : text.slice(end + 1);
    const body = bodyOf(rest);
    if (body === undefined && /^\s*\{/.test(rest))
      context.skip(message("artifacts/ios/crash-reports/body-unreadable"), [atLine(2)], "damaged");
    const bugType = textOf(head["bug_type"]) ?? String(head["bug_type"] ?? "");
    const time = timeOf(textOf(head["timestamp"]) ?? textOf(body?.["captureTime"]));
    yield [{ at: [atFile], data: reportOf(head, body ?? {}, bugType, time, context) }];
    if (body) yield processesOf(body, bugType, time, context);
  },

  observables(record) {
    if (record.kind === "process") return imageObservables(record.name);
    const { name, path, bundleId, bugType } = record;
    const program = path ?? (IS_OF_A_PROGRAM.has(bugType) ? name : undefined);
    const app: Observable[] = bundleId === undefined ? [] : [{ type: "app:id", role: "ran", value: bundleId }];
    return [...(program === undefined ? [] : imageObservables(program)), ...app];
  },

  events: (record) =>
    record.kind === "report" && record.time
      ? [
          {
            time: record.time,
            kind: "crash",
            message: `artifacts/ios/crash-reports/${IS_OF_A_PROGRAM.has(record.bugType) ? "crashed" : "reported"}`,
            params: { name: record.name ?? record.path ?? "", bugType: record.bugType },
          },
        ]
      : [],
});

/** Crashes, also under the simulator's and the older number. The names of other reports are of what they are about. */
const IS_OF_A_PROGRAM: ReadonlySet<string> = new Set(["109", "309", "185", "385"]);

function reportOf(head: Json, body: Json, bugType: string, time: EvidenceTime | undefined, context: ParseContext): CrashReport {
  const exception = recordOf(body["exception"]);
  const path = textOf(body["procPath"]);
  const odd = oddImagesOf(body["usedImages"], context);
  return {
    kind: "report",
    bugType,
    ...optional("name", textOf(head["app_name"]) ?? textOf(head["name"]) ?? textOf(body["procName"])),
    ...optional("bundleId", textOf(head["bundleID"]) ?? textOf(recordOf(body["bundleInfo"])?.["CFBundleIdentifier"])),
    ...optional("osVersion", textOf(head["os_version"])),
    ...optional("time", time),
    ...optional("path", path === undefined ? undefined : context.canonical(path)),
    ...optional("pid", numberOf(body["pid"])),
    ...optional("parent", textOf(body["parentProc"])),
    ...optional("exception", textOf(exception?.["type"])),
    ...optional("exceptionDetail", textOf(exception?.["subtype"]) ?? textOf(exception?.["message"])),
    ...(odd.length > 0 && { oddImages: odd }),
  };
}

/** Paths of loaded images on the data volume that are not an app's, and `""` for one without a name. */
function oddImagesOf(images: unknown, context: ParseContext): string[] {
  if (!Array.isArray(images)) return [];
  const odd = new Set<string>();
  for (const image of images.slice(0, MAX_LISTED)) {
    const path = textOf(recordOf(image)?.["path"]);
    const canonical = path === undefined || path === "" ? undefined : context.canonical(path);
    if (canonical?.startsWith("/private/var/") && !canonical.startsWith("/private/var/containers/Bundle/")) odd.add(canonical);
    if (odd.size >= MAX_ODD_IMAGES) break;
  }
  return [...odd];
}

/** Lists of processes: `processes` when memory ran out, `processByPid` of a look at all threads. */
function processesOf(body: Json, bugType: string, time: EvidenceTime | undefined, context: ParseContext): Located<ReportedProcess>[] {
  const listed = body["processes"];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(listed)
    ? listed.map((entry: unknown, index) => [index, entry] as const)
    : Object.entries(recordOf(body["processByPid"]) ?? {});
  const key = Array.isArray(listed) ? "processes" : "processByPid";
  if (entries.length > MAX_LISTED)
    context.skip(message("artifacts/ios/crash-reports/too-many", { limit: MAX_LISTED }), [atKey(key)], "over-budget");
  return entries.slice(0, MAX_LISTED).flatMap(([place, entry]): Located<ReportedProcess>[] => {
    const process = recordOf(entry);
    const name = textOf(process?.["name"]) ?? textOf(process?.["procname"]);
    // Looks at all threads list processes that have ended without a name.
    if (name === undefined || name === "") return [];
    return [
      {
        at: [atKey(key, place)],
        data: { kind: "process", bugType, name, ...optional("pid", numberOf(process?.["pid"])), ...optional("time", time) },
      },
    ];
  });
}

/** The report, or the first of several documents. */
function bodyOf(text: string): Json | undefined {
  return objectOf(text) ?? objectOf(firstDocument(text));
}

/** Up to the brace that closes the first object. */
function firstDocument(text: string): string {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (isInText) {
      if (letter === "\\") at++;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === "{") depth++;
    else if (letter === "}" && --depth === 0) return text.slice(0, at + 1);
  }
  return "";
}

/** `2024-05-01 09:30:00.00 +0200` */
const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ([+-]\d\d)(\d\d)$/;

function timeOf(text: string | undefined): EvidenceTime | undefined {
  const [raw, date, clock, fraction = "", hours, minutes] = TIMESTAMP.exec(text ?? "") ?? [];
  if (raw === undefined) return undefined;
  const milliseconds = Date.parse(`${date}T${clock}.${fraction.padEnd(3, "0").slice(0, 3)}${hours}:${minutes}`);
  const time = Number.isNaN(milliseconds) ? undefined : fromUnixMilliseconds(milliseconds);
  return time && { ...time, raw };
}

const recordOf = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" && Number.isSafeInteger(value) ? value : undefined);

function objectOf(text: string): Json | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
