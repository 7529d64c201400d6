import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { fromBase64 } from "./base64.ts";
import { MAX_HEADER_BYTES, MAX_STANZAS } from "./limits.ts";

/** For one recipient, the file's key wrapped. */
export interface AgeStanza {
  readonly type: string;
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

/** The clear beginning of an age file (https://c2sp.org/age). */
export interface AgeHeader {
  readonly stanzas: readonly AgeStanza[];
  /** The bytes that the code at its end is of. */
  readonly signed: Uint8Array;
  readonly mac: Uint8Array;
  /** Where the nonce of the payload begins. */
  readonly payloadOffset: number;
}

const MAGIC = "age-encryption.org/v1";
/** Letters of a full line of a stanza's body; a shorter one ends it. */
const COLUMNS = 64;
const LINE_FEED = 10;
const MAC_BYTES = 32;

export const isAge = (source: ByteSource): boolean => latin1(readBytes(source, 0, MAGIC.length + 1)) === `${MAGIC}\n`;

const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

/** Throws FormatError: without its header nothing of the file can be read. */
export function readAgeHeader(source: ByteSource): AgeHeader {
  const bytes = readBytes(source, 0, MAX_HEADER_BYTES);
  const lines = linesOf(bytes);
  if (lines.next().value?.text !== MAGIC) throw new FormatError("age", "not-this-format", "another first line");
  const stanzas: AgeStanza[] = [];
  for (const { text, offset, end } of lines) {
    if (text.startsWith("--- ")) return { stanzas, ...endOf(bytes, text, offset, end) };
    if (!text.startsWith("-> ")) throw new FormatError("age", "malformed", "a line that belongs to no recipient", { offset });
    if (stanzas.length >= MAX_STANZAS) throw new FormatError("age", "limit", `more than ${MAX_STANZAS} recipients`);
    const [type = "", ...args] = text.slice(3).split(" ");
    stanzas.push({ type, args, body: readBody(lines) });
  }
  throw bytes.length < MAX_HEADER_BYTES
    ? new FormatError("age", "truncated", "the file ends inside its header")
    : new FormatError("age", "limit", `a header of more than ${MAX_HEADER_BYTES} bytes`);
}

interface HeaderLine {
  readonly text: string;
  readonly offset: number;
  /** After its line feed. */
  readonly end: number;
}

function* linesOf(bytes: Uint8Array): Generator<HeaderLine, undefined> {
  for (let offset = 0; ; ) {
    const end = bytes.indexOf(LINE_FEED, offset);
    if (end < 0) return undefined;
    yield { text: latin1(bytes.subarray(offset, end)), offset, end: end + 1 };
    offset = end + 1;
  }
}

function readBody(lines: Iterator<HeaderLine, undefined>): Uint8Array {
  let letters = "";
  for (let next = lines.next(); !next.done; next = lines.next()) {
    const { text, offset } = next.value;
    if (text.length > COLUMNS) throw new FormatError("age", "malformed", "a line that is too long", { offset });
    letters += text;
    if (text.length < COLUMNS) return fromBase64(letters);
  }
  throw new FormatError("age", "truncated", "the file ends inside its header");
}

function endOf(bytes: Uint8Array, text: string, offset: number, end: number): Omit<AgeHeader, "stanzas"> {
  const mac = fromBase64(text.slice(4));
  if (mac.length !== MAC_BYTES) throw new FormatError("age", "malformed", `a code of ${mac.length} bytes`, { offset });
  return { signed: bytes.slice(0, offset + 3), mac, payloadOffset: end };
}
