import { expect, test } from "vitest";
import { browserInput, type ReadBlob } from "./input.ts";

/** Blobs cannot be read at once outside a worker: this stands for a Blob over bytes. */
const blobs = new WeakMap<object, Uint8Array<ArrayBuffer>>();
const blob = (bytes: Uint8Array<ArrayBuffer>): Blob => {
  const made = { size: bytes.length, slice: (from: number, to: number) => blob(bytes.slice(from, to)) } as Blob;
  blobs.set(made, bytes);
  return made;
};
const text = (value: string): Blob => blob(new TextEncoder().encode(value));

const counting = () => {
  const pieces: number[] = [];
  const read: ReadBlob = (piece) => {
    pieces.push(piece.size);
    return blobs.get(piece)!.buffer;
  };
  return { pieces, read };
};

test("shows a chosen folder without the folder's own name", () => {
  const { read } = counting();
  const input = browserInput(
    "backup",
    [
      { path: "backup/b/2", file: text("22") },
      { path: "backup/a.txt", file: text("1") },
    ],
    read,
  );
  if (input.kind !== "folder") throw new Error("not a folder");
  expect(input.list("")).toEqual([
    { name: "a.txt", isFolder: false, size: 1 },
    { name: "b", isFolder: true, size: 0 },
  ]);
  expect(input.list("b")).toEqual([{ name: "2", isFolder: false, size: 2 }]);
  expect(input.list("c")).toBeUndefined();
  expect(input.file("b")).toBeUndefined();
  expect(input.file("b/2")?.size).toBe(2);
});

test("shows one chosen file as a file", () => {
  expect(browserInput("x", [{ path: "backup.zip", file: text("zip") }], counting().read)).toMatchObject({ kind: "file", size: 3 });
});

test("reads across chunks and asks the browser for each chunk once", () => {
  const bytes = new Uint8Array(600_000).map((_, index) => index % 251);
  const { pieces, read } = counting();
  const input = browserInput("x", [{ path: "x", file: blob(bytes) }], read);
  const source = input.kind === "file" ? input.open() : undefined;
  const into = new Uint8Array(400_000);
  expect(source?.readSync(150_000, into)).toBe(400_000);
  expect(into).toEqual(bytes.slice(150_000, 550_000));
  expect(source?.readSync(599_990, new Uint8Array(100))).toBe(10);
  expect(source?.readSync(600_000, new Uint8Array(1))).toBe(0);
  expect(pieces).toEqual([262_144, 262_144, 75_712]);
});

test("asks the browser once for what is read in large pieces", () => {
  const bytes = new Uint8Array(3_000_000).map((_, index) => index % 251);
  const { pieces, read } = counting();
  const input = browserInput("x", [{ path: "x", file: blob(bytes) }], read);
  if (input.kind !== "file") throw new Error("not a file");
  const into = new Uint8Array(2_000_000);
  expect(input.open().readSync(1_500_000, into)).toBe(1_500_000);
  expect(into.subarray(0, 1_500_000)).toEqual(bytes.subarray(1_500_000));
  expect(pieces).toEqual([1_500_000]);
});

test("names a file that the browser can no longer read", () => {
  const input = browserInput("x", [{ path: "gone", file: text("abc") }], () => {
    throw new DOMException("gone", "NotFoundError");
  });
  if (input.kind !== "file") throw new Error("not a file");
  expect(() => input.open().readSync(0, new Uint8Array(1))).toThrow(expect.objectContaining({ code: "unreadable" }));
});

test("refuses an empty choice", () => {
  expect(() => browserInput("x", [], counting().read)).toThrow(expect.objectContaining({ code: "unreadable" }));
});
