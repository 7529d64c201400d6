import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { ownText } from "../packages/core/src/model/own-text.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const LINE_BYTES = 1 << 20;
const LINES = 64;

/** Bytes that stay in memory for one word of each of so many long lines. */
function kept(keep: (word: string) => string): number {
  const held = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = held();
  const words = Array.from({ length: LINES }, (_, number) =>
    keep(Buffer.alloc(LINE_BYTES, `com.example.app${number} `).toString("latin1").slice(0, 16)),
  );
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
