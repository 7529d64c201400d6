import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { ADB_TAGS, SECURITY_STATE_LIMIT, type SecurityRecord, secondsBetween, withTag } from "../security-log.ts";

interface State {
  debugging: SecurityRecord | undefined;
  /** The first install of each app beside debugging, with what stood before it. */
  readonly installs: Map<string, readonly SecurityRecord[]>;
}

const INSTALLS: ReadonlySet<string> = new Set(["package_installed"]);
/** A person at the phone takes so long from the cable to the last tap. */
const WINDOW_SECONDS = 600;

export default defineFold<IntrusionEvent, State>({
  id: "android/install-beside-debugging",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: intrusionLog,
  falsePositives: ["developer", "store"],
  references: [
    "https://developer.android.com/reference/android/app/admin/SecurityLog",
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
  ],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => ({ debugging: undefined, installs: new Map() }),
  step(state, record) {
    const debugging = withTag(record, ADB_TAGS);
    if (debugging) state.debugging = debugging;
    const install = withTag(record, INSTALLS);
    const app = install?.data.details["package_name"];
    if (!install || app === undefined || !state.debugging || state.installs.has(app)) return;
    const seconds = secondsBetween(state.debugging.data, install.data);
    if (seconds !== undefined && seconds >= 0 && seconds <= WINDOW_SECONDS) state.installs.set(app, [install, state.debugging]);
  },
  end: ({ installs }) =>
    [...installs].map(([app, records]): HitWithRecords => {
      const time = records[0]!.data.time;
      return {
        subject: { type: "app:id", value: app },
        message: "summary",
        params: { app, seconds: secondsBetween(records[1]!.data, records[0]!.data) ?? 0 },
        ...(time && { time }),
        records,
      };
    }),
  size: ({ installs }) => installs.size,
});
