import { expect, test } from "vitest";
import { binaryPlist, real, uid, xmlPlist } from "./plist.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("writes a dictionary byte for byte as the format says", () => {
  const expected = [
    "62706c6973743030", // bplist00
    "d10102", // dictionary of one: key object 1, value object 2
    "5161", // "a"
    "1001", // 1
    "080b0d", // offsets
    "000000000000",
    "01", // bytes of an offset
    "01", // bytes of a reference
    "0000000000000003",
    "0000000000000000",
    "000000000000000f",
  ];
  expect(hex(binaryPlist({ a: 1 }))).toBe(expected.join(""));
});

test("writes equal scalars once", () => {
  expect(binaryPlist(["same", "same", "same"]).length).toBe(binaryPlist(["same"]).length + 2);
});

test.each([
  [255, "10ff"],
  [256, "110100"],
  [65_536, "1200010000"],
  [4_294_967_296, "130000000100000000"],
  [-1, "13ffffffffffffffff"],
  [2n ** 64n - 1n, "140000000000000000ffffffffffffffff"],
])("writes %s in as many bytes as Apple does", (value, expected) => {
  expect(hex(binaryPlist(value)).slice(16, 16 + expected.length)).toBe(expected);
});

test("counts from fifteen on in an integer of their own", () => {
  expect(hex(binaryPlist("x".repeat(14))).slice(16, 18)).toBe("5e");
  expect(hex(binaryPlist("x".repeat(15))).slice(16, 22)).toBe("5f100f");
});

test("keeps a whole real, a UID and a date apart from integers", () => {
  expect(hex(binaryPlist(real(1))).slice(16, 18)).toBe("23");
  expect(hex(binaryPlist(uid(7))).slice(16, 20)).toBe("8007");
  expect(hex(binaryPlist(new Date("2001-01-01T00:00:01Z"))).slice(16, 34)).toBe("333ff0000000000000");
});

test("refuses what is nested beyond reason", () => {
  let nested: readonly unknown[] = [];
  for (let depth = 0; depth < 70; depth++) nested = [nested];
  expect(() => binaryPlist(nested as never)).toThrow(RangeError);
});

test("escapes text and indents with tabs in XML", () => {
  const text = new TextDecoder().decode(xmlPlist({ "a&b": ["<c>", true, real(2), 2] }));
  expect(text).toContain(
    "<dict>\n\t<key>a&amp;b</key>\n\t<array>\n\t\t<string>&lt;c&gt;</string>\n\t\t<true/>\n\t\t<real>2</real>\n\t\t<integer>2</integer>\n\t</array>\n</dict>",
  );
});
