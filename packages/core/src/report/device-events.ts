import { renderEnglish } from "../messages/catalog.ts";
import { compareText } from "../model/json.ts";
import { message } from "../model/message.ts";
import { toIso } from "../model/time.ts";
import type { EventKind, TimelineRow } from "../model/timeline.ts";

/** Changes of the phone itself that stand beside findings in the picture of times; processes and permissions are too many. */
export const DEVICE_KINDS = [
  "boot",
  "shutdown",
  "update",
  "restore",
  "backup",
  "install",
  "uninstall",
  "profile",
  "pairing",
  "account",
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What happened on one day, as often as it did. */
export interface DeviceEvent {
  readonly kind: DeviceKind;
  /** Milliseconds since 1970 UTC of the first of the day, to the second. */
  readonly at: number;
  readonly count: number;
}

/** Days and kinds kept, the latest. */
const MAX_EVENTS = 1_000;
const DAY_LENGTH = "2021-05-01".length;
const SECOND_LENGTH = "2021-05-01T12:22:33".length;

/** Gathers them from a timeline of any length, from its rows or from the lines it was written as: both give the same. */
export interface DeviceEventCounter {
  row(row: TimelineRow): void;
  line(line: string): void;
  events(): DeviceEvent[];
}

export function createDeviceEventCounter(): DeviceEventCounter {
  const byDay = new Map<string, { readonly kind: DeviceKind; at: number; count: number }>();
  const add = (kind: DeviceKind, iso: string): void => {
    const at = Date.parse(`${iso.slice(0, SECOND_LENGTH)}Z`);
    const key = `${iso.slice(0, DAY_LENGTH)} ${kind}`;
    const known = byDay.get(key);
    if (known) {
      known.count++;
      known.at = Math.min(known.at, at);
      return;
    }
    if (Number.isNaN(at)) return;
    byDay.set(key, { kind, at, count: 1 });
    // Timelines are in order: what came first is the oldest.
    if (byDay.size > MAX_EVENTS) byDay.delete(byDay.keys().next().value!);
  };
  return {
    row({ kind, time }) {
      if (isDeviceKind(kind) && time.clock === "utc") add(kind, toIso(time.earliest, "second"));
    },
    line(line) {
      const kind = KIND_OF_DESCRIPTION.get(DESCRIPTION.exec(line)?.[1] ?? "");
      const datetime = kind && DATETIME.exec(line)?.[1];
      if (kind && datetime) add(kind, datetime);
    },
    events: () => [...byDay.values()].sort((a, b) => a.at - b.at || compareText(a.kind, b.kind)),
  };
}

const isDeviceKind = (kind: EventKind): kind is DeviceKind => (DEVICE_KINDS as readonly EventKind[]).includes(kind);

/** As timeline.jsonl says them (timeline.ts). A quotation mark of the evidence has a backslash before it there, so that none of this is evidence. */
const KIND_OF_DESCRIPTION = new Map(DEVICE_KINDS.map((kind) => [renderEnglish(message(`report/event-${kind}`)), kind]));
const DESCRIPTION = /[^\\]"timestamp_desc":"([^"\\]+)"/;
const DATETIME = /[^\\]"datetime":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z"/;
