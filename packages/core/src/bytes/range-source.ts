import type { ByteSource } from "./byte-source.ts";

/** The bytes from `from` up to `to` as a source of their own; ends early where the whole does. */
export function rangeSource(whole: ByteSource, from: number, to: number): ByteSource {
  const byteLength = Math.max(0, Math.min(to, whole.byteLength) - from);
  return {
    byteLength,
    readSync(offset, into) {
      const size = Math.min(into.length, byteLength - offset);
      return size <= 0 ? 0 : whole.readSync(from + offset, into.subarray(0, size));
    },
  };
}
