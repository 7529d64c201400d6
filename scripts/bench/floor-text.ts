/**
 * The floor of a bug report: each byte of it read and hashed once, inflated where it is packed, made letters and parted into lines
 * once, with nothing made of them. Takes the folder of a bug report, or AndroidQF's zip with one in it. Started by
 * scripts/bench/bench.ts as a process of its own.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInflateRaw, inflateRawSync } from "node:zlib";

const CHUNK = 1 << 18;
const CENTRAL = 0x02014b50;
const LOCAL_HEADER = 30;

let lines = 0;
const hash = createHash("sha256");
const decoder = new TextDecoder();

function seeText(chunk: Uint8Array): void {
  hash.update(chunk);
  const text = decoder.decode(chunk);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
}

/** Where the first member of a zip lies whose name fits, by its central directory; seeded inputs are no hostile ones. */
function memberOf(zip: Buffer, wanted: RegExp): Buffer {
  for (let at = zip.indexOf("PK\x01\x02", zip.length - CHUNK < 0 ? 0 : zip.length - CHUNK, "latin1"); zip.readUInt32LE(at) === CENTRAL; ) {
    const [nameLength, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    if (wanted.test(zip.toString("utf8", at + 46, at + 46 + nameLength))) {
      const begin = local + LOCAL_HEADER + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`no ${wanted} in the zip`);
}

const input = process.argv[2]!;
if (statSync(input).isDirectory()) {
  const name = readdirSync(input).find((one) => one.startsWith("bugreport") && one.endsWith(".txt"))!;
  const descriptor = openSync(join(input, name), "r");
  const buffer = new Uint8Array(CHUNK);
  for (let got = readSync(descriptor, buffer); got > 0; got = readSync(descriptor, buffer)) seeText(buffer.subarray(0, got));
  closeSync(descriptor);
} else {
  const outer = readFileSync(input);
  createHash("sha256").update(outer).digest();
  const inner = inflateRawSync(memberOf(outer, /^bugreport\.zip$/));
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  inflate.end(memberOf(inner, /^bugreport-.*\.txt$/));
  for await (const chunk of inflate) seeText(chunk);
}
if (lines === 0) throw new Error("no line was seen");
hash.digest();
