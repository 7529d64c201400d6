import { asFlag, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { hasTable } from "../partial-record.ts";

/** A file that the store's daemon was to fetch, and where it was to put it. */
export interface StoreDownload {
  readonly url?: string;
  /** Canonical. */
  readonly path?: string;
  /** As stored: media, artwork … */
  readonly assetType?: string;
  /** It was fetched whole. */
  readonly isFetched?: boolean;
}

const COLUMNS = ["rowid", "url", "local_path", "destination_url", "asset_type", "is_downloaded"];

/**
 * The store's list of downloads lies where any computer that the phone trusts may write. A list that was written by others made the daemon
 * fetch files from their server into folders that are not its own (published in November 2025, up to iOS 26.2 beta 1).
 */
export default defineArtifact<StoreDownload>({
  id: "ios/store-downloads",
  version: 1,
  paths: [
    "/private/var/mobile/Media/Downloads/downloads.*.sqlitedb", // seen on iOS 16
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "url:value": ["listed"], "file:path": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://hanakim3945.github.io/", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "asset")) return;
    yield* context.records(
      database.rows({ from: "asset", select: COLUMNS }),
      ([row]) => [atRow("asset", String(row))],
      (row) => downloadOf(row, context),
    );
  },

  observables: ({ url, path }) => [
    ...(url === undefined ? [] : [{ type: "url:value", role: "listed", value: url } as const]),
    ...(path === undefined ? [] : [{ type: "file:path", role: "listed", value: path } as const]),
  ],
});

function downloadOf([, url, localPath, destination, type, downloaded]: SqlRow, { canonical }: ParseContext): StoreDownload {
  const path = asText(localPath) || asText(destination);
  return {
    ...optional("url", asText(url) || undefined),
    ...optional("path", path ? canonical(path) : undefined),
    ...optional("assetType", asText(type)),
    ...optional("isFetched", downloaded === null ? undefined : asFlag(downloaded!)),
  };
}
