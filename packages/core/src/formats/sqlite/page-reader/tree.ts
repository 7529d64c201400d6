import { MAX_TREE_DEPTH } from "../limits.ts";
import { sqliteError } from "../sqlite-error.ts";
import { countingLoss, type Losses } from "./losses.ts";
import type { PageStore } from "./page-store.ts";
import { readCellPayload } from "./payload.ts";
import { readVarint } from "./varint.ts";

/** An entry of a b-tree; those of indexes and of tables WITHOUT ROWID have no rowid. */
export interface TreeCell {
  readonly rowid: bigint | undefined;
  readonly payload: Uint8Array;
}

/** https://www.sqlite.org/fileformat2.html#b_tree_pages */
const TABLE_LEAF = 0x0d;
const TABLE_INTERIOR = 0x05;
const INDEX_LEAF = 0x0a;
const INDEX_INTERIOR = 0x02;
const FILE_HEADER_BYTES = 100;
const LEAF_HEADER_BYTES = 8;
const INTERIOR_HEADER_BYTES = 12;
const CHILD_BYTES = 4;

interface Node {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly isLeaf: boolean;
  readonly isTable: boolean;
  readonly cellCount: number;
  /** Offset of the header, and of the cell pointers after it. */
  readonly start: number;
  readonly pointers: number;
  /** Position in the walk: a leaf has its cells, an interior page its children with (in an index) a cell between two. */
  next: number;
}

export interface Walk {
  readonly pages: PageStore;
  readonly losses: Losses;
  /** Marks a page as read. Throws when it was before: in a sound database no page serves twice, so every walk ends. */
  claim(page: number): void;
}

/** All entries of a tree, in its order. Damaged pages and cells are counted and left out. */
export function* treeCells(pages: PageStore, root: number, isTable: boolean, losses: Losses): Generator<TreeCell> {
  const walk: Walk = { pages, losses, claim: claimer(pages.pageCount) };
  const stack: Node[] = [];
  const enter = (numberOf: () => number): void => {
    const node = countingLoss(losses, "pages", () => readNode(walk, numberOf(), isTable, stack.length));
    if (node !== undefined) stack.push(node);
  };
  enter(() => root);
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    const current = node;
    const step = current.next++;
    const index = current.isLeaf ? step : step >> 1;
    if (index >= current.cellCount + (current.isLeaf ? 0 : 1)) {
      stack.pop();
    } else if (!current.isLeaf && step % 2 === 0) {
      enter(() => childAt(current, index));
    } else if (current.isLeaf || (!isTable && index < current.cellCount)) {
      const cell = countingLoss(losses, "cells", () => cellAt(walk, current, index));
      if (cell !== undefined) yield cell;
    }
  }
}

function claimer(pageCount: number): (page: number) => void {
  const seen = new Uint8Array((pageCount >> 3) + 1);
  return (page) => {
    const bit = 1 << (page & 7);
    if ((seen[page >> 3]! & bit) !== 0) throw sqliteError("malformed", `page ${page} is used twice`);
    seen[page >> 3]! |= bit;
  };
}

function readNode({ pages, claim }: Walk, number: number, isTable: boolean, depth: number): Node {
  if (depth >= MAX_TREE_DEPTH) throw sqliteError("malformed", `a tree deeper than ${MAX_TREE_DEPTH} pages`);
  const bytes = pages.page(number);
  claim(number);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = number === 1 ? FILE_HEADER_BYTES : 0;
  const kind = view.getUint8(start);
  const isLeaf = kind === (isTable ? TABLE_LEAF : INDEX_LEAF);
  if (!isLeaf && kind !== (isTable ? TABLE_INTERIOR : INDEX_INTERIOR)) throw sqliteError("malformed", `page ${number} is of kind ${kind}`);
  const pointers = start + (isLeaf ? LEAF_HEADER_BYTES : INTERIOR_HEADER_BYTES);
  const cellCount = view.getUint16(start + 3);
  if (pointers + cellCount * 2 > pages.header.usableBytes) throw sqliteError("malformed", `page ${number} has ${cellCount} cells`);
  return { view, bytes, isLeaf, isTable, cellCount, start, pointers, next: 0 };
}

function cellOffset({ view, pointers, cellCount, bytes }: Node, index: number): number {
  const offset = view.getUint16(pointers + index * 2);
  if (offset < pointers + cellCount * 2 || offset > bytes.length - CHILD_BYTES) throw sqliteError("malformed", `a cell at ${offset}`);
  return offset;
}

const childAt = (node: Node, index: number): number =>
  node.view.getUint32(index === node.cellCount ? node.start + 8 : cellOffset(node, index));

function cellAt(walk: Walk, node: Node, index: number): TreeCell {
  const start = cellOffset(node, index) + (node.isLeaf ? 0 : CHILD_BYTES);
  const length = readVarint(node.bytes, start);
  const rowid = length && node.isTable ? readVarint(node.bytes, start + length.length) : undefined;
  if (length === undefined || (node.isTable && rowid === undefined)) throw sqliteError("malformed", "a cell that is cut off");
  const offset = start + length.length + (rowid?.length ?? 0);
  return { rowid: rowid?.value, payload: readCellPayload(walk, node.bytes, offset, Number(length.value), node.isTable) };
}
