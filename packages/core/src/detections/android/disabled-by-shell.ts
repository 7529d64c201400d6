import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import { compareText } from "../../model/json.ts";
import { SHELL_PACKAGE } from "../android-installers.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly disabled: SourcedRecord<PackageEntry>[];
}

const STATE_LIMIT = 20_000;
/** Names told in the sentence; the records hold the others. */
const MAX_NAMES = 10;
/** PackageManager.COMPONENT_ENABLED_STATE_DISABLED and …_DISABLED_USER. */
const DISABLED = new Set([2, 3]);

/** Apps of the system that a computer switched off: updaters, verifiers and security apps may be among them. */
export default defineFold<PackageEntry, State>({
  id: "android/disabled-by-shell",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: packages,
  falsePositives: ["clearing-out", "developer"],
  references: [
    "https://developer.android.com/reference/android/content/pm/PackageManager#setApplicationEnabledSetting(java.lang.String,%20int,%20int)",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ disabled: [] }),
  step({ disabled }, record) {
    const { kind, isSystem, users } = record.data;
    const isByShell = users.some(({ enabledState, disabledBy }) => DISABLED.has(enabledState) && disabledBy === SHELL_PACKAGE);
    if (kind === "package" && isSystem && isByShell) disabled.push(record);
  },
  end: ({ disabled }) => (disabled.length === 0 ? [] : [hitOf(disabled)]),
  size: ({ disabled }) => disabled.length,
});

function hitOf(records: readonly SourcedRecord<PackageEntry>[]): HitWithRecords {
  const names = records.map(({ data }) => data.packageName).sort(compareText);
  return {
    subject: "disabled-by-shell",
    message: "summary",
    params: { number: names.length, apps: names.slice(0, MAX_NAMES).join(", "), others: Math.max(0, names.length - MAX_NAMES) },
    count: names.length,
    records,
  };
}
