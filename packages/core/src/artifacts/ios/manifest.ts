import { FOLDER, isFileId, LINK, REGULAR_FILE } from "../../acquisition/loaders/ios-backup/catalogue.ts";
import { pathInDomain } from "../../acquisition/loaders/ios-backup/domains.ts";
import { bytesIn, numberIn, readMbFile } from "../../acquisition/loaders/ios-backup/mb-file.ts";
import { type ArchivedDictionary, type ArchivedValue, isArchivedDictionary } from "../../formats/keyed-archive/value.ts";
import { isDate, isDictionary } from "../../formats/plist/value.ts";
import { asBytes, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { toHex } from "../../model/json.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromAppleTime, fromUnixSeconds } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { originOf } from "../file-origins.ts";
import { hasTable, readField, readPlistField, withinLimit } from "../partial-record.ts";
import { websiteTracesOf } from "../website-traces.ts";

/** An entry of the catalogue: what the phone said of a file when the backup was made. */
export interface CatalogueEntry {
  readonly fileId: string;
  readonly domain: string;
  readonly relativePath: string;
  /** Canonical path. */
  readonly path: string;
  readonly entryKind: "file" | "folder" | "link" | "other";
  readonly size?: number;
  /** Octal, as `ls` users know it. */
  readonly mode?: string;
  readonly userId?: number;
  readonly groupId?: number;
  readonly inode?: number;
  readonly protectionClass?: number;
  readonly created?: EvidenceTime;
  readonly modified?: EvidenceTime;
  /** When name, owner or mode were changed last (ctime). */
  readonly statusChanged?: EvidenceTime;
  /** Where a link points, canonical. */
  readonly target?: string;
  /** Names of extended attributes. */
  readonly attributes?: readonly string[];
  /** URLs that it, or the page with the link to it, was fetched from. */
  readonly downloadedFrom?: readonly string[];
  /** The program that brought it, and when. */
  readonly downloadedBy?: string;
  readonly downloaded?: EvidenceTime;
  /** As stored; it is not known of what. */
  readonly digest?: string;
  /** Origins and hosts that the path names. */
  readonly websites?: readonly string[];
}

const COLUMNS = ["rowid", "fileID", "domain", "relativePath", "flags", "file"];
const KINDS: ReadonlyMap<number, CatalogueEntry["entryKind"]> = new Map([
  [REGULAR_FILE, "file"],
  [FOLDER, "folder"],
  [LINK, "link"],
]);
/** Extended attributes named for one file. */
const MAX_ATTRIBUTES = 100;

export default defineArtifact<CatalogueEntry>({
  id: "ios/manifest",
  version: 2,
  paths: [
    "bridle:/backup-root/Manifest.db", // iOS 10 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected" },
  scope: "device",
  emits: { "file:path": ["written", "listed"], "url:value": ["visited"], "domain-name:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://www.richinfante.com/2017/3/16/reverse-engineering-the-ios-backup",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "Files")) return;
    yield* context.records(
      database.rows({ from: "Files", select: COLUMNS }),
      ([row]) => [atRow("Files", String(row))],
      (row) => readEntry(row, context),
    );
  },

  observables: observablesOf,
  events: eventsOf,
});

function readEntry(row: SqlRow, context: ParseContext): CatalogueEntry {
  const [rowid, fileId, domain, relativePath, flags, blob] = row;
  const domainText = asText(domain);
  if (domainText === undefined) throw new TypeError("an entry without a domain");
  const relative = asText(relativePath) ?? "";
  const id = asText(fileId) ?? "";
  if (!isFileId(id)) context.skip(message("artifacts/ios/manifest/file-id-malformed"), [atRow("Files", String(rowid), "fileID")]);
  const { urls, hosts } = websiteTracesOf(relative);
  const bytes = asBytes(blob);
  const at = atRow("Files", String(rowid), "file");
  return {
    fileId: id,
    domain: domainText,
    relativePath: relative,
    path: pathInDomain(domainText, relative),
    entryKind: KINDS.get(asNumber(flags) ?? -1) ?? "other",
    ...(bytes && bytes.length > 0 && readField(context, at, "file", () => metadataOf(bytes, at, context))),
    ...(urls.length + hosts.length > 0 && { websites: [...urls, ...hosts] }),
  };
}

