import { ftruncateSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FormatError, type Spool } from "@bridle/core";
import { createFolderSpool, createSealedSpool } from "@bridle/node";
import { afterAll, expect, test } from "vitest";
import { spoolContract } from "../packages/core/src/bytes/spool.contract.ts";

const folder = mkdtempSync(join(tmpdir(), "bridle-spool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let number = 0;
/** A named file, so that a test can look at what lies in it. */
function sealed(maxBytes?: number): { spool: Spool; file: string; descriptor: number } {
  const file = join(folder, `seen-${number++}`);
  const descriptor = openSync(file, "wx+", 0o600);
  return { spool: createSealedSpool(descriptor, maxBytes), file, descriptor };
}

const CUT = 262_144;
const SEALED_CUT = CUT + 16;
const text = (length: number): Uint8Array =>
  new TextEncoder().encode("a heron stands in the marsh; ".repeat(length / 29 + 1)).subarray(0, length);

function written(spool: Spool, bytes: Uint8Array) {
  const piece = spool.begin();
  piece.append(bytes);
  return piece.finish();
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "no error";
  } catch (error) {
    return error instanceof FormatError ? `${error.format} ${error.code}` : String(error);
  }
};

for (const { title, maxBytes, run } of spoolContract)
  test(`a sealed spool ${title}`, () => expect(run(sealed(maxBytes).spool)).toBeUndefined());

test("nothing that was written can be read from the file, and the same bytes never lie there twice alike", () => {
  const { spool, file } = sealed();
  written(spool, text(3 * CUT));
  written(spool, text(3 * CUT));
  const bytes = readFileSync(file);
  expect(bytes.length).toBe(6 * SEALED_CUT);
  expect(bytes.includes("heron")).toBe(false);
  const cuts = Array.from({ length: 6 }, (_, index) => bytes.subarray(index * SEALED_CUT, (index + 1) * SEALED_CUT).toString("hex"));
  expect(new Set(cuts).size).toBe(6);
});

test("a file sealed by one spool is noise to another: no key is in the file", () => {
  const { spool, file, descriptor } = sealed();
  const before = written(spool, text(100));
  const stolen = readFileSync(file);
  const other = createSealedSpool(descriptor);
  const after = written(other, text(100));
  expect(readFileSync(file)).not.toEqual(stolen);
  expect(codeOf(() => before.readSync(0, new Uint8Array(1)))).toBe("spool malformed");
  expect(after.readSync(0, new Uint8Array(100))).toBe(100);
});

test("a changed byte anywhere, in the text or the tag, is an error and never wrong data", () => {
  for (const place of [0, 1_000, CUT - 1, CUT, CUT + 15, SEALED_CUT, SEALED_CUT + 99, SEALED_CUT + 100, SEALED_CUT + 115]) {
    const { spool, descriptor } = sealed();
    const source = written(spool, text(CUT + 100));
    const byte = new Uint8Array(1);
    readSync(descriptor, byte, 0, 1, place);
    byte[0]! ^= 1;
    writeSync(descriptor, byte, 0, 1, place);
    const inFirst = place < SEALED_CUT;
    expect(
      codeOf(() => source.readSync(0, new Uint8Array(10))),
      `${place}`,
    ).toBe(inFirst ? "spool malformed" : "no error");
    expect(
      codeOf(() => source.readSync(CUT + 1, new Uint8Array(10))),
      `${place}`,
    ).toBe(inFirst ? "no error" : "spool malformed");
  }
});

test("cuts that change places, and a file cut short, are errors", () => {
  const { spool, descriptor, file } = sealed();
  const source = written(spool, text(3 * CUT));
  const bytes = readFileSync(file);
  writeSync(descriptor, bytes, 0, SEALED_CUT, SEALED_CUT);
  writeSync(descriptor, bytes, SEALED_CUT, SEALED_CUT, 0);
  for (const offset of [0, CUT]) expect(codeOf(() => source.readSync(offset, new Uint8Array(10)))).toBe("spool malformed");
  expect(codeOf(() => source.readSync(2 * CUT, new Uint8Array(10)))).toBe("no error");

  const short = sealed();
  const cut = written(short.spool, text(1_000));
  ftruncateSync(short.descriptor, 1_015);
  expect(codeOf(() => cut.readSync(0, new Uint8Array(10)))).toBe("spool malformed");
});

test("what was opened once is not asked for again, up to a number of cuts for all pieces", () => {
  const { spool, descriptor } = sealed();
  const source = written(spool, text(CUT));
  expect(source.readSync(0, new Uint8Array(10))).toBe(10);
  writeSync(descriptor, new Uint8Array(CUT), 0, CUT, 0);
  expect(source.readSync(5, new Uint8Array(10))).toBe(10);
  const others = written(spool, text(200 * CUT));
  for (let cut = 0; cut < 200; cut++) others.readSync(cut * CUT, new Uint8Array(1));
  expect(codeOf(() => source.readSync(5, new Uint8Array(10)))).toBe("spool malformed");
});

test("a spool in a folder makes its file with the first piece, and the file has no name", { skip: process.platform === "win32" }, () => {
  const place = mkdtempSync(join(folder, "case-"));
  const spool = createFolderSpool(place);
  const source = written(spool, text(1_000_000));
  expect(readdirSync(place)).toEqual([]);
  expect(source.readSync(999_990, new Uint8Array(100))).toBe(10);
  spool.close();
  spool.close();
  expect(() => spool.begin()).toThrow("closed");
  expect(readdirSync(place)).toEqual([]);
  const unused = join(place, "not-there");
  createFolderSpool(unused).close();
  expect(() => createFolderSpool(unused).begin()).toThrow("ENOENT");
});
