import { bytesSource, portableInflate } from "@bridle/core";
import { expect, test } from "vitest";
import { browserInflate } from "./inflate.ts";

type Outcome = Awaited<ReturnType<typeof browserInflate.inflate>>;

async function inflated(
  { inflate }: typeof browserInflate,
  bytes: Uint8Array,
  { enough = Number.POSITIVE_INFINITY, trailer = 0 } = {},
): Promise<Outcome & { readonly bytes: number[] }> {
  const got: number[] = [];
  const take = (piece: Uint8Array): boolean => {
    for (const byte of piece) got.push(byte);
    return got.length < enough;
  };
  return { ...(await inflate({ source: bytesSource(bytes), from: 0, to: bytes.length, trailer, take })), bytes: got };
}

/** Bytes that do not repeat at once, so that packing leaves several blocks. */
const SAMPLE = Uint8Array.from({ length: 200_000 }, (_, index) => ((index * index) % 251) ^ (index >> 9));

async function deflated(): Promise<Uint8Array> {
  const stream = new Blob([SAMPLE]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test("the browser's stream and the portable way give the same, whole or damaged", async () => {
  const packed = await deflated();
  const cases = {
    whole: packed,
    "cut in the middle": packed.subarray(0, packed.length >> 1),
    "cut before its last byte": packed.subarray(0, packed.length - 1),
    "followed by others": Uint8Array.from([...packed, 1, 2, 3]),
    damaged: packed.map((byte, index) => (index > packed.length / 2 ? byte ^ 0x5a : byte)),
    empty: new Uint8Array(0),
  };
  for (const [title, bytes] of Object.entries(cases)) {
    expect(await inflated(browserInflate, bytes), title).toEqual(await inflated(portableInflate, bytes));
  }
  expect((await inflated(browserInflate, packed)).bytes).toEqual([...SAMPLE]);
});

test("a stream is looked for before its trailer, and beyond it where it does not end there", async () => {
  const packed = await deflated();
  const followed = Uint8Array.from([...packed, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await inflated(browserInflate, followed, { trailer: 8 })).toMatchObject({ end: "whole", at: packed.length });
  expect(await inflated(browserInflate, packed, { trailer: 8 })).toEqual(await inflated(portableInflate, packed));
});

test("it stops when no more is wanted, and passes on what the source throws", async () => {
  const packed = await deflated();
  const stopped = await inflated(browserInflate, packed, { enough: 1 });
  expect(stopped.end).toBe("stopped");
  expect(stopped.bytes.length).toBeLessThan(SAMPLE.length);
  const source = {
    byteLength: 100,
    readSync(): number {
      throw new RangeError("gone");
    },
  };
  await expect(browserInflate.inflate({ source, from: 0, to: 100, take: () => true })).rejects.toThrow("gone");
});
