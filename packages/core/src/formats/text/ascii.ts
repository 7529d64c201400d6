/** Stands for bytes that are no ASCII. */
const OTHER = 0x7f;
const LAST = 0x7f;

/**
 * Makes one letter of each byte, so that a place in the text is a place in the bytes: ASCII as it is, all others as letters that no
 * search for ASCII finds. The platform's decoder is many times faster than reading bytes one by one, and most text is ASCII alone.
 */
export function createAsciiDecoder(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (bytes) => {
    const text = decoder.decode(bytes);
    if (text.length === bytes.length) return text;
    const masked = bytes.slice();
    for (let at = 0; at < masked.length; at++) if (masked[at]! > LAST) masked[at] = OTHER;
    return decoder.decode(masked);
  };
}