/** The fields of an MBFile. */
function metadataOf(bytes: Uint8Array, at: Locator, context: ParseContext): Partial<CatalogueEntry> {
  const fields = readMbFile(bytes);
  const mode = numberIn(fields, "Mode");
  const target = fields.get("Target");
  const digest = bytesIn(fields, "Digest");
  return defined({
    size: numberIn(fields, "Size"),
    mode: mode === undefined ? undefined : mode.toString(8),
    userId: numberIn(fields, "UserID"),
    groupId: numberIn(fields, "GroupID"),
    inode: numberIn(fields, "InodeNumber"),
    protectionClass: numberIn(fields, "ProtectionClass"),
    created: timeIn(fields, "Birth"),
    modified: timeIn(fields, "LastModified"),
    statusChanged: timeIn(fields, "LastStatusChange"),
    target: typeof target === "string" ? context.canonical(target) : undefined,
    ...attributesOf(bytesIn(fields, "ExtendedAttributes"), at, context),
    digest: digest && toHex(digest),
  });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(fields: T): Present<T> => {
  const present: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) present[key] = value;
  return present as Present<T>;
};

/** Unix seconds; some producers write a date. */
const timeIn = (fields: ArchivedDictionary, key: string): EvidenceTime | undefined => {
  const value: ArchivedValue | undefined = fields.get(key);
  if (typeof value === "number" || typeof value === "bigint") return fromUnixSeconds(value);
  if (value instanceof Uint8Array || isArchivedDictionary(value) || typeof value !== "object" || value === null) return undefined;
  return "kind" in value && value.kind === "date" && isDate(value) ? fromAppleTime(value.appleSeconds) : undefined;
};

/** Attributes are a list of their own: a damaged one must not cost the times of the file. */
function attributesOf(bytes: Uint8Array | undefined, at: Locator, context: ParseContext): Partial<CatalogueEntry> {
  const value = readPlistField(context, at, "ExtendedAttributes", bytes);
  if (!isDictionary(value) || value.size === 0) return {};
  return { attributes: [...withinLimit(context, [...value.keys()], MAX_ATTRIBUTES, at)].sort(), ...originOf(value, at, context) };
}

function observablesOf({ path, target, websites, downloadedFrom }: CatalogueEntry): readonly Observable[] {
  const observables: Observable[] = [{ type: "file:path", role: "written", value: path }];
  if (target?.startsWith("/")) observables.push({ type: "file:path", role: "listed", value: target });
  for (const value of websites ?? []) {
    observables.push({ type: value.includes("://") ? "url:value" : "domain-name:value", role: "visited", value });
  }
  for (const value of downloadedFrom ?? []) observables.push({ type: "url:value", role: "visited", value });
  return observables;
}

/** One event per instant, with the letters of forensic file times: modified, changed, born (access times are not in backups). */
function eventsOf({ path, modified, statusChanged, created, downloaded }: CatalogueEntry): readonly TimelineEvent[] {
  const times = new Map<string, { time: EvidenceTime; letters: string }>();
  const add = (time: EvidenceTime | undefined, letter: string): void => {
    if (!time) return;
    const known = times.get(time.earliest);
    if (known) known.letters += letter;
    else times.set(time.earliest, { time, letters: letter });
  };
  add(modified, "M");
  add(statusChanged, "C");
  add(created, "B");
  const events = [...times.values()].map(
    ({ time, letters }): TimelineEvent => ({
      time,
      kind: "file",
      message: "artifacts/ios/manifest/file-times",
      params: { path, times: letters },
    }),
  );
  if (downloaded) events.push({ time: downloaded, kind: "visit", message: "artifacts/ios/manifest/downloaded", params: { path } });
  return events;
}
