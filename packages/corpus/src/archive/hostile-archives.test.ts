import { createHash } from "node:crypto";
import { crc32, gunzipSync, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { deflatedZeros, ZERO_PIECE } from "./gzip.ts";
import { HOSTILE_CONTENT, packedBackup } from "./hostile-archive.ts";
import { hostileArchive, hostileArchives } from "./hostile-archives.ts";
import { paxRecords, writeTar } from "./tar.ts";

const MOST_BYTES = 16 << 20;
/** Take a second or more to write. */
const isHeavy = ({ id }: { readonly id: string }): boolean => id.includes("bomb") || id.includes("many");

test("every archive has a name of its own", () => {
  expect(new Set(hostileArchives.map(({ id }) => id)).size).toBe(hostileArchives.length);
});

test.each(hostileArchives.filter((archive) => !isHeavy(archive)))("$id is small, and the same each time", ({ build }) => {
  const first = digest(build());
  expect(first.length).toBeLessThan(MOST_BYTES);
  expect(digest(build())).toEqual(first);
});

test.each(["zip-many-entries", "tar-gz-many-members"])("%s holds more than a hundred thousand members in a few megabytes", (id) => {
  const bytes = Buffer.concat([...hostileArchive(id).build()]);
  expect(bytes.length).toBeLessThan(MOST_BYTES);
  const members = id.startsWith("tar") ? gunzipSync(bytes) : bytes;
  expect(members.toString("latin1").split("f/1").length).toBeGreaterThan(10_000);
});

test("the tar with a bomb is 320 MB and more, and half a megabyte packed", () => {
  const packed = Buffer.concat([...hostileArchive("tar-gz-bomb").build()]);
  expect(packed.length).toBeLessThan(1 << 20);
  expect(packed.readUInt32LE(packed.length - 4)).toBeGreaterThan(20 * ZERO_PIECE);
});

test("a bomb is 320 MB from half a megabyte, with its true checksum", () => {
  const pieces = 3; // of twenty: what is true of three is true of them
  const { bytes, length, checksum } = deflatedZeros(pieces);
  const inflated = inflateRawSync(bytes);
  expect([inflated.length, crc32(inflated)]).toEqual([length, checksum]);
  expect(length).toBe(pieces * ZERO_PIECE);
  expect(length / bytes.length).toBeGreaterThan(900);
});

test("a record of a pax header counts its own length, digits included", () => {
  expect(paxRecords({ path: "a" })).toBe("9 path=a\n");
  for (let length = 1; length < 600; length++) {
    const record = paxRecords({ path: "ä".repeat(length) });
    expect(Number(record.slice(0, record.indexOf(" ")))).toBe(Buffer.byteLength(record));
  }
});

test("an archive ends with two empty blocks and fills its last record", () => {
  for (let length = 0; length < 12_000; length += 511) {
    const tar = Buffer.concat([...writeTar([{ name: "a", content: new Uint8Array(length).fill(1) }])]);
    expect(tar.length % 10_240).toBe(0);
    expect(tar.subarray(-1024).every((byte) => byte === 0)).toBe(true);
  }
});

test("the catalogue lies before all payloads, so that a cut costs payloads", () => {
  const paths = packedBackup().map(([path]) => path);
  expect(paths.indexOf("Manifest.db")).toBeLessThan(paths.findIndex((path) => path.includes("/")));
});

test("what must not be read as evidence can be told by its content", () => {
  const climbing = Buffer.concat([...hostileArchive("tar-climbing-names").build()]);
  expect(climbing.includes(Buffer.from(HOSTILE_CONTENT))).toBe(true);
  expect(Buffer.concat(packedBackup().map(([, bytes]) => bytes)).includes("HOSTILE-CONTENT")).toBe(false);
});

test("an unknown archive is refused with the names of the known ones", () => {
  expect(() => hostileArchive("nothing")).toThrow("tar-cut");
});

function digest(pieces: Iterable<Uint8Array>): { readonly length: number; readonly sha256: string } {
  const hash = createHash("sha256");
  let length = 0;
  for (const piece of pieces) {
    hash.update(piece);
    length += piece.length;
  }
  return { length, sha256: hash.digest("hex") };
}
