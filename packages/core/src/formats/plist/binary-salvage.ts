import { type BinaryLayout, HEADER_SIZE, isBinaryPlist, layoutAt, readLayout, TRAILER_SIZE, unsignedAt } from "./binary-layout.ts";
import { MAX_NODES } from "./limits.ts";
import { addProblem, type PlistProblems } from "./problem.ts";

/** Sizes of references that writers use: the smallest that holds the number of objects. */
const REFERENCE_SIZES = [1, 2, 3, 4];

/**
 * The layout of a damaged list: its trailer where something was appended, else the objects found by walking over them from the
 * first on. Apple's writer, and every other known, numbers objects in the order in which it writes them, the top object first.
 */
export function salvageLayout(bytes: Uint8Array, problems: PlistProblems): BinaryLayout {
  const intact = isBinaryPlist(bytes) ? lastLayout(bytes) : undefined;
  if (intact === undefined) return rebuiltLayout(bytes, problems) ?? readLayout(bytes);
  const end = intact.end + intact.tableSize + TRAILER_SIZE;
  if (end < bytes.length) addProblem(problems, "trailing-bytes", "malformed", `${bytes.length - end} bytes follow the list`, end);
  return intact;
}

function lastLayout(bytes: Uint8Array): (BinaryLayout & { tableSize: number }) | undefined {
  for (let trailer = bytes.length - TRAILER_SIZE; trailer > HEADER_SIZE; trailer -= 1) {
    const layout = layoutAt(bytes, trailer);
    if (layout) return { ...layout, tableSize: trailer - layout.end };
  }
  return;
}

function rebuiltLayout(bytes: Uint8Array, problems: PlistProblems): BinaryLayout | undefined {
  if (!isBinaryPlist(bytes)) return;
  const covered = REFERENCE_SIZES.map((size) => walk(bytes, size));
  const referenceSize = REFERENCE_SIZES[covered.indexOf(Math.max(...covered))]!;
  const offsets: number[] = [];
  walk(bytes, referenceSize, offsets);
  if (offsets.length === 0) return;
  addProblem(problems, "offsets-rebuilt", "truncated", `${offsets.length} objects found without a table of offsets`, bytes.length);
  return { bytes, offsets, top: 0, referenceSize, end: bytes.length };
}

/**
 * How far objects that follow each other reach, and where they begin. With the wrong size of references the walk soon meets what is
 * no object.
 */
function walk(bytes: Uint8Array, referenceSize: number, offsets?: number[]): number {
  let at = HEADER_SIZE;
  for (let count = 0; at < bytes.length && count < MAX_NODES; count += 1) {
    const next = endOfObject(bytes, at, referenceSize);
    if (next === undefined) break;
    offsets?.push(at);
    at = next;
  }
  return Math.min(at, bytes.length);
}

function endOfObject(bytes: Uint8Array, at: number, referenceSize: number): number | undefined {
  const type = bytes[at]! >> 4;
  const low = bytes[at]! & 0xf;
  if (type === 0) return low === 0 || low === 8 || low === 9 || low === 0xf ? at + 1 : undefined;
  if (type === 1) return low <= 4 ? at + 1 + 2 ** low : undefined;
  if (type === 2 || type === 3) return low === 2 || low === 3 ? at + 1 + 2 ** low : undefined;
  if (type === 8) return low < 8 ? at + 2 + low : undefined;
  const unit = unitOf(type, referenceSize);
  if (unit === undefined) return;
  if (low < 0xf) return at + 1 + low * unit;
  const size = bytes[at + 1] === undefined ? 0 : bytes[at + 1]! - 0x10;
  if (size < 0 || size > 3) return;
  return at + 2 + 2 ** size + (at + 2 + 2 ** size <= bytes.length ? unsignedAt(bytes, at + 2, 2 ** size) * unit : 0);
}

/** Bytes for each counted part of an object of this type. */
function unitOf(type: number, referenceSize: number): number | undefined {
  if (type === 4 || type === 5) return 1;
  if (type === 6) return 2;
  if (type === 0xa || type === 0xb || type === 0xc) return referenceSize;
  return type === 0xd ? referenceSize * 2 : undefined;
}
