import { bytesSource, readBytes } from "../../packages/core/src/bytes/byte-source.ts";
import { readSpeakers } from "../../packages/core/src/formats/tracev3/catalog.ts";
import { unpackChunkSet } from "../../packages/core/src/formats/tracev3/chunk-set.ts";
import { CATALOG, CHUNK_SET, chunksIn } from "../../packages/core/src/formats/tracev3/chunks.ts";
import { eachLine, itemsOf, type LineSink, newWaiting, speakersOf } from "../../packages/core/src/formats/tracev3/lines.ts";
import { createFormatTable } from "../../packages/core/src/formats/tracev3/strings.ts";
import { packBlock } from "./pack-lz4.ts";

/** Many files of a unified log made of one: in each other digits stand in the texts, so that texts, pids and paths are new in every one. */

const NOTHING: LineSink = { line() {}, state() {}, simple() {}, damaged() {} };
const table = createFormatTable(undefined);
const strings = { image: () => table, sharedCache: () => table };

/** The file with other digits in its public texts, packed anew. */
export function varied(original: Uint8Array, number: number): Uint8Array {
  const source = bytesSource(original);
  const parts: Uint8Array[] = [];
  let speakers = speakersOf(new Map(), strings);
  for (const { tag, offset, length } of chunksIn(source)) {
    const content = readBytes(source, offset, length);
    if (tag === CATALOG) speakers = speakersOf(readSpeakers(content), strings);
    parts.push(chunkOf(tag, tag === CHUNK_SET ? packed(variedSet(unpackChunkSet(content), speakers, number)) : content));
  }
  return Buffer.concat(parts);
}

function variedSet(set: Uint8Array, speakers: ReturnType<typeof speakersOf>, number: number): Uint8Array {
  eachLine(
    set,
    { speakers, strings, waiting: newWaiting() },
    {
      ...NOTHING,
      line: (line) => {
        for (const { kind, bytes } of itemsOf(line)) if (bytes && (kind === "text" || kind === "object")) changeDigits(bytes, number);
      },
    },
  );
  return set;
}

/** A number of four digits is added to each digit in turn: no two of ten thousand files are alike. */
function changeDigits(bytes: Uint8Array, number: number): void {
  const key = String(number).padStart(4, "0");
  for (let at = 0, digit = 0; at < bytes.length; at++) {
    const value = bytes[at]! - 48;
    if (value >= 0 && value <= 9) bytes[at] = 48 + ((value + Number(key[digit++ % key.length])) % 10);
  }
}

function packed(set: Uint8Array): Uint8Array {
  const block = packBlock(set);
  const head = Buffer.alloc(12, "bv41");
  head.writeUInt32LE(set.length, 4);
  head.writeUInt32LE(block.length, 8);
  return Buffer.concat([head, block, Buffer.from("bv4$")]);
}

function chunkOf(tag: number, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(tag, 0);
  head.writeUInt32LE(0x11, 4);
  head.writeBigUInt64LE(BigInt(content.length), 8);
  return Buffer.concat([head, content, Buffer.alloc((8 - (content.length % 8)) % 8)]);
}
