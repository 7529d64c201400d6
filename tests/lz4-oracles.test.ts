import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { unpackLz4 } from "../packages/core/src/formats/lz4/apple-lz4.ts";

const LOG = fileURLToPath(new URL("../../shared/public/unified-logs/0000000000000030.tracev3", import.meta.url));
const hasTool = spawnSync("lz4", ["--version"]).status === 0;
const MAX_BYTES = 16 << 20;

test.skipIf(!existsSync(LOG))("what a real log packed comes out as long as it says", () => {
  const bytes = readFileSync(LOG);
  const start = bytes.indexOf("bv41");
  const unpacked = unpackLz4(new Uint8Array(bytes.subarray(start)), MAX_BYTES);
  expect(unpacked.length).toBe(bytes.readUInt32LE(start + 4));
  expect(unpacked.some((byte) => byte !== 0)).toBe(true);
});

/** A frame of LZ4's own: 4 bytes, flags, block size, [size of all], header checksum; then blocks with their size before them. */
const HEADER = 7;
const CONTENT_SIZE_FLAG = 8;
const CONTENT_SIZE_BYTES = 8;

test.skipIf(!hasTool)("what the lz4 tool packs comes out as it went in", () => {
  const folder = mkdtempSync(join(tmpdir(), "bridle-lz4-"));
  try {
    const data = readFileSync(fileURLToPath(new URL("../package-lock.json", import.meta.url)));
    writeFileSync(join(folder, "in"), data);
    execFileSync("lz4", ["-9", "-q", "-f", "-B7", "--no-frame-crc", join(folder, "in"), join(folder, "out")]);
    const frame = readFileSync(join(folder, "out"));
    const start = HEADER + (frame[4]! & CONTENT_SIZE_FLAG ? CONTENT_SIZE_BYTES : 0);
    const block = frame.subarray(start + 4, start + 4 + frame.readUInt32LE(start));
    const head = Buffer.alloc(12, "bv41");
    head.writeUInt32LE(data.length, 4);
    head.writeUInt32LE(block.length, 8);
    expect(Buffer.from(unpackLz4(new Uint8Array(Buffer.concat([head, block, Buffer.from("bv4$")])), MAX_BYTES)).equals(data)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
