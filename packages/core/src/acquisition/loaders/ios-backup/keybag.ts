import { FormatError, type FormatErrorCode } from "../../../bytes/format-error.ts";
import { WRAPPED_KEY_BYTES } from "./class-key.ts";

/**
 * The keybag of a backup: what the password must be turned into, and the class keys that it opens. A sequence of blocks, each a
 * four-letter tag, a big-endian length and a value; see "Keybags for Data Protection" in Apple's Platform Security Guide and
 * https://github.com/dunhamsteve/ios/blob/master/backup.md
 */
export interface Keybag {
  readonly salt: Uint8Array;
  readonly rounds: number;
  /** Since iOS 10.2 the password goes through a stage of its own first. */
  readonly first?: { readonly salt: Uint8Array; readonly rounds: number };
  /** Wrapped keys that the password opens, by protection class. */
  readonly classKeys: ReadonlyMap<number, Uint8Array>;
}

/** Real bags have some 1,600 bytes. */
export const MAX_KEYBAG_BYTES = 1 << 16;
/** Classes 1 to 11 occur. */
export const MAX_CLASS_KEYS = 64;
/** Ten million is what iOS asks for; more than ten times that would hold a computer for a minute for nothing. */
export const MAX_ROUNDS = 100_000_000;
const MIN_SALT_BYTES = 8;
const MAX_SALT_BYTES = 256;
const HEADER_BYTES = 8;
/** Bit of WRAP: a key derived from the password wraps it. Bit 1 stands for the device's own key, which no backup holds. */
const WRAPPED_BY_PASSWORD = 2;

interface Block {
  readonly tag: string;
  readonly value: Uint8Array;
  readonly offset: number;
}

/** Throws FormatError: `malformed` or `truncated` when it is damaged, `limit` when it asks for more than any real bag. */
export function readKeybag(bytes: Uint8Array): Keybag {
  if (bytes.length > MAX_KEYBAG_BYTES) throw fail("limit", `${bytes.length} bytes`);
  const groups = groupsOf(blocksOf(bytes));
  const header = groups[0]!;
  const salt = saltOf(header, "SALT");
  const rounds = roundsOf(header, "ITER");
  if (!salt || rounds === undefined) throw fail("malformed", `no ${salt ? "ITER" : "SALT"}`);
  const firstSalt = saltOf(header, "DPSL");
  const firstRounds = roundsOf(header, "DPIC");
  const first = firstSalt && firstRounds !== undefined ? { salt: firstSalt, rounds: firstRounds } : undefined;
  const classKeys = classKeysOf(groups.slice(1));
  if (classKeys.size === 0) throw fail("malformed", "no key that a password opens");
  return { salt, rounds, ...(first && { first }), classKeys };
}

function* blocksOf(bytes: Uint8Array): Generator<Block> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  while (bytes.length - offset >= HEADER_BYTES) {
    const tag = String.fromCharCode(...bytes.subarray(offset, offset + 4));
    const length = view.getUint32(offset + 4);
    const start = offset + HEADER_BYTES;
    if (length > bytes.length - start) throw fail("truncated", `${length} bytes announced and ${bytes.length - start} there`, offset);
    yield { tag, value: bytes.subarray(start, start + length), offset };
    offset = start + length;
  }
}

type Group = ReadonlyMap<string, Block>;

/** The first UUID belongs to the header; each later one begins a class key. Of a tag that stands twice the first counts. */
function groupsOf(blocks: Iterable<Block>): readonly Group[] {
  const groups: Map<string, Block>[] = [new Map()];
  for (const block of blocks) {
    if (block.tag === "UUID" && groups.at(-1)!.has("UUID")) {
      if (groups.length > MAX_CLASS_KEYS) throw fail("limit", `more than ${MAX_CLASS_KEYS} class keys`, block.offset);
      groups.push(new Map());
    }
    const group = groups.at(-1)!;
    if (!group.has(block.tag)) group.set(block.tag, block);
  }
  return groups;
}

function classKeysOf(groups: readonly Group[]): Map<number, Uint8Array> {
  const keys = new Map<number, Uint8Array>();
  for (const group of groups) {
    const keyClass = numberOf(group, "CLAS");
    const wrapped = group.get("WPKY");
    if (keyClass === undefined || !wrapped || ((numberOf(group, "WRAP") ?? 0) & WRAPPED_BY_PASSWORD) === 0) continue;
    if (wrapped.value.length !== WRAPPED_KEY_BYTES) throw fail("malformed", `a key of ${wrapped.value.length} bytes`, wrapped.offset);
    if (!keys.has(keyClass)) keys.set(keyClass, wrapped.value);
  }
  return keys;
}

function numberOf(group: Group, tag: string): number | undefined {
  const block = group.get(tag);
  if (!block) return undefined;
  const { value, offset } = block;
  if (value.length !== 4) throw fail("malformed", `${tag} of ${value.length} bytes`, offset);
  return new DataView(value.buffer, value.byteOffset, 4).getUint32(0);
}

function roundsOf(group: Group, tag: string): number | undefined {
  const rounds = numberOf(group, tag);
  if (rounds === undefined) return undefined;
  if (rounds < 1) throw fail("malformed", `${tag} of 0 rounds`);
  if (rounds > MAX_ROUNDS) throw fail("limit", `${tag} of ${rounds} rounds`);
  return rounds;
}

function saltOf(group: Group, tag: string): Uint8Array | undefined {
  const block = group.get(tag);
  if (!block) return undefined;
  const { length } = block.value;
  if (length < MIN_SALT_BYTES || length > MAX_SALT_BYTES) throw fail("malformed", `${tag} of ${length} bytes`, block.offset);
  return block.value;
}

const fail = (code: FormatErrorCode, detail: string, offset?: number): FormatError =>
  new FormatError("keybag", code, detail, offset === undefined ? {} : { offset });
