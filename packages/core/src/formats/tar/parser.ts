import { FormatError } from "../../bytes/format-error.ts";
import { BLOCK, hasChecksum, hasMoreSparseBlocks, readHeader, type TarHeader } from "./header.ts";
import { type PaxValues, parsePax } from "./pax.ts";

export interface TarMember {
  /** Place among all members, from 0; headers that only describe the next one do not count. */
  readonly index: number;
  readonly name: Uint8Array;
  readonly size: number;
  /** Where its bytes begin in the tar file. */
  readonly offset: number;
  readonly kind: TarKind;
}

export type TarKind = "file" | "folder" | "link" | "hard-link" | "device" | "sparse" | "unknown";

/** What was not as it should be. Members before and after are read nevertheless. */
export type TarNote =
  | "tar-bad-header" // no header where one has to be; the next one is looked for
  | "tar-bad-extended-header" // what describes the next member could not be read
  | "tar-cut-off" // the file ends inside a member or a header
  | "tar-no-end" // the file ends without the blocks that end it
  | "tar-after-end"; // members after the blocks that end it

export interface TarVisitor {
  /** A member begins. Answers where its bytes go; undefined when they are not wanted. */
  member(member: TarMember): TarSink | undefined;
  /** The file ended inside this member: so many bytes of it are there. */
  cut(member: TarMember, size: number): void;
  /** `offset`: byte of the tar file. */
  note(kind: TarNote, offset: number): void;
}

export interface TarSink {
  take(bytes: Uint8Array): void;
  /** After the last byte. */
  end(): void;
}

/** Reads a tar file that comes in pieces of any length. */
export interface TarParser {
  push(bytes: Uint8Array): void;
  /** How many of the bytes that come next nobody wants: who can seek goes past them and says so with `skip`. */
  unwanted(): number;
  skip(count: number): void;
  /** No more bytes come. */
  end(): void;
}

/** Longest header that describes the next member: names and attributes. Longer ones are passed over, and said. */
export const MAX_EXTENDED_BYTES = 1 << 20;

/** Types whose size, if they state one, is that of what they point to: no bytes follow (POSIX.1-2017; Python's tarfile does the same). */
const WITHOUT_BYTES = new Set(["1", "2", "3", "4", "5", "6"]);
const KINDS: ReadonlyMap<string, TarKind> = new Map([
  ["0", "file"],
  ["7", "file"],
  ["1", "hard-link"],
  ["2", "link"],
  ["3", "device"],
  ["4", "device"],
  ["5", "folder"],
  ["6", "device"],
  ["S", "sparse"],
]);
/** "x" and "g" are POSIX; "X" is Solaris's; "L" and "K" are GNU's long names of members and of links. */
const EXTENDED = new Set(["x", "X", "g", "L", "K"]);
const SLASH = 0x2f;

interface State {
  readonly visitor: TarVisitor;
  /** Place in the tar file of the next byte. */
  offset: number;
  readonly block: Uint8Array;
  filled: number;
  /** Bytes of the current body that have not come, and of the padding behind it. */
  bodyLeft: number;
  padLeft: number;
  sink: TarSink | undefined;
  member: TarMember | undefined;
  inSparseMap: TarHeader | undefined;
  /** What extended headers said of the next member, and of all that follow. */
  next: PaxValues;
  always: PaxValues;
  members: number;
  zeroBlocks: number;
  isLost: boolean;
}

export function createTarParser(visitor: TarVisitor): TarParser {
  const state: State = {
    visitor,
    offset: 0,
    block: new Uint8Array(BLOCK),
    filled: 0,
    bodyLeft: 0,
    padLeft: 0,
    sink: undefined,
    member: undefined,
    inSparseMap: undefined,
    next: {},
    always: {},
    members: 0,
    zeroBlocks: 0,
    isLost: false,
  };
  return {
    push: (bytes) => push(state, bytes),
    unwanted: () => (state.sink ? 0 : state.bodyLeft + state.padLeft),
    skip: (count) => pass(state, count),
    end: () => end(state),
  };
}

function push(state: State, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const left = bytes.length - at;
    if (state.bodyLeft > 0 && state.sink) at += giveToSink(state, bytes.subarray(at, at + Math.min(left, state.bodyLeft)));
    else if (state.bodyLeft + state.padLeft > 0) at += pass(state, Math.min(left, state.bodyLeft + state.padLeft));
    else if (state.filled === 0 && left >= BLOCK) at += readBlock(state, bytes.subarray(at, at + BLOCK));
    else at += fillBlock(state, bytes.subarray(at, at + Math.min(left, BLOCK - state.filled)));
  }
}

function giveToSink(state: State, bytes: Uint8Array): number {
  const { sink } = state;
  sink!.take(bytes);
  state.bodyLeft -= bytes.length;
  state.offset += bytes.length;
  if (state.bodyLeft === 0) endBody(state);
  return bytes.length;
}

function endBody(state: State): void {
  const { sink } = state;
  state.sink = undefined;
  state.member = undefined;
  sink?.end();
}

