import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { assembleBinary, binaryPlist, head, plistDate, plistUid } from "../../testing/index.ts";
import { readPlist } from "./read-plist.ts";
import type { PlistValue } from "./value.ts";

const read = (bytes: Uint8Array): PlistValue => readPlist(bytes).value;
const one = (...object: number[]): PlistValue => read(assembleBinary([object]));
const ascii = (text: string): number[] => [...head(0x5, text.length), ...new TextEncoder().encode(text)];

function codeOf(bytes: Uint8Array): string {
  try {
    read(bytes);
  } catch (error) {
    return error instanceof FormatError ? error.code : `not a FormatError: ${error}`;
  }
  return "read";
}

test("reads integers of every size: small ones unsigned, those of 8 and 16 bytes signed, wide ones as bigint", () => {
  expect(one(0x10, 0xff)).toBe(255);
  expect(one(0x11, 0xff, 0xfe)).toBe(65_534);
  expect(one(0x12, 0xff, 0xff, 0xff, 0xff)).toBe(4_294_967_295);
  expect(one(0x13, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe(-1);
  expect(one(0x13, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe(Number.MAX_SAFE_INTEGER);
  expect(one(0x13, 0, 0x20, 0, 0, 0, 0, 0, 1)).toBe(2n ** 53n + 1n);
  expect(one(0x13, 0x80, 0, 0, 0, 0, 0, 0, 0)).toBe(-(2n ** 63n));
  expect(one(0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe(2n ** 64n - 1n);
  expect(one(0x14, ...new Array(16).fill(0xff))).toBe(-1);
});

test("reads reals of 4 and 8 bytes, dates exactly as stored, and UIDs of every size", () => {
  expect(one(0x22, 0x3f, 0xc0, 0, 0)).toBe(1.5);
  expect(one(0x23, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a)).toBe(0.1);
  expect(one(0x33, 0x41, 0xc4, 0xcb, 0x9a, 0x9a, 0x3d, 0x70, 0xa4)).toEqual({ kind: "date", appleSeconds: 697_775_412.480_000_02 });
  for (let size = 1; size <= 8; size += 1) expect(one(0x80 + size - 1, ...new Array(size - 1).fill(0), 7)).toEqual({ kind: "uid", uid: 7 });
});

test("reads constants, and fill as nothing", () => {
  expect([one(0x00), one(0x08), one(0x09), one(0x0f)]).toEqual([null, false, true, null]);
});

test("reads text: ASCII short and long, UTF-16 with surrogates whole and alone", () => {
  const texts = [
    "",
    "sms.db",
    "x".repeat(14),
    "x".repeat(15),
    "x".repeat(31),
    "y".repeat(32),
    "y".repeat(33),
    "z".repeat(70_000),
    "é",
    "📱",
    "x\ud800y",
    "\udc00",
    "ü".repeat(9000),
  ];
  for (const text of texts) expect(read(binaryPlist(text))).toBe(text);
  expect(one(...ascii("\u0000a\u007f"))).toBe("\u0000a\u007f");
});

test("reads arrays, sets, ordered sets and dictionaries, with keys that objects of JavaScript treat apart", () => {
  const value = { __proto__x: 1, constructor: [1, "two", { kind: "set", items: [true] } as const], list: [] };
  const members = new Map<string, PlistValue>([...Object.entries(value), ["__proto__", "a key"]]);
  expect(read(binaryPlist(members))).toEqual(members);
  expect(read(assembleBinary([[0xb1, 1], [0x09]]))).toEqual({ kind: "set", items: [true] });
});

test("data is a copy: it does not keep the list in memory", () => {
  const bytes = binaryPlist(Uint8Array.of(1, 2, 3));
  const data = read(bytes);
  expect(data).toEqual(Uint8Array.of(1, 2, 3));
  expect((data as Uint8Array).buffer.byteLength).toBe(3);
});

test("reads lists of many objects, with offsets and references of more than one byte", () => {
  const items = Array.from({ length: 70_000 }, (_, index) => index);
  expect(read(binaryPlist(items))).toEqual(items);
  expect(read(assembleBinary([[0xa1, 0, 0, 1], [0x09]], { referenceSize: 3, offsetSize: 8 }))).toEqual([true]);
});

test("takes any minor version, as the phone does", () => {
  const bytes = binaryPlist(["hidden"]);
  bytes[7] = 0x37;
  expect(read(bytes)).toEqual(["hidden"]);
});

test("reads a shared object once: a billion of them cost nothing", () => {
  const levels = Array.from({ length: 30 }, (_, level) => (level === 29 ? ascii("boom") : [0xa2, level + 1, level + 1]));
  const value = read(assembleBinary(levels)) as readonly PlistValue[];
  expect(value[0]).toBe(value[1]);
});

test("refuses an object that contains itself, at once or through others", () => {
  expect(codeOf(assembleBinary([[0xa1, 0]]))).toBe("malformed");
  expect(codeOf(assembleBinary([[0xa1, 1], [0xd1, 2, 0], ascii("key")]))).toBe("malformed");
});

test("refuses nesting beyond the limit, also when it is put together from shared parts", () => {
  const wide = (count: number) =>
    Array.from({ length: count }, (_, level) => (level === count - 1 ? [0x09] : [0xa1, (level + 1) >> 8, (level + 1) & 0xff]));
  expect(codeOf(assembleBinary(wide(400), { referenceSize: 2 }))).toBe("read");
  expect(codeOf(assembleBinary(wide(5000), { referenceSize: 2 }))).toBe("limit");
  // The top lists every level from the innermost on, so that none is read deep.
  const levels = 2000;
  const inner = wide(levels).map((object) => (object.length === 3 ? [0xa1, ...twoBytes(((object[1]! << 8) | object[2]!) + 1)] : object));
  const top = [...head(0xa, levels), ...Array.from({ length: levels }, (_, level) => twoBytes(levels - level)).flat()];
  expect(codeOf(assembleBinary([top, ...inner], { referenceSize: 2 }))).toBe("limit");
});

const twoBytes = (value: number): number[] => [value >> 8, value & 0xff];

test("refuses counts, lengths and offsets that lead outside the objects", () => {
  expect(codeOf(assembleBinary([[0x5f, 0x13, 0x7f, ...new Array(7).fill(0xff)]]))).toBe("truncated");
  expect(codeOf(assembleBinary([[0xaf, 0x12, 0xff, 0xff, 0xff, 0xff]]))).toBe("truncated");
  expect(codeOf(assembleBinary([[0xdf, 0x13, 0x40, ...new Array(7).fill(0)]]))).toBe("truncated");
  expect(codeOf(assembleBinary([[0x5f, 0x14, ...new Array(16).fill(0)]]))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x13, 1]]))).toBe("truncated");
  expect(codeOf(assembleBinary([[0xa1, 9]]))).toBe("malformed");
  for (const offset of [0, 7, 200]) expect(codeOf(assembleBinary([[0x09]], { offsets: { 0: offset } }))).toBe("malformed");
});

test("refuses a trailer that does not fit the list, and what follows it", () => {
  expect(codeOf(assembleBinary([[0x09]], { count: 2 }))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x09]], { count: 0 }))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x09]], { top: 1 }))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x09]], { referenceSize: 0 }))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x09]], { referenceSize: 9 }))).toBe("malformed");
  expect(codeOf(Uint8Array.of(...binaryPlist("x"), 0))).toBe("malformed");
  expect(codeOf(binaryPlist("x").slice(0, 20))).toBe("truncated");
});

