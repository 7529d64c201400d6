import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { isOfAppsOnStorage, isSharedStorage } from "../android-staging.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly records: SourcedRecord<ListedFile>[];
  count: number;
}

const RECORDS = 100;
/** Libraries, compiled code, modules of the kernel. By name alone: AndroidQF lists files of storage and does not read them. */
const PROGRAM_FILE = /\.(?:so|dex|odex|oat|vdex|jar|ko|elf)$/i;

/** One finding for all: files to install apps from have their own rule. */
export default defineFold<ListedFile, State>({
  id: "android/program-file-on-storage",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  reads: files,
  falsePositives: ["own-choice", "app"],
  references: ["https://attack.mitre.org/techniques/T1407/", "https://github.com/mvt-project/androidqf"],
  stateLimit: RECORDS + 1,

  start: () => ({ records: [], count: 0 }),
  step(state, record) {
    const { path } = record.data;
    if (!PROGRAM_FILE.test(path) || !isSharedStorage(path) || isOfAppsOnStorage(path)) return;
    state.count++;
    if (state.records.length < RECORDS) state.records.push(record);
  },
  end: ({ records, count }): readonly HitWithRecords[] =>
    count === 0
      ? []
      : [
          {
            subject: "program-files-on-storage",
            message: "summary",
            params: { count, paths: records.map(({ data }) => data.path).join(", ") },
            count,
            records,
          },
        ],
  size: ({ records }) => records.length,
});