/** Past bytes that nobody wants. */
function pass(state: State, count: number): number {
  const ofBody = Math.min(count, state.bodyLeft);
  state.bodyLeft -= ofBody;
  state.padLeft -= count - ofBody;
  state.offset += count;
  if (state.bodyLeft === 0) state.member = undefined;
  return count;
}

function fillBlock(state: State, bytes: Uint8Array): number {
  state.block.set(bytes, state.filled);
  state.filled += bytes.length;
  if (state.filled === BLOCK) {
    state.filled = 0;
    readBlock(state, state.block);
  }
  return bytes.length;
}

function readBlock(state: State, block: Uint8Array): number {
  const at = state.offset;
  state.offset += BLOCK;
  if (state.inSparseMap) readSparseBlock(state, block);
  else if (isZero(block)) state.zeroBlocks++;
  else readHeaderAt(state, block, at);
  return BLOCK;
}

function isZero(block: Uint8Array): boolean {
  for (let at = 0; at < BLOCK; at++) if (block[at] !== 0) return false;
  return true;
}

function readHeaderAt(state: State, block: Uint8Array, at: number): void {
  // After damage any block may be bytes of a member: there only a header that bears the magic counts.
  const header = state.isLost && !hasMagic(block) ? undefined : headerOf(block);
  if (header === undefined) {
    if (!state.isLost) state.visitor.note("tar-bad-header", at);
    state.isLost = true;
    state.next = {};
    return;
  }
  if (state.zeroBlocks > 1) state.visitor.note("tar-after-end", at);
  state.zeroBlocks = 0;
  state.isLost = false;
  if (EXTENDED.has(header.type)) beginExtended(state, header, at);
  else if (header.hasSparseBlocks) state.inSparseMap = header;
  else beginMember(state, header);
}

const headerOf = (block: Uint8Array): TarHeader | undefined => {
  try {
    return hasChecksum(block) ? readHeader(block) : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
};

/** "ustar", of POSIX and of GNU. */
const MAGIC = [0x75, 0x73, 0x74, 0x61, 0x72];
const hasMagic = (block: Uint8Array): boolean => MAGIC.every((byte, index) => block[257 + index] === byte);

/** Whether a tar file begins with this block. Archives from before POSIX have no magic, but a checksum. */
export const beginsTar = (block: Uint8Array): boolean =>
  block.length >= BLOCK && block[0] !== 0 && (hasMagic(block) || headerOf(block.subarray(0, BLOCK)) !== undefined);

function readSparseBlock(state: State, block: Uint8Array): void {
  if (hasMoreSparseBlocks(block)) return;
  const header = state.inSparseMap!;
  state.inSparseMap = undefined;
  beginMember(state, header);
}

function beginExtended(state: State, header: TarHeader, at: number): void {
  if (header.size > MAX_EXTENDED_BYTES) {
    state.visitor.note("tar-bad-extended-header", at);
    beginBody(state, header.size, undefined);
    return;
  }
  const bytes = new Uint8Array(header.size);
  let filled = 0;
  beginBody(state, header.size, {
    take(piece) {
      bytes.set(piece, filled);
      filled += piece.length;
    },
    end: () => applyExtended(state, header.type, bytes, at),
  });
}

function applyExtended(state: State, type: string, bytes: Uint8Array, at: number): void {
  if (type === "K") return;
  if (type === "L") {
    const end = bytes.indexOf(0);
    state.next = { ...state.next, path: end < 0 ? bytes : bytes.subarray(0, end) };
    return;
  }
  const { isDamaged, ...values } = parsePax(bytes);
  if (isDamaged) state.visitor.note("tar-bad-extended-header", at);
  if (type === "g") state.always = { ...state.always, ...values };
  else state.next = { ...state.next, ...values };
}

function beginMember(state: State, header: TarHeader): void {
  const values = { ...state.always, ...state.next };
  state.next = {};
  const name = values.path ?? header.name;
  const size = WITHOUT_BYTES.has(header.type) ? 0 : (values.size ?? header.size);
  const kind = values.isSparse ? "sparse" : kindOf(header.type, name);
  const member = { index: state.members++, name, size, offset: state.offset, kind };
  const sink = state.visitor.member(member);
  state.member = member;
  beginBody(state, size, sink);
}

/** Before POSIX a folder was a file whose name ends with a slash. */
const kindOf = (type: string, name: Uint8Array): TarKind =>
  type === "0" && name.at(-1) === SLASH ? "folder" : (KINDS.get(type) ?? "unknown");

function beginBody(state: State, size: number, sink: TarSink | undefined): void {
  state.bodyLeft = size;
  state.padLeft = (BLOCK - (size % BLOCK)) % BLOCK;
  state.sink = sink;
  if (size === 0) endBody(state);
}

function end(state: State): void {
  const { visitor, member, bodyLeft, sink } = state;
  const isInBody = bodyLeft > 0;
  if (member && isInBody) visitor.cut(member, member.size - bodyLeft);
  if (member && isInBody) sink?.end();
  if (isInBody || state.filled > 0 || state.inSparseMap) visitor.note("tar-cut-off", state.offset + state.filled);
  else if (state.zeroBlocks === 0 && !state.isLost) visitor.note("tar-no-end", state.offset);
  state.bodyLeft = 0;
}
