import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { isCollector, isStaging } from "../android-staging.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";
import { isExecutable, isFolder } from "../file-mode.ts";

/** All files in one folder of a staging folder: tools come in bundles, and a finding for each file would hide the rest. */
interface Bundle {
  readonly records: SourcedRecord<ListedFile>[];
  count: number;
  executables: number;
}

type State = Map<string, Bundle>;

const RECORDS_PER_BUNDLE = 20;
const STATE_LIMIT = 10_000;

export default defineFold<ListedFile, State>({
  id: "android/file-in-staging",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: files,
  falsePositives: ["developer", "acquisition", "helper-apps"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://attack.mitre.org/techniques/T1407/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => new Map(),
  step(bundles, record) {
    const { path, mode } = record.data;
    if (!isStaging(path) || isCollector(path) || isFolder(mode)) return;
    const folder = bundleOf(path);
    const bundle = bundles.get(folder) ?? { records: [], count: 0, executables: 0 };
    bundles.set(folder, bundle);
    bundle.count++;
    if (isExecutable(mode)) bundle.executables++;
    if (bundle.records.length < RECORDS_PER_BUNDLE) bundle.records.push(record);
  },
  end: (bundles) => [...bundles].map(([folder, bundle]) => hitOf(folder, bundle)),
  size: (bundles) => bundles.size,
});

/** A file directly in the staging folder stands for itself, one deeper for the first folder. */
const bundleOf = (path: string): string => path.split("/").slice(0, 5).join("/");

function hitOf(folder: string, { records, count, executables }: Bundle): HitWithRecords {
  const time = records[0]?.data.modified;
  return {
    subject: { type: "file:path", value: folder },
    message: "summary",
    params: { path: folder, count, executables },
    severity: executables > 0 ? "medium" : "low",
    ...(time && { time }),
    count,
    records,
  };
}
