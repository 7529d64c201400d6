import { type ByteSource, readBytes } from "./byte-source.ts";
import { FormatError } from "./format-error.ts";
import type { Spool } from "./spool.ts";

/** What every spool must do; a test of each kind runs these. `maxBytes` is the room that the spool was given. */
export interface SpoolCase {
  readonly title: string;
  readonly maxBytes: number;
  run(spool: Spool): void;
}

/** Not a divisor of any size that a spool may cut at, so that parts lie across the cuts. */
const STEP = 70_001;
const ROOM = 8 << 20;

/** Bytes that tell their place: no two pieces of one length and another seed are alike. */
function pattern(length: number, seed: number): Uint8Array {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

function appended(spool: Spool, bytes: Uint8Array, step: number): ByteSource {
  const piece = spool.begin();
  for (let at = 0; at < bytes.length; at += step) piece.append(bytes.subarray(at, at + step));
  return piece.finish();
}

function same(actual: Uint8Array, expected: Uint8Array, what: string): void {
  if (actual.length !== expected.length) throw new Error(`${what}: ${actual.length} bytes, not ${expected.length}`);
  const at = actual.findIndex((byte, index) => byte !== expected[index]);
  if (at !== -1) throw new Error(`${what}: byte ${at} is ${actual[at]}, not ${expected[at]}`);
}

const isLimit = (error: unknown): boolean => error instanceof FormatError && error.code === "limit";

function refusal(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

export const spoolContract: readonly SpoolCase[] = [
  {
    title: "gives back at any place what was appended, however it was cut",
    maxBytes: ROOM,
    run(spool) {
      const bytes = pattern(1_000_003, 1);
      const source = appended(spool, bytes, STEP);
      if (source.byteLength !== bytes.length) throw new Error(`${source.byteLength} bytes long`);
      for (const [offset, length] of [
        [0, 1],
        [262_140, 9],
        [524_287, 2],
        [700_000, 300_003],
        [0, 1_000_003],
        [131, 900_000],
      ] as const)
        same(readBytes(source, offset, length), bytes.subarray(offset, offset + length), `${length} from ${offset}`);
    },
  },
  {
    title: "reads fewer bytes at the end and none behind it",
    maxBytes: ROOM,
    run(spool) {
      const source = appended(spool, pattern(300_000, 2), STEP);
      const into = new Uint8Array(10);
      if (source.readSync(299_996, into) !== 4) throw new Error("the end is not told");
      if (source.readSync(300_000, into) !== 0 || source.readSync(400_000, into) !== 0) throw new Error("there are bytes behind the end");
    },
  },
  {
    title: "keeps pieces that grow at the same time apart",
    maxBytes: ROOM,
    run(spool) {
      const all = [3, 4, 5].map((seed) => pattern(600_000 + seed, seed));
      const pieces = all.map(() => spool.begin());
      for (let at = 0; at < 600_005; at += STEP)
        for (const [index, piece] of pieces.entries()) piece.append(all[index]!.subarray(at, at + STEP));
      const sources = pieces.map((piece) => piece.finish());
      for (const [index, source] of sources.entries()) same(readBytes(source, 0, 700_000), all[index]!, `piece ${index}`);
    },
  },
  {
    title: "copies what it is given: the giver may use its buffer again",
    maxBytes: ROOM,
    run(spool) {
      const buffer = pattern(1_000, 6);
      const piece = spool.begin();
      piece.append(buffer);
      buffer.fill(0);
      same(readBytes(piece.finish(), 0, 1_000), pattern(1_000, 6), "the copy");
    },
  },
  {
    title: "holds empty and tiny pieces, and pieces of exactly 256 KB",
    maxBytes: ROOM,
    run(spool) {
      if (spool.begin().finish().byteLength !== 0) throw new Error("an empty piece is not empty");
      for (const length of [1, 2, 15, 16, 17, 262_143, 262_144, 262_145, 524_288])
        same(readBytes(appended(spool, pattern(length, length), length), 0, length), pattern(length, length), `${length} bytes`);
    },
  },
  {
    title: "holds thousands of small pieces",
    maxBytes: ROOM,
    run(spool) {
      const sources = Array.from({ length: 3_000 }, (_, index) => appended(spool, pattern(100 + (index % 50), index), STEP));
      for (const index of [2_999, 0, 1_500, 7])
        same(readBytes(sources[index]!, 0, 1_000), pattern(100 + (index % 50), index), `piece ${index}`);
    },
  },
  {
    title: "refuses what it has no room for, and what it holds stays readable",
    maxBytes: 500_000,
    run(spool) {
      const bytes = pattern(400_000, 7);
      const source = appended(spool, bytes, STEP);
      const piece = spool.begin();
      const error = refusal(() => piece.append(new Uint8Array(100_001)));
      if (!isLimit(error)) throw new Error(`not refused by its limit: ${String(error)}`);
      same(readBytes(source, 0, 400_000), bytes, "what was held");
      same(readBytes(appended(spool, pattern(90_000, 8), STEP), 0, 90_000), pattern(90_000, 8), "what still fits");
    },
  },
];
