import { expect, test } from "vitest";
import { type ByteSource, bytesSource } from "../../bytes/byte-source.ts";
import { asciiRuns } from "./ascii-runs.ts";

const runsOf = (source: ByteSource, min: number, max: number) => [...asciiRuns(source, min, max)].flat();
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test("finds letters between other bytes, by their place", () => {
  expect(runsOf(bytesSource(bytesOf("\0\x01name\xff\xfeab\0last")), 3, 100)).toEqual([
    { text: "name", offset: 2 },
    { text: "last", offset: 11 },
  ]);
});

test("joins what two pieces of the source hold, and passes over what is too long", () => {
  const bytes = new Uint8Array((1 << 18) * 3).fill(0);
  bytes.set(bytesOf("across"), (1 << 18) - 3);
  bytes.fill(0x61, (1 << 18) + 10, (1 << 18) * 2 + 10);
  bytes.set(bytesOf("end"), bytes.length - 3);
  expect(runsOf(bytesSource(bytes), 3, 64)).toEqual([
    { text: "across", offset: (1 << 18) - 3 },
    { text: "end", offset: bytes.length - 3 },
  ]);
});

test("finds nothing in an empty source", () => {
  expect(runsOf(bytesSource(new Uint8Array()), 1, 10)).toEqual([]);
});
