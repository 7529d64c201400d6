import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { RECORDS_IN_HIT, SECURITY_STATE_LIMIT, type SecurityRecord, withTag } from "../security-log.ts";

type State = SecurityRecord[];

/** The system logs cards and USB media alone, not the phone's own storage (SecurityLog.TAG_MEDIA_MOUNT). */
const MOUNTS: ReadonlySet<string> = new Set(["media_mount"]);
const MOUNT_POINTS = 20;

/** One finding of a log: when, and where they were mounted. Their names stay in the record: people give them. */
export default defineFold<IntrusionEvent, State>({
  id: "android/storage-medium-attached",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "medium",
  reads: intrusionLog,
  falsePositives: ["owner", "restart"],
  references: ["https://developer.android.com/reference/android/app/admin/SecurityLog#TAG_MEDIA_MOUNT"],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => [],
  step(mounts, record) {
    const mount = withTag(record, MOUNTS);
    if (mount) mounts.push(mount);
  },
  end(mounts): readonly HitWithRecords[] {
    const [first] = mounts;
    if (!first) return [];
    const points = [...new Set(mounts.map(({ data }) => data.details["mount_point"] ?? "?"))].slice(0, MOUNT_POINTS).join(", ");
    return [
      {
        subject: "media-mounted",
        message: "summary",
        params: { count: mounts.length, points },
        count: mounts.length,
        records: mounts.slice(0, RECORDS_IN_HIT),
        ...(first.data.time && { time: first.data.time }),
      },
    ];
  },
  size: (mounts) => mounts.length,
});
