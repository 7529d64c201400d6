import { expect, test } from "vitest";
import { MAX_DOCUMENTS, readDocuments } from "./documents.ts";
import { nameAndPid, readTextReport } from "./text-report.ts";

test("objects stand one after the other, with whatever between them; braces in texts count for nothing", () => {
  const text = '{"a":"}{\\"}"}\n\n  {"b":{"c":1}} and "a word" {"d":2}';
  expect(readDocuments(text)).toEqual({ objects: [{ a: '}{"}' }, { b: { c: 1 } }, { d: 2 }], isDamaged: false, left: 0 });
  expect(readDocuments("")).toEqual({ objects: [], isDamaged: false, left: 0 });
  expect(readDocuments("}}} text")).toEqual({ objects: [], isDamaged: false, left: 0 });
});

test("an object that is cut or is none is told, and those beside it are read", () => {
  expect(readDocuments('{"a":1}{"b":')).toEqual({ objects: [{ a: 1 }], isDamaged: true, left: 0 });
  expect(readDocuments('{broken}{"a":1}')).toEqual({ objects: [{ a: 1 }], isDamaged: true, left: 0 });
  expect(readDocuments("{".repeat(1_000_000))).toMatchObject({ objects: [], isDamaged: true });
});

test("of more objects than the limit the first are kept and the others counted", () => {
  const { objects, left } = readDocuments("{}".repeat(MAX_DOCUMENTS + 7));
  expect([objects.length, left]).toEqual([MAX_DOCUMENTS, 7]);
});

test("of a text the first line of each known name counts, and images by their path", () => {
  const { fields, images } = readTextReport(
    "Command:  one\nCommand:  two\nSecret:  three\n0x1 - 0x2 x arm64 <0123456789abcdef0123456789abcdef> /usr/lib/x y.dylib\n",
  );
  expect([...fields]).toEqual([["Command", "one"]]);
  expect(images).toEqual(["/usr/lib/x y.dylib"]);
  expect(nameAndPid("My App [12]")).toEqual({ name: "My App", pid: 12 });
  expect(nameAndPid("launchd")).toEqual({ name: "launchd" });
  expect(nameAndPid(undefined)).toEqual({});
});
