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
/** Shorter than the shortest host. */
const MIN_BYTES = 4;
/** Fingerprints of 64 bits, each in two halves: 32 MB. */
const SLOTS = 1 << 22;
/** Fuller than this the table would be slow: what is new then is looked at each time it comes. */
const MAX_FILLED = SLOTS * 0.7;

/** Only texts with a dot before a letter, or a slash, can name a host, a file or an address. */
export function createSeenTexts(slots = SLOTS, maxFilled = MAX_FILLED): SeenTexts {
  const highs = new Int32Array(slots);
  const lows = new Int32Array(slots);
  let filled = 0;
  return {
    isNew(bytes, from, to, speaker) {
      if (to - from < MIN_BYTES) return false;
      let high = Math.imul(speaker + 1, 0x9e3779b1);
      let low = 0x811c9dc5 ^ speaker;
      let mayName = false;
      let before = 0;
      for (let at = from; at < to; at++) {
        const byte = bytes[at]!;
        high = Math.imul(high ^ byte, 0x5bd1e995);
        low = Math.imul(low ^ byte, 0x01000193);
        if (byte === SLASH || (before === DOT && byte > 64)) mayName = true;
        before = byte;
      }
      if (!mayName) return false;
      // No fingerprint is the mark of an empty slot.
      low |= 1;
      for (let slot = (high ^ (high >>> 15)) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
        if (lows[slot] === 0) {
          if (filled >= maxFilled) return true;
          highs[slot] = high;
          lows[slot] = low;
          filled++;
          return true;
        }
        if (lows[slot] === low && highs[slot] === high) return false;
      }
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
