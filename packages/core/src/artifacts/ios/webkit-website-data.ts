import type { EvidenceFile } from "../../acquisition/file-system.ts";
import { readBytes } from "../../bytes/byte-source.ts";
import { readClientOrigin } from "../../formats/webkit/client-origin.ts";
import { atFile } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { websiteTracesOf } from "../website-traces.ts";

/** A website that stored something through an app. */
export interface WebsiteData {
  readonly kind: "storage" | "folder-name";
  /** The page's own origin, such as https://example.org/. */
  readonly url: string;
  /** The origin that stored it, where a part of the page from elsewhere did. */
  readonly partUrl?: string;
}

/** An origin file holds two origins; hosts are at most 253 letters long. */
const MAX_ORIGIN_BYTES = 65_536;

const CONTAINERS = "/private/var/mobile/Containers/Data";

export default defineArtifact<WebsiteData>({
  id: "ios/webkit-website-data",
  version: 1,
  paths: [
    `${CONTAINERS}/**/WebKit/WebsiteData/*/origin`, // caches by script, iOS 15 or 16
    `${CONTAINERS}/**/WebKit/WebsiteData/Default/*/*/origin`, // iOS 16 on
    `${CONTAINERS}/**/WebKit/WebsiteDataStore/*/**/origin`, // stores of profiles and of apps with several, iOS 17 on
    "/private/var/mobile/Library/WebKit/**/origin",
    `${CONTAINERS}/**/WebKit/WebsiteData/LocalStorage/http*`, // up to iOS 15
    `${CONTAINERS}/**/WebKit/WebsiteData/IndexedDB/**/IndexedDB.sqlite3`,
    `${CONTAINERS}/**/WebKit/LocalStorage/http*`, // up to iOS 8 or 9, and apps of that time
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "url:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/WebKit/WebKit/blob/8f755fa9a6ad92b046910a7fb9624aecded3cc81/Source/WebKit/NetworkProcess/storage/NetworkStorageManager.cpp",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
  ],

  *parse(file, context) {
    if (file.path.endsWith("/origin")) yield [readOrigin(file, context)];
    // The catalogue of a backup names the files of old layouts, and ios/manifest reads their names there.
    else if (context.acquisition.kind === "ios-file-system") yield fromName(file.path);
  },

  observables: observablesOf,
});

function readOrigin(file: EvidenceFile, context: ParseContext): Located<WebsiteData> {
  const source = context.bytes(file);
  const { page, part } = readClientOrigin(readBytes(source, 0, Math.min(source.byteLength, MAX_ORIGIN_BYTES)));
  return { at: [atFile], data: { kind: "storage", url: page, ...optional("partUrl", part === page ? undefined : part) } };
}

/** Sidecars of a database bear its name. */
function fromName(path: string): readonly Located<WebsiteData>[] {
  if (/-(?:wal|shm|journal)$/.test(path)) return [];
  return websiteTracesOf(path).urls.map((url) => ({ at: [atFile], data: { kind: "folder-name", url } }));
}

/** Who stored as a part of another's page was no place that somebody went to. */
function observablesOf({ url, partUrl }: WebsiteData): readonly Observable[] {
  const page: Observable = { type: "url:value", role: "visited", value: url };
  return partUrl === undefined ? [page] : [page, { type: "url:value", role: "visited", value: partUrl, circumstances: ["tracker"] }];
}
