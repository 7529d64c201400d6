import { expect, test } from "vitest";
import { createScreenGuard } from "./screen-guard.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each(["", "plain\ntext\twith tabs\r\n", "Grüße 密 😀", "قاعدة"])("lets text pass: %j", (text) => {
  expect(createScreenGuard().isHarmful(bytes(text))).toBe(false);
});

test.each([
  ["an escape sequence", bytes("a\u001b[2J")],
  ["a control of the second set", bytes("a\u009b2J")],
  ["text that runs the other way", bytes("a\u202eb")],
  ["a return that overwrites the line", bytes("a\rb")],
  ["a zero", bytes("a\0")],
  ["bytes that are no text", Uint8Array.of(0x61, 0xff)],
])("stops %s", (_title, piece) => {
  expect(createScreenGuard().isHarmful(piece)).toBe(true);
});

test("knows a character that two pieces share, and harm in a later piece", () => {
  const guard = createScreenGuard();
  const [first, second] = [bytes("密").subarray(0, 2), bytes("密").subarray(2)];
  expect([first, second, bytes("\u001b")].map((piece) => guard.isHarmful(piece))).toEqual([false, false, true]);
});
