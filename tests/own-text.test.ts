import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { ownText } from "../packages/core/src/model/own-text.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const WORDS_IN_LINE = 1 << 16;
const WORD_BYTES = 16;
const LINE_BYTES = WORDS_IN_LINE * WORD_BYTES;
const LINES = 64;

/** Bytes that stay in memory for one word of each of so many long lines. */
function kept(keep: (word: string) => string): number {
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  const line = (number: number): string => new Array<string>(WORDS_IN_LINE).fill(`com.example.a${10 + number} `).join("");
  const words = Array.from({ length: LINES }, (_, number) => keep(line(number).slice(0, WORD_BYTES)));
  const bytes = held() - before;
  expect(words).toHaveLength(LINES);
  return bytes;
}

test("a word of its own does not keep the line it was cut from", () => {
  expect(ownText("com.example.one")).toBe("com.example.one");
  expect(ownText("")).toBe("");
  expect(kept(ownText)).toBeLessThan((LINES * LINE_BYTES) / 4);
});

test("and one that was only cut does: where this fails, the copy is no longer needed", () => {
  expect(kept((word) => word)).toBeGreaterThan((LINES * LINE_BYTES) / 2);
});