test("refuses long text that thousands of objects overlap in", () => {
  const text = new Uint8Array(200_000).fill(0x51); // each byte also begins a text of one letter
  const long = [0x5f, 0x12, 0, 0x03, 0, 0];
  const starts = Array.from({ length: 20_000 }, () => long);
  const objects = [[...head(0xa, starts.length), ...starts.flatMap((_, index) => twoBytes(index + 1))], ...starts, text];
  expect(codeOf(assembleBinary(objects, { referenceSize: 2 }))).toBe("limit");
});

test("refuses keys that are no text, types that do not exist, ASCII that is none", () => {
  expect(
    codeOf(
      assembleBinary([
        [0xd1, 1, 1],
        [0x10, 1],
      ]),
    ),
  ).toBe("malformed");
  for (const marker of [0x01, 0x07, 0x34, 0x70, 0x90, 0xe0, 0xf0]) expect(codeOf(assembleBinary([[marker, 0, 0, 0]]))).toBe("malformed");
  for (const marker of [0x0c, 0x0d, 0x0e]) expect(codeOf(assembleBinary([[marker]]))).toBe("unsupported");
  expect(codeOf(assembleBinary([[0x51, 0x80]]))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x15, ...new Array(32).fill(0)]]))).toBe("malformed");
  expect(codeOf(assembleBinary([[0x88, ...new Array(9).fill(0)]]))).toBe("malformed");
});

test("says that a key came twice, and keeps the last", () => {
  const { value, problems } = readPlist(assembleBinary([[0xd2, 1, 1, 2, 3], ascii("key"), [0x08], [0x09]]));
  expect(value).toEqual(new Map([["key", true]]));
  expect(problems).toMatchObject([{ kind: "duplicate-key" }]);
});

test("round-trips a date, UID and data in one list", () => {
  const list = [
    plistDate("2023-06-01T12:30:00Z"),
    plistUid(70_000),
    Uint8Array.of(0, 255),
    -0,
    1.25,
    Number.POSITIVE_INFINITY,
    -(2n ** 70n),
  ];
  expect(read(binaryPlist(list))).toEqual(list);
});
