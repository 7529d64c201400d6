import { tracev3Error } from "./fail.ts";
import { UUID_BYTES, uuidText } from "./uuid.ts";

/** What the header of a file tells. */
export interface TraceHeader {
  /** A tick of the clock is so many nanoseconds: 125/3 on devices. */
  readonly numerator: number;
  readonly denominator: number;
  readonly bootUuid: string;
  readonly osBuild?: string;
  readonly hardware?: string;
}

const FIXED_BYTES = 40;
const [BUILD, BOOT] = [0x6101, 0x6102];

export function readHeader(bytes: Uint8Array): TraceHeader {
  if (bytes.length < FIXED_BYTES) throw tracev3Error("truncated", "a header is cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [numerator, denominator] = [view.getUint32(0, true), view.getUint32(4, true)];
  if (numerator === 0 || denominator === 0) throw tracev3Error("malformed", "a clock without ticks");
  let bootUuid: string | undefined;
  let osBuild: string | undefined;
  let hardware: string | undefined;
  for (let at = FIXED_BYTES; at + 8 <= bytes.length; ) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    const from = at + 8;
    if (from + length > bytes.length) break;
    if (tag === BUILD && length >= 56) {
      osBuild = textAt(bytes, from + 8, 16);
      hardware = textAt(bytes, from + 24, 32);
    } else if (tag === BOOT && length >= UUID_BYTES) bootUuid = uuidText(bytes, from);
    at = from + length;
  }
  if (bootUuid === undefined) throw tracev3Error("malformed", "a header without a boot");
  return { numerator, denominator, bootUuid, ...(osBuild && { osBuild }), ...(hardware && { hardware }) };
}

/** Text up to a NUL. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  const text = new TextDecoder().decode(bytes.subarray(at, at + length));
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}
