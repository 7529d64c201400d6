import { procIdAt } from "./firehose.ts";
import type { ItemPlace } from "./items.ts";
import { uuidText } from "./uuid.ts";

/** Arguments that were too large for their line. */
export interface Oversize {
  readonly procId: string;
  readonly number: number;
  readonly place: ItemPlace;
}

/** What a program tells of its state when it is asked to: a property list, a protocol buffer, or a form of its own. */
export interface StateDump {
  readonly procId: string;
  readonly tick: bigint;
  readonly senderUuid: string;
  readonly form: "plist" | "protobuf" | "custom" | "unknown";
  /** Of a custom form: who would know to read it, and its name. */
  readonly library: string;
  readonly type: string;
  readonly title: string;
  readonly data: Uint8Array;
}

/** A line that was text already when it was written. */
export interface SimpleDump {
  readonly procId: string;
  readonly tick: bigint;
  readonly thread: bigint;
  readonly level: number;
  readonly senderUuid: string;
  readonly subsystem: string;
  readonly text: string;
}

const OVERSIZE_BYTES = 32;
const STATE_BYTES = 56;
const NAME_BYTES = 64;
const SIMPLE_BYTES = 84;
const FORMS = ["unknown", "plist", "protobuf", "custom"] as const;

/** Undefined where the chunk is too short. */
export function readOversize(view: DataView, bytes: Uint8Array, offset: number, length: number): Oversize | undefined {
  if (length < OVERSIZE_BYTES + 2) return undefined;
  const end = offset + length;
  const [publicBytes, privateBytes] = [view.getUint16(offset + 28, true), view.getUint16(offset + 30, true)];
  const from = offset + OVERSIZE_BYTES;
  const to = Math.min(end, from + publicBytes);
  const place: ItemPlace = { view, bytes, from, to, privateFrom: to, privateTo: Math.min(end, to + privateBytes) };
  return { procId: procIdAt(view, offset), number: view.getUint32(offset + 24, true), place };
}

export function readStateDump(view: DataView, bytes: Uint8Array, offset: number, length: number): StateDump | undefined {
  const dataAt = offset + STATE_BYTES + 3 * NAME_BYTES;
  if (dataAt > offset + length) return undefined;
  const size = view.getUint32(offset + 52, true);
  return {
    procId: procIdAt(view, offset),
    tick: view.getBigUint64(offset + 16, true),
    senderUuid: uuidText(bytes, offset + 32),
    form: FORMS[view.getUint32(offset + 48, true)] ?? "unknown",
    library: textAt(bytes, offset + STATE_BYTES, NAME_BYTES),
    type: textAt(bytes, offset + STATE_BYTES + NAME_BYTES, NAME_BYTES),
    title: textAt(bytes, offset + STATE_BYTES + 2 * NAME_BYTES, NAME_BYTES),
    data: bytes.subarray(dataAt, Math.min(offset + length, dataAt + size)),
  };
}

export function readSimpleDump(view: DataView, bytes: Uint8Array, offset: number, length: number): SimpleDump | undefined {
  if (length < SIMPLE_BYTES) return undefined;
  const [subsystemBytes, textBytes] = [view.getUint32(offset + 76, true), view.getUint32(offset + 80, true)];
  const textAtOffset = offset + SIMPLE_BYTES + subsystemBytes;
  const end = offset + length;
  return {
    procId: procIdAt(view, offset),
    tick: view.getBigUint64(offset + 16, true),
    thread: view.getBigUint64(offset + 24, true),
    level: view.getUint16(offset + 38, true),
    senderUuid: uuidText(bytes, offset + 40),
    subsystem: textAt(bytes, offset + SIMPLE_BYTES, Math.min(subsystemBytes, end - offset - SIMPLE_BYTES)),
    text: textAtOffset > end ? "" : textAt(bytes, textAtOffset, Math.min(textBytes, end - textAtOffset)),
  };
}

/** Text up to a NUL. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  const part = bytes.subarray(at, at + length);
  const nul = part.indexOf(0);
  return new TextDecoder().decode(nul === -1 ? part : part.subarray(0, nul));
}
