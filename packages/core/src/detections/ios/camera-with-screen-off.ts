import powerLog, { type PowerLogEntry } from "../../artifacts/ios/power-log.ts";
import { partitionPoint } from "../../model/partition-point.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

/** When the screen went on or off, in nanoseconds. */
interface ScreenChange {
  readonly at: bigint;
  readonly isOn: boolean;
}

interface Session {
  readonly at: bigint;
  readonly time: EvidenceTime;
  readonly bundleId: string;
  readonly record: SourcedRecord<PowerLogEntry>;
}

interface State {
  readonly changes: ScreenChange[];
  readonly sessions: Session[];
  /** Apps that had calls, by the diary itself. */
  readonly callers: Set<string>;
}

/** Rows of one diary: it keeps some days, and a screen goes on some hundred times a day. */
const STATE_LIMIT = 50_000;
const NANOSECONDS_PER_SECOND = 1_000_000_000n;
/** An app that is opened starts the camera moments before or after the screen: it must have been off so long, and stay off. */
const MARGIN = 30n * NANOSECONDS_PER_SECOND;
/** A note that the screen went off, and none since, is not believed for longer: the phone may have been off. */
const BELIEVED = 24n * 3_600n * NANOSECONDS_PER_SECOND;
/** Of the display's parts the one that lights it. */
const BACKLIGHT = "Backlight";
/** Makers' own programs may watch with the screen off: for the face of who looks, or through a camera of a Mac. */
const APPLE = /^com\.apple\./;
/** Apps for calls with pictures, by their ids in the App Store. What is not here is told as any other app. */
const CALL_APPS: ReadonlySet<string> = new Set([
  "net.whatsapp.WhatsApp",
  "net.whatsapp.WhatsAppSMB",
  "org.whispersystems.signal",
  "ph.telegra.Telegraph",
  "com.facebook.Messenger",
  "us.zoom.videomeetings",
  "com.microsoft.skype.teams",
  "com.skype.skype",
  "com.google.Meetings",
  "com.viber",
  "ch.threema.iapp",
  "com.wearezeta.zclient.ios",
]);

/**
 * The published diary of a research phone holds no session of the camera. Of the microphone its tables tell only where sound goes to,
 * and of the phone's place they tell of system services while the screen is off on any phone: neither is judged here.
 */
export default defineFold<PowerLogEntry, State>({
  id: "ios/camera-with-screen-off",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  reads: powerLog,
  falsePositives: ["call", "recording", "other-display", "codes"],
  references: ["https://github.com/mac4n6/APOLLO", "https://attack.mitre.org/techniques/T1512/"],
  stateLimit: STATE_LIMIT,

  start: () => ({ changes: [], sessions: [], callers: new Set() }),
  step({ changes, sessions, callers }, record) {
    const { kind, bundleId, detail = BACKLIGHT, time, isOn } = record.data;
    if (kind === "call" && bundleId !== undefined) callers.add(bundleId);
    // By its own clock a row cannot be laid beside one that was corrected.
    if (isOn === undefined || time?.clock !== "utc") return;
    const at = BigInt(time.earliest);
    if (kind === "screen" && detail === BACKLIGHT) changes.push({ at, isOn });
    if (kind === "camera" && isOn && bundleId !== undefined) sessions.push({ at, time, bundleId, record });
  },
  end({ changes, sessions, callers }) {
    const inOrder = changes.toSorted((a, b) => Number(a.at - b.at));
    const dark = sessions.filter(({ at }) => isDark(at, inOrder));
    return [...Map.groupBy(dark, ({ bundleId }) => bundleId).values()].map((same) => hitOf(same, callers));
  },
  size: ({ changes, sessions, callers }) => changes.length + sessions.length + callers.size,
});

/** The screen had been off for a while, and did not go on just after. */
function isDark(at: bigint, changes: readonly ScreenChange[]): boolean {
  const place = partitionPoint(changes.length, (index) => changes[index]!.at <= at);
  const [last, next] = [changes[place - 1], changes[place]];
  if (!last || last.isOn || at - last.at < MARGIN || at - last.at > BELIEVED) return false;
  return !next?.isOn || next.at - at > MARGIN;
}

function hitOf(sessions: readonly Session[], callers: ReadonlySet<string>): HitWithRecords {
  const { bundleId, time } = sessions[0]!;
  const isExpected = APPLE.test(bundleId) || CALL_APPS.has(bundleId) || callers.has(bundleId);
  return {
    subject: { type: "app:id", value: bundleId },
    message: "summary",
    params: { app: bundleId, count: sessions.length },
    time,
    count: sessions.length,
    ...(isExpected && { severity: "info" as const }),
    records: sessions.map(({ record }) => record),
  };
}
