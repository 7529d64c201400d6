import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { isStaging, isSystemFolder } from "../android-staging.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

type Place = "staging" | "system";

interface State {
  readonly records: Record<Place, SourcedRecord<ListedFile>[]>;
  readonly counts: Record<Place, number>;
}

const RECORDS = 100;
const PATHS = 20;
const TYPE = /^u:object_r:(\w+)(?::|$)/;
/** What Android's policy (private/file_contexts) has for the shell's folders. */
const OF_STAGING: ReadonlySet<string> = new Set(["shell_data_file", "shell_test_data_file", "nativetest_data_file"]);
/** Labels of what was made while the phone ran, or of nothing: no file of an image bears them. */
const NEVER_OF_SYSTEM = /(?:_data_file|^tmpfs|^unlabeled)$/;

/** A file keeps its label when it is moved, and only the system and root may give it another. From the policy, not from phones. */
export default defineFold<ListedFile, State>({
  id: "android/foreign-file-label",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: files,
  falsePositives: ["own-root", "maker", "restored"],
  references: ["https://source.android.com/docs/security/features/selinux/implement", "https://attack.mitre.org/techniques/T1407/"],
  stateLimit: 2 * RECORDS + 1,

  start: () => ({ records: { staging: [], system: [] }, counts: { staging: 0, system: 0 } }),
  step({ records, counts }, record) {
    const place = foreignPlace(record.data);
    if (place === undefined) return;
    counts[place]++;
    if (records[place].length < RECORDS) records[place].push(record);
  },
  end: ({ records, counts }) => [...hitOf("staging", records.staging, counts.staging), ...hitOf("system", records.system, counts.system)],
  size: ({ records }) => records.staging.length + records.system.length,
});

function foreignPlace({ path, label }: ListedFile): Place | undefined {
  const type = TYPE.exec(label ?? "")?.[1];
  if (type === undefined) return undefined;
  if (isStaging(path)) return OF_STAGING.has(type) ? undefined : "staging";
  return isSystemFolder(path) && NEVER_OF_SYSTEM.test(type) ? "system" : undefined;
}

function hitOf(place: Place, records: readonly SourcedRecord<ListedFile>[], count: number): readonly HitWithRecords[] {
  if (count === 0) return [];
  const paths = records
    .slice(0, PATHS)
    .map(({ data }) => `${data.path} (${data.label})`)
    .join(", ");
  return [{ subject: `labels in ${place}`, message: `summary-${place}`, params: { count, paths }, count, records }];
}
