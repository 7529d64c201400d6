import type { Firehose } from "./firehose.ts";
import type { PointHead } from "./point-head.ts";

/** Who may see an argument, as its program declared it. */
export type Privacy = "public" | "private" | "sensitive";

/** What an argument is. `count` tells how much of the next is meant (`%.*s`), `mask` how the next was hashed: neither is shown itself. */
export type ItemKind = "number" | "count" | "text" | "data" | "object" | "wide-text" | "errno" | "mask" | "hash" | "unknown";

/** An argument of a line. */
export interface LogItem {
  readonly kind: ItemKind;
  readonly privacy: Privacy;
  /** Undefined where the log does not hold it: private, or not there. */
  readonly bytes?: Uint8Array;
}

/** Where the values of items lie. */
export interface ItemPlace {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  /** Of the number of items; values follow them. */
  readonly from: number;
  readonly to: number;
  readonly privateFrom: number;
  readonly privateTo: number;
}

/** By the higher half of an item's type (os_log's own kinds). */
const KINDS: readonly ItemKind[] = ["number", "count", "text", "data", "object", "wide-text", "errno", "mask", "data"];
const HASH_TYPE = 0xf2;
const PRIVATE_HASH_TYPE = 0xf1;
const [PRIVATE_BIT, SENSITIVE_BIT] = [0x1, 0x4];
/** The lengths that say: private, and not kept. */
const NOT_KEPT = 0x8000;
const REFERENCE_BYTES = 4;

export const placeOf = (firehose: Firehose, head: PointHead): ItemPlace => {
  const privateFrom = firehose.privateFrom + head.privateOffset - firehose.privateBase;
  const hasPrivate = head.privateLength > 0 && head.privateOffset >= firehose.privateBase;
  return {
    view: firehose.view,
    bytes: firehose.bytes,
    from: head.itemsAt,
    to: head.end,
    privateFrom: hasPrivate ? privateFrom : firehose.privateTo,
    privateTo: hasPrivate ? Math.min(privateFrom + head.privateLength, firehose.privateTo) : firehose.privateTo,
  };
};

/** The arguments of a line; those that the bytes do not reach are left out. */
export function readItems(place: ItemPlace): readonly LogItem[] {
  const { view, from, to } = place;
  if (from + 2 > to) return [];
  const count = view.getUint8(from + 1);
  const valuesAt = endOfItems(view, from, to);
  const items: LogItem[] = [];
  for (let at = from + 2; items.length < count && at + 2 <= to; at += 2 + view.getUint8(at + 1)) {
    if (at + 2 + view.getUint8(at + 1) > to) break;
    items.push(itemAt(place, at, valuesAt));
  }
  return items;
}

/** Behind the last item: where the values begin. Offsets count from here, also where the callers (a backtrace) stand before the first. */
export function endOfItems(view: DataView, from: number, to: number): number {
  const count = view.getUint8(from + 1);
  let at = from + 2;
  for (let n = 0; n < count && at + 2 <= to; n++) at += 2 + view.getUint8(at + 1);
  return Math.min(at, to);
}

const isReference = (kind: ItemKind): boolean => kind !== "number" && kind !== "count" && kind !== "mask" && kind !== "errno";

function itemAt(place: ItemPlace, at: number, valuesAt: number): LogItem {
  const { view, bytes } = place;
  const type = view.getUint8(at);
  const size = view.getUint8(at + 1);
  const kind = type === HASH_TYPE || type === PRIVATE_HASH_TYPE ? "hash" : (KINDS[type >> 4] ?? "unknown");
  const privacy = privacyOf(type);
  if (privacy === "public" && !isReference(kind)) return { kind, privacy, bytes: bytes.subarray(at + 2, at + 2 + size) };
  if (size !== REFERENCE_BYTES) return { kind, privacy };
  const [offset, length] = [view.getUint16(at + 2, true), view.getUint16(at + 4, true)];
  const value =
    privacy === "public"
      ? within(bytes, valuesAt + offset, length, place.to)
      : privateValue(bytes, place.privateFrom + offset, length, place.privateTo);
  return { kind, privacy, ...(value && { bytes: value }) };
}

function privacyOf(type: number): Privacy {
  if (type & SENSITIVE_BIT) return "sensitive";
  return type & PRIVATE_BIT ? "private" : "public";
}

/** As much of a value as there is; undefined where none of it is. */
function within(bytes: Uint8Array, from: number, length: number, to: number): Uint8Array | undefined {
  return from > to ? undefined : bytes.subarray(from, Math.min(from + length, to));
}

function privateValue(bytes: Uint8Array, from: number, length: number, to: number): Uint8Array | undefined {
  const size = length & ~NOT_KEPT;
  return size === 0 || from >= to ? undefined : within(bytes, from, size, to);
}

const MAX_TRACE_ITEMS = 32;

/** Arguments of a trace: numbers, then their sizes, then how many. */
export function readTraceItems({ bytes, from, to }: Pick<ItemPlace, "bytes" | "from" | "to">): readonly LogItem[] {
  if (to - from < 2) return [];
  const count = Math.min(bytes[to - 1]!, MAX_TRACE_ITEMS);
  const sizesAt = to - 1 - count;
  if (sizesAt < from) return [];
  const items: LogItem[] = [];
  let at = from;
  for (let n = 0; n < count; n++) {
    const size = bytes[sizesAt + n]!;
    if (at + size > sizesAt) break;
    items.push({ kind: "number", privacy: "public", bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  return items;
}
