import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";

/** What a line tells; other lines are the daemon's own business. */
export type LogdEventKind =
  | "boot"
  | "orderly-shutdown"
  | "power-button"
  | "time-zone-changed"
  /** The image of a process could not be found when its messages were to be shown. */
  | "unresolved-image"
  | "unknown-path";

export interface LogdEvent {
  readonly kind: LogdEventKind;
  readonly time: EvidenceTime;
  readonly pid?: number;
  /** Of the image that was not found. */
  readonly uuid?: string;
}

const LINE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\s?[+-]\d\d:?\d\d) ([^[\]]{1,64})\[(\d{1,10})\](?: <[^>]{0,32}>)?: (.*)$/;

/** Phrases of logd; the first that a line holds says what it is. */
const PHRASES: readonly (readonly [phrase: RegExp, kind: LogdEventKind])[] = [
  [/\blibtrace_kic=1\b/, "boot"],
  [/No userlevel firehose clients left/, "orderly-shutdown"],
  [/flush for power button/, "power-button"],
  [/Time zone changed/i, "time-zone-changed"],
  [/#DECODE failed to resolve UUID/, "unresolved-image"],
  [/Unable to get path for/, "unknown-path"],
];
const EVENTS_IN_TIMELINE: Partial<Record<LogdEventKind, "boot" | "shutdown">> = { boot: "boot", "orderly-shutdown": "shutdown" };

/** The log of the logging daemon itself: it counts boots and shutdowns by its own, and names images that could not be found. */
export default defineArtifact<LogdEvent>({
  id: "ios/logd-log",
  version: 1,
  paths: [
    "/private/var/db/diagnostics/logd.*.log", // seen on iOS 12 to 18
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "real-data",
  references: ["https://github.com/log2timeline/plaso", "https://github.com/abrignoni/iLEAPP"],

  *parse(file, context) {
    for (const lines of context.lines(file)) {
      const events: Located<LogdEvent>[] = [];
      for (const { text, line } of lines) {
        const parts = LINE.exec(text);
        const kind = parts && PHRASES.find(([phrase]) => phrase.test(parts[4]!))?.[1];
        if (!parts || !kind) continue;
        const time = timeWithOffset(parts[1]!);
        if (time) events.push({ at: [atLine(line)], data: eventOf(kind, time, parts[4]!) });
        else context.skip(message("artifacts/ios/logd-log/no-time"), [atLine(line)]);
      }
      yield events;
    }
  },

  events({ kind, time }) {
    const shown = EVENTS_IN_TIMELINE[kind];
    return shown ? [{ time, kind: shown, message: `artifacts/ios/logd-log/${kind}` }] : [];
  },
});

function eventOf(kind: LogdEventKind, time: EvidenceTime, said: string): LogdEvent {
  const pid = /\bpid:\s?(\d{1,10})/.exec(said)?.[1] ?? /Unable to get path for (?:pid )?(\d{1,10})/.exec(said)?.[1];
  const uuid = /\bmain:([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})/.exec(said)?.[1];
  return { kind, time, ...optional("pid", pid === undefined ? undefined : Number(pid)), ...optional("uuid", uuid?.toUpperCase()) };
}
