import { expect, test } from "vitest";
import { createHiddenLine, MAX_PASSWORD_CHARACTERS } from "./hidden-line.ts";

const typed = (...keys: string[]): { heard: string; text: string } => {
  const line = createHiddenLine();
  let heard = "";
  for (const key of keys) heard = line.hear(new TextEncoder().encode(key));
  return { heard, text: line.text() };
};

test.each([
  ["letters", ["abc", "\r"], "abc"],
  ["a line feed as its end", ["abc\n"], "abc"],
  ["what is pasted whole, and nothing of what follows its first line", ["abc\ndef\n"], "abc"],
  ["spaces at both ends", [" a \r"], " a "],
  ["erased characters, of any number of bytes", ["aß密😀", "\u007f", "\b", "\r"], "aß"],
  ["more erased than typed", ["a\u007f\u007fb\r"], "b"],
  ["a line begun anew", ["wrong\u0015right\r"], "right"],
  ["arrow and function keys", ["a\u001b[Ab\u001bOPc\u001b[1;5Dd\u001b[15~e\r"], "abcde"],
  ["an arrow key that comes in pieces", ["a\u001b", "[", "D", "b\r"], "ab"],
  ["other control keys", ["a\u0001\u0007\tb\r"], "ab"],
])("hears %s", (_title, keys, text) => {
  expect(typed(...keys)).toEqual({ heard: "line", text });
});

test("puts a character together that comes byte by byte", () => {
  const line = createHiddenLine();
  for (const byte of new TextEncoder().encode("密😀")) expect(line.hear(Uint8Array.of(byte))).toBe("more");
  expect(line.text()).toBe("密😀");
});

test.each([
  ["\u0003", "interrupt"],
  ["\u001c", "interrupt"],
  ["\u0004", "none"],
])("tells %j apart from a line", (key, heard) => {
  expect(typed("abc", key).heard).toBe(heard);
});

test("ends what is longer than any password", () => {
  expect(typed("x".repeat(MAX_PASSWORD_CHARACTERS)).heard).toBe("more");
  expect(typed("x".repeat(MAX_PASSWORD_CHARACTERS + 1)).heard).toBe("too-long");
});
