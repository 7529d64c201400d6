import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { isJsonObject, jsonRecords, numberMember, textMember } from "../json-records.ts";
import type { Draft } from "../optional-field.ts";

/** A file that AndroidQF saw on the phone. */
export interface ListedFile {
  readonly path: string;
  readonly size?: number;
  /** As listed: letters (`-rwxr-xr-x`) or octal digits, by the tool that listed. */
  readonly mode?: string;
  readonly ownerUid?: number;
  readonly ownerGid?: number;
  readonly modified?: EvidenceTime;
  readonly changed?: EvidenceTime;
  readonly accessed?: EvidenceTime;
  /** SELinux context. */
  readonly label?: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
}

/** The longest path of Linux (4,096 bytes) as escaped JSON, with all other members. */
const MAX_ELEMENT_BYTES = 1 << 16;
const HASH = /^[0-9a-fA-F]{32,128}$/;

export default defineArtifact<ListedFile>({
  id: "android/files",
  version: 1,
  paths: [
    "bridle:/androidqf/files.json", // each AndroidQF collection; a list, or one object a line (before 2023)
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: {
    "file:path": ["written"],
    "file:hashes.MD5": ["written"],
    "file:hashes.SHA-1": ["written"],
    "file:hashes.SHA-256": ["written"],
  },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf"],

  parse: (file, context) => jsonRecords(file, context, MAX_ELEMENT_BYTES, (element) => readFile(element, context)),

  observables({ path, md5, sha1, sha256 }) {
    const found: Observable[] = [{ type: "file:path", role: "written", value: path }];
    if (md5 !== undefined) found.push({ type: "file:hashes.MD5", role: "written", value: md5 });
    if (sha1 !== undefined) found.push({ type: "file:hashes.SHA-1", role: "written", value: sha1 });
    if (sha256 !== undefined) found.push({ type: "file:hashes.SHA-256", role: "written", value: sha256 });
    return found;
  },
  events: ({ path, modified, changed }) => [
    ...(modified ? [{ time: modified, kind: "file", message: "artifacts/android/files/modified", params: { path } } as const] : []),
    ...(changed && changed.raw !== modified?.raw
      ? [{ time: changed, kind: "file", message: "artifacts/android/files/changed", params: { path } } as const]
      : []),
  ],
});

/** Fields are set one by one: there are half a million files. */
function readFile(element: unknown, context: ParseContext): ListedFile | undefined {
  if (!isJsonObject(element)) return undefined;
  const path = textMember(element, "path");
  if (path === undefined) return undefined;
  const file: Draft<ListedFile> = { path: context.canonical(path) };
  const size = numberMember(element, "size");
  if (size !== undefined) file.size = size;
  const mode = textMember(element, "mode") ?? octalOf(numberMember(element, "mode"));
  if (mode !== undefined) file.mode = mode;
  // Plain `find` and its -printf form leave both at zero, whoever owns the file: root is told only where a mode stands in letters.
  const isFromCollector = mode !== undefined && !/^\d+$/.test(mode);
  const [uid, gid] = [numberMember(element, "user_id"), numberMember(element, "group_id")];
  if (isFromCollector && uid !== undefined) file.ownerUid = uid;
  if (isFromCollector && gid !== undefined) file.ownerGid = gid;
  setTimes(file, element);
  const label = textMember(element, "context")?.replace(/\0+$/, "");
  if (label) file.label = label;
  for (const name of ["md5", "sha1", "sha256"] as const) {
    const hash = textMember(element, name);
    if (hash !== undefined && HASH.test(hash)) file[name] = hash.toLowerCase();
  }
  return file;
}

const octalOf = (mode: number | undefined): string | undefined => (mode === undefined || mode === 0 ? undefined : String(mode));

function setTimes(file: Draft<ListedFile>, element: Readonly<Record<string, unknown>>): void {
  const modified = fromUnixSeconds(numberMember(element, "modified_time") ?? 0);
  if (modified) file.modified = modified;
  const changed = fromUnixSeconds(numberMember(element, "changed_time") ?? 0);
  if (changed) file.changed = changed;
  const accessed = fromUnixSeconds(numberMember(element, "access_time") ?? 0);
  if (accessed) file.accessed = accessed;
}
