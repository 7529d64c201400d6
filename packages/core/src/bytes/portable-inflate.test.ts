import { expect, test } from "vitest";
import { randomNumbers } from "../testing/damage.ts";
import { bytesSource } from "./byte-source.ts";
import { crc32 } from "./crc32.ts";
import { type InflateOutcome, inflateWith } from "./inflate.ts";
import { portableInflate } from "./portable-inflate.ts";

const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Inflated extends InflateOutcome {
  readonly bytes: Uint8Array;
}

async function inflated(bytes: Uint8Array, enough = Number.POSITIVE_INFINITY, provider = portableInflate): Promise<Inflated> {
  const parts: number[] = [];
  const outcome = await provider.inflate({
    source: bytesSource(bytes),
    from: 0,
    to: bytes.length,
    take: (piece) => {
      for (const byte of piece) parts.push(byte);
      return parts.length < enough;
    },
  });
  return { ...outcome, bytes: Uint8Array.from(parts) };
}

/** What the platform makes of the bytes; both runtimes have it. */
async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Text-like bytes, long enough to slide the window several times, with runs and with noise. */
function sample(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = randomNumbers(seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const kind = random();
    const run = 1 + Math.floor(random() * 400);
    const from = Math.floor(random() * at);
    for (let index = 0; index < run && at < length; index++, at++) {
      if (kind < 0.4) bytes[at] = 97 + Math.floor(random() * 8);
      else bytes[at] = kind < 0.8 ? bytes[from + index]! : Math.floor(random() * 256);
    }
  }
  return bytes;
}

test("reads the three kinds of block, by bytes taken from RFC 1951", async () => {
  // stored: final, kind 0, then length and its complement
  expect(text((await inflated(fromHex("010300fcff616263"))).bytes)).toBe("abc");
  // fixed codes: "a", then a match of length 9 at distance 1
  expect(text((await inflated(fromHex("4b840300"))).bytes)).toBe("a".repeat(10));
});

test("reads what the platform's compressor writes, whatever its length", async () => {
  for (const [length, seed] of [
    [0, 1],
    [1, 2],
    [70_000, 3],
    [500_000, 4],
  ] as const) {
    const bytes = sample(length, seed);
    const packed = await deflated(bytes);
    const result = await inflated(Uint8Array.from([...packed, 1, 2, 3]));
    expect(result.end).toBe("whole");
    expect(result.at).toBe(packed.length);
    expect(result.bytes).toEqual(new Uint8Array(bytes));
  }
});

test("keeps what comes before the place where a stream is cut", async () => {
  const bytes = sample(40_000, 5);
  const packed = await deflated(bytes);
  for (let length = 0; length < packed.length; length += 97) {
    const result = await inflated(packed.subarray(0, length));
    expect(result.end).toBe("cut-off");
    expect(result.bytes).toEqual(bytes.subarray(0, result.bytes.length));
  }
});

test("says that bytes against the format are damaged, and gives out what came before them", async () => {
  const damages = {
    "a block of the kind that there is not": "07",
    "a length whose complement differs": "010300fcfe616263",
    "a match that reaches before the beginning": "030200",
    "more than 286 literal codes": "fdffff",
    "code lengths that are over-subscribed": `05e0${"ff".repeat(9)}`,
  };
  for (const [damage, hex] of Object.entries(damages)) expect((await inflated(fromHex(hex))).end, damage).toBe("damaged");
});

test("stops when no more is wanted", async () => {
  const bytes = sample(400_000, 6);
  const result = await inflated(await deflated(bytes), 1);
  expect(result.end).toBe("stopped");
  expect(result.bytes.length).toBeLessThan(bytes.length);
});

test("goes on after what a platform gave out before it gave up", async () => {
  const bytes = sample(300_000, 7);
  const provider = {
    ...portableInflate,
    inflate: inflateWith(async ({ take }) => {
      take(bytes.subarray(0, 150_001));
      return undefined;
    }, portableInflate.inflate),
  };
  const result = await inflated(await deflated(bytes), undefined, provider);
  expect(result.end).toBe("whole");
  expect(result.bytes).toEqual(bytes);
});

test("the checksum is that of ISO 3309, in one piece or in several", () => {
  const bytes = new TextEncoder().encode("123456789");
  expect(crc32(bytes, 0)).toBe(0xcbf43926);
  for (let cut = 0; cut <= bytes.length; cut++) expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut), 0))).toBe(0xcbf43926);
});
