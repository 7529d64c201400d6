import { LOSS, TRACE } from "./firehose.ts";
import { endOfItems } from "./items.ts";
import { argumentsOf, type LineView, lacksArguments } from "./lines.ts";

/** Texts that were met before, by fingerprint alone: nothing is decoded to ask. */
export interface SeenTexts {
  /** Whether these bytes may name something and were not met before, said by this speaker. */
  isNew(bytes: Uint8Array, from: number, to: number, speaker: number): boolean;
}

const DOT = 46;
const SLASH = 47;
/** Letters, and what is beyond ASCII. */
const FIRST_LETTER = 65;
/** Shorter than the shortest host. */
const MIN_BYTES = 4;
/** Fingerprints have two halves of 32 bits. The table begins small, so that it stays in the processor's cache as long as it can. */
const FIRST_SLOTS = 1 << 14;
/** 32 MB. What is new when it is full is looked at each time it comes: that costs time and nothing else. */
const MAX_SLOTS = 1 << 22;
const MAX_FILLED = 0.6;

/** Only texts with a dot before a letter, or a slash, can name a host, a file or an address. */
function mayName(bytes: Uint8Array, from: number, to: number): boolean {
  let before = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === SLASH || (before === DOT && byte >= FIRST_LETTER)) return true;
    before = byte;
  }
  return false;
}

export function createSeenTexts(maxSlots = MAX_SLOTS): SeenTexts {
  let slots = Math.min(FIRST_SLOTS, maxSlots);
  let table = new Int32Array(slots * 2);
  let filled = 0;
  const placeOf = (high: number, low: number): number => {
    let slot = (high ^ (high >>> 15)) & (slots - 1);
    while (table[slot * 2] !== 0 && (table[slot * 2] !== low || table[slot * 2 + 1] !== high)) slot = (slot + 1) & (slots - 1);
    return slot * 2;
  };
  const grow = (): void => {
    const old = table;
    slots *= 2;
    table = new Int32Array(slots * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === 0) continue;
      const place = placeOf(old[at + 1]!, old[at]!);
      table[place] = old[at]!;
      table[place + 1] = old[at + 1]!;
    }
  };
  return {
    isNew(bytes, from, to, speaker) {
      if (to - from < MIN_BYTES || !mayName(bytes, from, to)) return false;
      let high = Math.imul(speaker + 1, 0x9e3779b1);
      let low = 0x811c9dc5 ^ speaker;
      for (let at = from; at < to; at++) {
        const byte = bytes[at]!;
        high = Math.imul(high ^ byte, 0x5bd1e995);
        low = Math.imul(low ^ byte, 0x01000193);
      }
      // No fingerprint is the mark of an empty slot.
      low |= 1;
      const place = placeOf(high, low);
      if (table[place] !== 0) return false;
      if (filled >= maxSlots * MAX_FILLED) return true;
      table[place] = low;
      table[place + 1] = high;
      filled++;
      if (filled >= slots * MAX_FILLED && slots < maxSlots) grow();
      return true;
    },
  };
}

const [TEXT, OBJECT] = [2, 4];
const PRIVATE_OR_SENSITIVE = 0x5;

/** Calls `see` with the place of each text of a line that is not private, where `seen` finds it new. */
export function scanArguments(
  line: LineView,
  seen: SeenTexts,
  speaker: number,
  see: (bytes: Uint8Array, from: number, to: number) => void,
): void {
  const { kind } = line.point;
  if (kind === LOSS || kind === TRACE || lacksArguments(line)) return;
  const { view, bytes, from, to } = argumentsOf(line);
  if (from + 2 > to) return;
  const count = view.getUint8(from + 1);
  if (count === 0) return;
  let valuesAt = -1;
  for (let at = from + 2, n = 0; n < count && at + 6 <= to; at += 2 + view.getUint8(at + 1), n++) {
    const type = view.getUint8(at);
    const form = type >> 4;
    if ((form !== TEXT && form !== OBJECT) || type & PRIVATE_OR_SENSITIVE || view.getUint8(at + 1) !== 4) continue;
    if (valuesAt < 0) valuesAt = endOfItems(view, from, to);
    const start = valuesAt + view.getUint16(at + 2, true);
    const end = Math.min(start + view.getUint16(at + 4, true), to);
    if (seen.isNew(bytes, start, end, speaker)) see(bytes, start, end);
  }
}
