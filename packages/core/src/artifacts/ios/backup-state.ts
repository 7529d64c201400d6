import { isArray, isDictionary, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { readDictionary, timeOf } from "../plist-members.ts";

/** A backup that succeeded or failed, or the last backup that was brought back onto the phone. */
export interface BackupEvent {
  readonly kind: "backup" | "restore" | "enabled";
  readonly logged?: EvidenceTime;
  /** As the system describes it. */
  readonly backupOutcome?: string;
  /** Number of the error; none where it succeeded. */
  readonly errorCode?: number;
  readonly wasInCloud?: boolean;
  /** When the backup had been made that was restored. */
  readonly backupMade?: EvidenceTime;
  /** Build of the phone that had made it. */
  readonly osBuild?: string;
}

/** The system keeps some ten outcomes. */
const MAX_OUTCOMES = 5_000;

export default defineArtifact<BackupEvent>({
  id: "ios/backup-state",
  version: 1,
  paths: [
    "/private/var/root/Library/Preferences/com.apple.MobileBackup.plist", // seen on iOS 16 and 17
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "real-data",
  references: ["https://github.com/log2timeline/plaso", "https://github.com/abrignoni/iLEAPP"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    yield [...outcomesIn(root, context), ...restoreIn(root), ...enabledIn(root)];
  },

  events({ kind, logged, backupOutcome }): readonly TimelineEvent[] {
    if (!logged || kind === "enabled") return [];
    if (kind === "restore") return [{ time: logged, kind: "restore", message: "artifacts/ios/backup-state/restored" }];
    return [{ time: logged, kind: "backup", message: "artifacts/ios/backup-state/backed-up", params: { outcome: backupOutcome ?? "" } }];
  },
});

function outcomesIn(root: PlistDictionary, context: ParseContext): readonly Located<BackupEvent>[] {
  const state = root.get("BackupStateInfo");
  const outcomes = isDictionary(state) ? state.get("errors") : undefined;
  if (!isArray(outcomes)) return [];
  return withinLimit(context, outcomes, MAX_OUTCOMES).flatMap((entry, index) =>
    isDictionary(entry) ? [{ at: [atKey("BackupStateInfo", "errors", index)], data: outcomeOf(entry) }] : [],
  );
}

const outcomeOf = (entry: PlistDictionary): BackupEvent => ({
  kind: "backup",
  ...optional("logged", timeOf(entry.get("date"))),
  ...optional("backupOutcome", textOf(entry.get("localizedDescription"))),
  ...optional("errorCode", codeOf(entry.get("code"))),
});

const codeOf = (value: PlistValue | undefined): number | undefined => (typeof value === "number" && value !== 0 ? value : undefined);

/** RestoreInfo as iLEAPP describes it: there once a phone has been set up from a backup. */
function restoreIn(root: PlistDictionary): readonly Located<BackupEvent>[] {
  const info = root.get("RestoreInfo");
  if (!isDictionary(info)) return [];
  const wasInCloud = info.get("WasCloudRestore");
  const data: BackupEvent = {
    kind: "restore",
    ...optional("logged", timeOf(info.get("RestoreDate"))),
    ...optional("wasInCloud", typeof wasInCloud === "boolean" ? wasInCloud : undefined),
    ...optional("backupMade", timeOf(info.get("BackupDate"))),
    ...optional("osBuild", textOf(info.get("DeviceBuildVersion")) ?? textOf(info.get("BackupBuildVersion"))),
  };
  return [{ at: [atKey("RestoreInfo")], data }];
}

const enabledIn = (root: PlistDictionary): readonly Located<BackupEvent>[] => {
  const logged = timeOf(root.get("AccountEnabledDate"));
  return logged ? [{ at: [atKey("AccountEnabledDate")], data: { kind: "enabled", logged } }] : [];
};
