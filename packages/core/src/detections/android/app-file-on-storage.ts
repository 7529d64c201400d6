import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { isOfAppsOnStorage, isSharedStorage } from "../android-staging.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly records: SourcedRecord<ListedFile>[];
  count: number;
}

const RECORDS = 100;
const APP_FILE = /\.(?:apk|apks|xapk|apkm|aab)$/i;

/** One finding for all: what they are, their hashes and the list of packages tell. */
export default defineFold<ListedFile, State>({
  id: "android/app-file-on-storage",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  reads: files,
  falsePositives: ["own-choice"],
  references: ["https://attack.mitre.org/techniques/T1660/", "https://github.com/mvt-project/androidqf"],
  stateLimit: RECORDS + 1,

  start: () => ({ records: [], count: 0 }),
  step(state, record) {
    const { path } = record.data;
    if (!APP_FILE.test(path) || !isSharedStorage(path) || isOfAppsOnStorage(path)) return;
    state.count++;
    if (state.records.length < RECORDS) state.records.push(record);
  },
  end: ({ records, count }): readonly HitWithRecords[] =>
    count === 0
      ? []
      : [
          {
            subject: "app-files-on-storage",
            message: "summary",
            params: { count, paths: records.map(({ data }) => data.path).join(", ") },
            count,
            records,
          },
        ],
  size: ({ records }) => records.length,
});
