import { viewOf } from "./end-record.ts";

const ZIP64 = 0x0001;
/** Info-ZIP's extended timestamp. */
export const UNIX_TIME = 0x5455;
/** Fields of one member; real ones have fewer than ten. */
const MAX_FIELDS = 64;

/** Extra fields by id, the first of each (APPNOTE 4.5). What is cut off is left out. */
export function extraFields(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  const view = viewOf(bytes);
  for (let at = 0, count = 0; at + 4 <= bytes.length && count < MAX_FIELDS; count++) {
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    at += 4;
    if (at + size > bytes.length) break;
    if (!fields.has(id)) fields.set(id, bytes.subarray(at, at + size));
    at += size;
  }
  return fields;
}

const FULL = 0xffffffff;

/**
 * Numbers of a header whose 32 bits are full stand in the zip64 field, in order and only those (APPNOTE 4.5.3). Undefined where one
 * is missing there, or is more than a number holds.
 */
export function wideNumbers(numbers: readonly number[], extra: ReadonlyMap<number, Uint8Array>): readonly number[] | undefined {
  const field = extra.get(ZIP64);
  let at = 0;
  const wide = numbers.map((number) => {
    if (number !== FULL) return number;
    const value = field && at + 8 <= field.length ? Number(viewOf(field).getBigUint64(at, true)) : -1;
    at += 8;
    return value;
  });
  return wide.every((number) => number >= 0 && Number.isSafeInteger(number)) ? wide : undefined;
}
