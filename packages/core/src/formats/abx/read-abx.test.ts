import { describe, expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { writeAbx } from "../../testing/abx.ts";
import { damaged } from "../../testing/damage.ts";
import { readAbx } from "./read-abx.ts";
import { recoverLong } from "./recover-long.ts";

const ROOT = {
  name: "keyStore",
  attributes: { version: 1, isOn: true },
  children: [
    { name: "adbKey", attributes: { key: "QUJD user@höst", lastConnection: 1_711_015_483_000n } },
    { name: "adbKey", attributes: { key: "REVG", lastConnection: -1n, isOff: false } },
  ],
};
/** Tokens as the file of a phone has them, by hand: a document, one tag with a long, and the same tag again by its index. */
const BY_HAND = Uint8Array.of(
  ...[0x41, 0x42, 0x58, 0x00, 0x10],
  ...[0x32, 0xff, 0xff, 0x00, 0x01, 0x61],
  ...[0x8f, 0xff, 0xff, 0x00, 0x01, 0x62, 0x00, 0x00, 0x01, 0x8e, 0x60, 0x7a, 0x3c, 0x78],
  ...[0x32, 0x00, 0x00, 0x33, 0x00, 0x00, 0x33, 0x00, 0x00, 0x11],
);

test("reads tags, names that stand again, and values of each type", () => {
  const [store] = readAbx(writeAbx(ROOT));
  expect(store!.name).toBe("keyStore");
  expect([...store!.attributes]).toEqual([
    ["version", 1],
    ["isOn", true],
  ]);
  expect(store!.children.map(({ attributes }) => Object.fromEntries(attributes))).toEqual([
    { key: "QUJD user@höst", lastConnection: 1_711_015_483_000n },
    { key: "REVG", lastConnection: -1n, isOff: false },
  ]);
});

test("reads tokens set by hand", () => {
  const [outer] = readAbx(BY_HAND);
  expect(outer).toMatchObject({ name: "a", children: [{ name: "a", children: [] }] });
  expect(outer!.attributes.get("b")).toBe(0x18e607a3c78n);
});

test("refuses what is no binary XML, what is cut, and ends without their beginning", () => {
  const codeOf = (bytes: Uint8Array): string | undefined => {
    try {
      readAbx(bytes);
    } catch (error) {
      return (error as FormatError).code;
    }
    return undefined;
  };
  expect(codeOf(Uint8Array.of(1, 2, 3, 4))).toBe("not-this-format");
  expect(codeOf(BY_HAND.subarray(0, 9))).toBe("truncated");
  expect(codeOf(Uint8Array.of(...BY_HAND.subarray(0, 5), 0x33, 0xff, 0xff, 0, 1, 0x61))).toBe("malformed");
  expect(codeOf(Uint8Array.of(...BY_HAND.subarray(0, 5), 0x32, 0, 7))).toBe("malformed");
  const deep = Uint8Array.of(...BY_HAND.subarray(0, 11), ...Array.from({ length: 200 }, () => [0x32, 0, 0]).flat());
  expect(codeOf(deep)).toBe("limit");
});

test("damaged documents end in elements or a FormatError, nothing else", () => {
  for (const { bytes, damage } of damaged(writeAbx(ROOT), { cuts: 40, flips: 200 })) {
    try {
      readAbx(bytes);
    } catch (error) {
      expect(error, damage).toBeInstanceOf(FormatError);
    }
  }
});

describe("a number whose bytes a text decoder lost", () => {
  const VALUE = 1_711_015_483_000n;
  const damagedBytes = new TextEncoder().encode(
    new TextDecoder().decode(Uint8Array.from({ length: 8 }, (_, index) => Number((VALUE >> BigInt(56 - 8 * index)) & 255n))),
  );

  test("is the latest that is not after the bound", () => {
    const { least, most } = recoverLong(damagedBytes, 0, VALUE + 3_600_000n)!;
    expect(least <= VALUE && VALUE <= most).toBe(true);
    expect(most <= VALUE + 3_600_000n).toBe(true);
  });

  test("is exact where nothing was lost, and nothing where no value is within the bound or bytes are missing", () => {
    const whole = Uint8Array.of(0, 0, 1, 0x7f, 1, 2, 3, 4);
    expect(recoverLong(whole, 0, 1n << 60n)).toEqual({ least: 0x17f01020304n, most: 0x17f01020304n });
    expect(recoverLong(whole, 0, 5n)).toBeUndefined();
    expect(recoverLong(damagedBytes, 0, 5n)).toBeUndefined();
    expect(recoverLong(whole, 3, 1n << 60n)).toBeUndefined();
  });
});
