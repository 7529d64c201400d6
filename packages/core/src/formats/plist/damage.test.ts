import fc from "fast-check";
import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { binaryPlist, damaged, plistDate, plistUid, xmlPlist } from "../../testing/index.ts";
import { readPlist } from "./read-plist.ts";
import type { PlistValue } from "./value.ts";

const SAMPLE = {
  NumberOfThings: 12,
  Wide: 2n ** 63n,
  Ratio: 0.5,
  Seen: plistDate("2024-05-06T07:08:09Z"),
  Bytes: Uint8Array.from({ length: 40 }, (_, index) => index),
  Text: "Příliš žluťoučký 📱",
  Long: "library/preferences/".repeat(10),
  Reference: plistUid(3),
  List: [true, false, "x", ["y", { deep: [1, 2, 3] }]],
};

function outcomeOf(bytes: Uint8Array, isSalvage: boolean): "value" | "FormatError" | string {
  try {
    return readPlist(bytes, { salvage: isSalvage }).value === undefined ? "undefined" : "value";
  } catch (error) {
    return error instanceof FormatError ? "FormatError" : `thrown: ${error}`;
  }
}

/** Strict and salvaging outcome of one copy. */
const ALLOWED = new Set(["value, value", "FormatError, value", "FormatError, FormatError"]);

for (const [form, bytes] of [
  ["binary", binaryPlist(SAMPLE)],
  ["XML", xmlPlist(SAMPLE)],
] as const) {
  test(`answers every damaged ${form} list with a value or a FormatError, and salvages at least what is read strictly`, () => {
    const counts = { strict: 0, salvaged: 0 };
    const wrong: string[] = [];
    for (const copy of damaged(bytes, { flips: 3000 })) {
      const strict = outcomeOf(copy.bytes, false);
      const salvaged = outcomeOf(copy.bytes, true);
      if (!ALLOWED.has(`${strict}, ${salvaged}`)) wrong.push(`${copy.damage}: ${strict}, ${salvaged}`);
      counts.strict += strict === "value" ? 1 : 0;
      counts.salvaged += salvaged === "value" ? 1 : 0;
    }
    expect(wrong).toEqual([]);
    expect(counts.strict).toBeGreaterThan(500);
    expect(counts.salvaged).toBeGreaterThan(counts.strict * 1.2);
  });
}

const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 127n - 1n }),
  fc.bigInt({ min: -(2n ** 127n), max: -(2n ** 53n) }),
  fc.double(),
  fc.boolean(),
  fc.uint8Array({ maxLength: 300 }),
);
const date = fc.integer({ min: -3_000_000_000, max: 9_000_000_000 }).map((appleSeconds) => ({ kind: "date", appleSeconds }) as const);
const tree = (leaf: fc.Arbitrary<PlistValue>): fc.Arbitrary<PlistValue> =>
  fc.letrec<{ value: PlistValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie("value"), { maxLength: 20 }),
      fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 20 }).map((members) => new Map(members)),
    ),
  })).value;

test("reads back every binary list that is written", () => {
  const binaryOnly = fc.oneof(
    scalar,
    date,
    fc.double().map((appleSeconds) => ({ kind: "date", appleSeconds }) as const),
    fc.constant(null),
    fc.nat().map(plistUid),
  );
  fc.assert(
    fc.property(tree(binaryOnly), (value) => {
      expect(readPlist(binaryPlist(value))).toEqual({ value, form: "binary", problems: [] });
    }),
  );
});

test("reads back every XML list that is written", () => {
  // XML has neither control characters nor lone surrogates, and no text for minus zero; and readers may take CR for LF.
  const inXml = (value: PlistValue): boolean => typeof value !== "string" || /^[\t\n -\ud7ff\ue000-\ufffd]*$/.test(value);
  const leaf = fc.oneof(scalar, date).filter((value) => inXml(value) && !Object.is(value, -0));
  fc.assert(
    fc.property(tree(leaf), (value) => {
      expect(readPlist(xmlPlist(value))).toEqual({ value, form: "xml", problems: [] });
    }),
  );
});
