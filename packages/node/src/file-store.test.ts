import { mkdtempSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFileStore } from "./file-store.ts";

const folder = mkdtempSync(join(tmpdir(), "bridle-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a disk that takes a few bytes at a time loses no text, also none of characters that lie across the cut", () => {
  const store = createFileStore(folder, (descriptor, bytes, offset, length) => writeSync(descriptor, bytes, offset, Math.min(3, length)));
  store.write("data/a.txt", "Reiher – 鷺 – 🦩");
  store.append("data/a.txt", " im Moor");
  store.flush();
  expect(readFileSync(join(folder, "data/a.txt"), "utf8")).toBe("Reiher – 鷺 – 🦩 im Moor");
});

test.each([0, 1, 1_000, 150_000, 600_000])(
  "texts of %i times six characters of all kinds are written as UTF-8, one after another",
  (count) => {
    const store = createFileStore(folder);
    const text = "🦩鷺é\ud800a".repeat(count);
    store.write("data/c.txt", text);
    store.append("data/c.txt", text);
    store.flush();
    expect(readFileSync(join(folder, "data/c.txt")).equals(Buffer.from(text + text))).toBe(true);
  },
);

test("a character of which one text has the first half and the next the other is written whole", () => {
  const store = createFileStore(folder);
  for (const text of ["a\ud83e", "\udda9", "", "\ud800", "b", "\udda9"]) store.append("data/d.txt", text);
  store.flush();
  expect(readFileSync(join(folder, "data/d.txt"), "utf8")).toBe("a🦩\ufffdb\ufffd");
});

test("a full disk is an error of the run, never a shorter case", () => {
  let room = 100;
  const store = createFileStore(folder, (descriptor, bytes, offset, length) => {
    const taken = Math.min(room, length);
    if (taken === 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    room -= taken;
    return writeSync(descriptor, bytes, offset, taken);
  });
  store.write("data/b.txt", "x".repeat(60));
  expect(() => store.write("data/b.txt", "y".repeat(60))).toThrow("ENOSPC");
});
