import { expect, test } from "vitest";
import { javaHashOf } from "./java-hash.ts";

test("is Java's Arrays.hashCode: bytes count with their sign, and zeros at the front are not printed", () => {
  // By Java's definition, 31 * h + b from 1, reckoned with Python's whole numbers modulo 2^32.
  expect(javaHashOf(new Uint8Array())).toBe("1");
  expect(javaHashOf(Uint8Array.of(1, 2, 3))).toBe("7861");
  expect(javaHashOf(Uint8Array.of(0x80))).toBe("ffffff9f");
  expect(javaHashOf(Uint8Array.from({ length: 1_000 }, (_, index) => index & 0xff))).toBe("453f6cf5");
});
