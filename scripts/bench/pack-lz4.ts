const MIN_MATCH = 4;
const MAX_BACK = 0xffff;
/** The last bytes of a block are letters (lz4_Block_format.md): no match begins in the last twelve, or ends in the last five. */
const TAIL = 12;
const LAST_LETTERS = 5;

/** A block of LZ4, packed greedily: for making logs to measure, not for packing well. */
export function packBlock(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = new Map<number, number>();
  const out: number[] = [];
  let letters = 0;
  for (let at = 0; at + TAIL < bytes.length; ) {
    const word = view.getUint32(at, true);
    const from = known.get(word);
    known.set(word, at);
    if (from === undefined || at - from > MAX_BACK) at++;
    else {
      let end = at + MIN_MATCH;
      while (end < bytes.length - LAST_LETTERS && bytes[end] === bytes[from + end - at]) end++;
      putSequence(out, bytes.subarray(letters, at), at - from, end - at);
      at = end;
      letters = end;
    }
  }
  putSequence(out, bytes.subarray(letters), 0, 0);
  return Uint8Array.from(out);
}

function putSequence(out: number[], letters: Uint8Array, back: number, length: number): void {
  const match = back === 0 ? 0 : length - MIN_MATCH;
  out.push((Math.min(letters.length, 15) << 4) | Math.min(match, 15));
  putRest(out, letters.length);
  for (const letter of letters) out.push(letter);
  if (back === 0) return;
  out.push(back & 255, back >> 8);
  putRest(out, match);
}

function putRest(out: number[], length: number): void {
  if (length < 15) return;
  let rest = length - 15;
  for (; rest >= 255; rest -= 255) out.push(255);
  out.push(rest);
}
