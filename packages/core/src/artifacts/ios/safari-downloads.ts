import { isArray, isDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { countOf, readDictionary, readMember, timeOf } from "../plist-members.ts";

/** A file that was downloaded by Safari. */
export interface SafariDownload {
  readonly url?: string;
  /** Canonical path of the file. */
  readonly path?: string;
  readonly size?: number;
  readonly started?: EvidenceTime;
  readonly downloaded?: EvidenceTime;
}

/** Downloads of one list; Safari forgets them after a day to never, by setting. */
const MAX_DOWNLOADS = 100_000;

export default defineArtifact<SafariDownload>({
  id: "ios/safari-downloads",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Downloads/Downloads.plist", // iOS 13 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/Downloads/Downloads.plist",
    "/private/var/mobile/Library/Safari/Downloads/Downloads.plist",
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["visited"], "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/fox-it/dissect.target/tree/main/dissect/target/plugins/os/unix/bsd/darwin/macos",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    const list = root && readMember(context, root, "DownloadHistory");
    if (list === undefined) return;
    if (isArray(list)) yield withinLimit(context, list, MAX_DOWNLOADS).flatMap((entry, index) => readDownload(entry, index, context));
    else context.skip(message("artifacts/shared/field-damaged", { field: "DownloadHistory" }), [atKey("DownloadHistory")]);
  },

  observables: observablesOf,
  events: ({ started, downloaded, url }) => {
    const time = started ?? downloaded;
    return time ? [{ time, kind: "visit", message: "artifacts/ios/safari-downloads/downloaded", params: { url: url ?? "" } }] : [];
  },
});

function readDownload(entry: PlistValue, index: number, context: ParseContext): readonly Located<SafariDownload>[] {
  const at = [atKey("DownloadHistory", index)];
  const url = isDictionary(entry) ? textOf(entry.get("DownloadEntryURL")) : undefined;
  const path = isDictionary(entry) ? (textOf(entry.get("DownloadEntryPostPath")) ?? textOf(entry.get("DownloadEntryPath"))) : undefined;
  if (!isDictionary(entry) || (!url && !path)) {
    context.skip(message("artifacts/shared/field-damaged", { field: "DownloadHistory" }), at);
    return [];
  }
  const data: SafariDownload = {
    ...optional("url", url || undefined),
    ...optional("path", path ? context.canonical(path) : undefined),
    ...optional("size", countOf(entry.get("DownloadEntryProgressBytesSoFar"))),
    ...optional("started", timeOf(entry.get("DownloadEntryDateAddedKey"))),
    ...optional("downloaded", timeOf(entry.get("DownloadEntryDateFinishedKey"))),
  };
  return [{ at, data }];
}

function observablesOf({ url, path }: SafariDownload): readonly Observable[] {
  const observables: Observable[] = [];
  if (url !== undefined) observables.push({ type: "url:value", role: "visited", value: url });
  if (path?.startsWith("/")) observables.push({ type: "file:path", role: "written", value: path });
  return observables;
}
