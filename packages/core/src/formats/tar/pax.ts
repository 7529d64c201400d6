/** What an extended header says of the member after it, as far as it is used (POSIX.1-2017, pax, "pax Extended Header"). */
export interface PaxValues {
  readonly path?: Uint8Array;
  readonly size?: number;
  /** GNU's sparse files in pax archives: their data is a map and pieces, not the file. */
  readonly isSparse?: boolean;
}

const EQUALS = 0x3d;
const SPACE = 0x20;
const NEWLINE = 0x0a;
/** Digits of a record's length. */
const MAX_LENGTH_DIGITS = 10;
/** Digits of a size: every number of so many is exact. */
const MAX_SIZE_DIGITS = 15;
/** Longest keyword; those that are used have fewer than twenty letters. */
const MAX_KEYWORD_BYTES = 256;

/** Records "length keyword=value\n". What is against the format ends the reading: undefined values keep the header's own. */
export function parsePax(bytes: Uint8Array): PaxValues & { readonly isDamaged: boolean } {
  let values: PaxValues = {};
  for (let at = 0; at < bytes.length; ) {
    const record = recordAt(bytes, at);
    if (record === undefined) return { ...values, isDamaged: bytes.subarray(at).some((byte) => byte !== 0) };
    const meaning = meaningOf(record.keyword, record.value);
    if (meaning === undefined) return { ...values, isDamaged: true };
    values = { ...values, ...meaning };
    at = record.end;
  }
  return { ...values, isDamaged: false };
}

interface PaxRecord {
  readonly keyword: string;
  readonly value: Uint8Array;
  readonly end: number;
}

function recordAt(bytes: Uint8Array, at: number): PaxRecord | undefined {
  const space = bytes.subarray(at, at + MAX_LENGTH_DIGITS + 1).indexOf(SPACE);
  const digits = space > 0 ? latin1(bytes.subarray(at, at + space)) : "";
  const end = at + Number(digits);
  if (!/^[0-9]+$/.test(digits) || end > bytes.length || bytes[end - 1] !== NEWLINE) return undefined;
  const record = bytes.subarray(at + space + 1, end - 1);
  const equals = record.indexOf(EQUALS);
  if (equals < 1 || equals > MAX_KEYWORD_BYTES) return undefined;
  return { keyword: latin1(record.subarray(0, equals)), value: record.subarray(equals + 1), end };
}

/** Undefined where a value that counts cannot be understood. */
function meaningOf(keyword: string, value: Uint8Array): PaxValues | undefined {
  if (keyword === "path" && value.length > 0) return { path: value.slice() };
  if (keyword === "size") return sizeOf(latin1(value.subarray(0, MAX_SIZE_DIGITS + 1)));
  // Since GNU tar 1.14; "GNU.sparse.major" from 1.15.92 on (GNU tar manual, "Storing Sparse Files").
  if (/^GNU\.sparse\.(?:major|size|map|numblocks)$/.test(keyword)) return { isSparse: true };
  return {};
}

const sizeOf = (digits: string): PaxValues | undefined => (/^[0-9]{1,15}$/.test(digits) ? { size: Number(digits) } : undefined);

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
