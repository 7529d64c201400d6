import files, { type ListedFile } from "../artifacts/android/files.ts";
import { isOfAppsOnStorage, isSharedStorage } from "./android-staging.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "./detection.ts";

interface State {
  readonly records: SourcedRecord<ListedFile>[];
  count: number;
}

const RECORDS = 100;

interface FilesOnStorage {
  readonly id: string;
  /** What the one finding is about. */
  readonly subject: string;
  /** Names of the files. By name alone: AndroidQF lists files of storage and does not read them. */
  readonly names: RegExp;
  readonly falsePositives: readonly string[];
  readonly reference: string;
}

/** One finding for all files of a kind on the storage that apps share. */
export const defineFilesOnStorage = ({ id, subject, names, falsePositives, reference }: FilesOnStorage) =>
  defineFold<ListedFile, State>({
    id,
    version: 1,
    status: "experimental",
    axis: "none",
    severity: "info",
    confidence: "low",
    reads: files,
    falsePositives,
    references: [reference, "https://github.com/mvt-project/androidqf"],
    stateLimit: RECORDS + 1,

    start: () => ({ records: [], count: 0 }),
    step(state, record) {
      const { path } = record.data;
      if (!names.test(path) || !isSharedStorage(path) || isOfAppsOnStorage(path)) return;
      state.count++;
      if (state.records.length < RECORDS) state.records.push(record);
    },
    end: ({ records, count }): readonly HitWithRecords[] => {
      if (count === 0) return [];
      const paths = records.map(({ data }) => data.path).join(", ");
      return [{ subject, message: "summary", params: { count, paths }, count, records }];
    },
    size: ({ records }) => records.length,
  });
