import { asNumeric, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable } from "../partial-record.ts";

/** A row of the store's databases that names an app: an update, a purchase, an installation. */
export interface StoreEvent {
  /** The table it stands in, which says of what kind it is. */
  readonly storeTable: string;
  readonly bundleId: string;
  readonly logged?: EvidenceTime;
}

/** Names under which versions of the store keep the app and the time. */
const APP_COLUMNS = ["bundle_id", "bundleID", "bundle_identifier"];
const TIME_COLUMNS = ["timestamp", "install_date", "update_date"];

export default defineArtifact<StoreEvent>({
  id: "ios/store-events",
  version: 1,
  paths: [
    "bridle:/sysdiagnose/logs/appinstallation/AppUpdates.sqlitedb", // to iOS 12
    "bridle:/sysdiagnose/logs/appinstallation/appstored.sqlitedb", // iOS 13 on; newer systems leave it out
  ],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://github.com/abrignoni/iLEAPP"],

  *parse(file, context) {
    const database = context.database(file);
    const known = [...database.tables].flatMap(([table, columns]) => {
      const app = APP_COLUMNS.find((name) => columns.includes(name));
      const time = TIME_COLUMNS.find((name) => columns.includes(name));
      return app === undefined ? [] : [{ table, app, time }];
    });
    if (known.length === 0) context.skip(message("artifacts/ios/store-events/no-apps"), undefined, "unreadable-form");
    yield* eachTable(
      ...known.map(
        ({ table, app, time }) =>
          () =>
            context.records(
              database.rows({ from: table, select: ["rowid", app, ...(time === undefined ? [] : [time])] }),
              ([row]) => [atRow(table, String(row))],
              (row) => eventOf(table, row),
            ),
      ),
    );
  },

  observables: ({ bundleId }) => [{ type: "app:id", role: "listed", value: bundleId }],
});

/** Seconds since 1970 where they are such (EC-DIGIT); another unit gives no time rather than a wrong one. */
function eventOf(storeTable: string, [, app, time]: SqlRow): StoreEvent | undefined {
  const bundleId = asText(app ?? null);
  const seconds = time === undefined ? undefined : asNumeric(time);
  return bundleId
    ? { storeTable, bundleId, ...optional("logged", seconds === undefined ? undefined : fromUnixSeconds(seconds)) }
    : undefined;
}
