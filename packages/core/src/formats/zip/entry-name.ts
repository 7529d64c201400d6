import { crc32 } from "../../bytes/crc32.ts";

/** Letters from 128 on in code page 437, which names are written in unless a flag says UTF-8 (APPNOTE appendix D). */
const CODE_PAGE_437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
const UNICODE_PATH = 0x7075;
const UNICODE_PATH_HEADER = 5;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A member's name: the Unicode path field where it belongs to this very name (APPNOTE 4.6.9), else UTF-8 where the flag says so.
 * Unix systems write UTF-8 without the flag (macOS's archive utility does); what is no UTF-8 is read as code page 437.
 */
export function entryName(bytes: Uint8Array, extra: ReadonlyMap<number, Uint8Array>, isFlaggedUtf8: boolean, isFromUnix: boolean): string {
  const stated = unicodePath(bytes, extra.get(UNICODE_PATH));
  if (stated !== undefined) return stated;
  const asUtf8 = isFlaggedUtf8 || isFromUnix ? fromUtf8(bytes) : undefined;
  return asUtf8 ?? fromCodePage437(bytes);
}

function unicodePath(name: Uint8Array, field: Uint8Array | undefined): string | undefined {
  if (field === undefined || field.length < UNICODE_PATH_HEADER || field[0] !== 1) return undefined;
  const checksum = new DataView(field.buffer, field.byteOffset).getUint32(1, true);
  return checksum === crc32(name, 0) ? fromUtf8(field.subarray(UNICODE_PATH_HEADER)) : undefined;
}

function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const fromCodePage437 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : CODE_PAGE_437[byte - 128];
  return text;
};
