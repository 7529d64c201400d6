import { expect, test } from "vitest";
import { attributedBody, damaged, type StreamObject, streamString, streamUrl, typedstream } from "../../testing/index.ts";
import { textOfAttributedBody } from "./attributed-body.ts";
import { readTypedstream } from "./read-typedstream.ts";

const NSOBJECT = ["NSObject", 0] as const;
const attributed = (...groups: StreamObject["groups"]): StreamObject => ({
  classes: [["NSAttributedString", 0], NSOBJECT],
  groups: [["@", streamString("read this")], ...groups],
});
const dictionary = (...groups: StreamObject["groups"]): StreamObject => ({ classes: [["NSDictionary", 0], NSOBJECT], groups });

test("gives the first string of an attributed string as its text", () => {
  expect(textOfAttributedBody(attributedBody("Your parcel ✉️ waits"))).toEqual({ text: "Your parcel ✉️ waits", links: [] });
});

test("reads lengths of one, two and four bytes", () => {
  for (const length of [0, 1, 127, 128, 200, 32_767, 32_768, 70_000]) {
    expect(textOfAttributedBody(attributedBody("x".repeat(length)))?.text).toHaveLength(length);
  }
});

test("gives the addresses of link attributes, each once, in order", () => {
  const links = ["https://one.example/a?b=c", "https://two.example/", "https://one.example/a?b=c"];
  expect(textOfAttributedBody(attributedBody("see here", links))?.links).toEqual(links.slice(0, 2));
});

test("takes a link that is text under a link attribute, and not text under another", () => {
  const attributes = dictionary(
    ["i", 2],
    ["@", streamString("NSLink")],
    ["@", streamString("https://link.example")],
    ["@", streamString("Other")],
    ["@", streamString("https://other.example")],
  );
  expect(textOfAttributedBody(typedstream(attributed(["iI", 1, 9], ["@", attributes])))?.links).toEqual(["https://link.example"]);
});

test("resolves a relative address against its base", () => {
  const url: StreamObject = {
    classes: [["NSURL", 0], NSOBJECT],
    groups: [
      ["c", 1],
      ["@", streamUrl("https://a.example/b/")],
      ["@", streamString("c")],
    ],
  };
  const attributes = dictionary(["i", 1], ["@", streamString("NSLink")], ["@", url]);
  expect(textOfAttributedBody(typedstream(attributed(["iI", 1, 9], ["@", attributes])))?.links).toEqual(["https://a.example/b/c"]);
});

test("follows references to objects, classes and types met before", () => {
  const shared = streamString("https://link.example");
  const attributes = dictionary(
    ["i", 2],
    ["@", streamString("NSLink")],
    ["@", shared],
    ["@", streamString("__kIMLinkAttributeName")],
    ["@", shared],
  );
  const { values, objects, problem } = readTypedstream(typedstream(attributed(["iI", 1, 9], ["@", attributes])));
  expect(problem).toBeUndefined();
  expect(values).toHaveLength(1);
  expect(objects.map(({ classes }) => classes[0])).toEqual([
    "NSAttributedString",
    "NSString",
    "NSDictionary",
    "NSString",
    "NSString",
    "NSString",
  ]);
  expect(objects.every(({ classes }) => classes.at(-1) === "NSObject")).toBe(true);
});

test("reads byte arrays, nil, negative and wide integers, and reals", () => {
  const object: StreamObject = {
    classes: [["NSData", 0], NSOBJECT],
    groups: [
      ["i", 3],
      ["[3c]", Uint8Array.of(1, 2, 255)],
      ["@", undefined],
      ["c", -3],
      ["i", -111],
      ["i", -40_000],
      ["I", 200],
      ["q", 70_000],
    ],
  };
  const [value] = readTypedstream(typedstream(object)).objects;
  expect(value?.values).toEqual([3, Uint8Array.of(1, 2, 255), null, -3, -111, -40_000, 200, 70_000]);
});

test("reads the big-endian form", () => {
  const head = [0x04, 0x0b, ...Array.from("typedstream", (letter) => letter.charCodeAt(0)), 0x81, 0x03, 0xe8];
  const stream = Uint8Array.of(...head, 0x84, 0x01, 0x69, 0x81, 0x12, 0x34, 0x84, 0x01, 0x64, 0x83, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0);
  expect(readTypedstream(stream)).toEqual({ values: [0x1234, 1.5], objects: [], problem: undefined });
});

test("keeps the text, and says why, when the attributes go wrong", () => {
  const body = attributedBody("call me", ["https://a.example"]);
  const cut = textOfAttributedBody(body.slice(0, body.length - 10));
  expect(cut).toMatchObject({ text: "call me", links: [], problem: { code: "truncated" } });
  const strange = textOfAttributedBody(typedstream(attributed(["?", 1])));
  expect(strange).toMatchObject({ text: "read this", problem: { code: "unsupported" } });
});

test("gives nothing for what is no body: empty, another format, a body cut before its text, another object", () => {
  const body = attributedBody("call me");
  const at = body.indexOf(0x2b);
  for (const bytes of [new Uint8Array(), body.slice(0, 5), body.slice(0, at), body.slice(0, at + 3), Uint8Array.of(1, 2, 3)]) {
    expect(textOfAttributedBody(bytes)).toBeUndefined();
  }
  expect(textOfAttributedBody(typedstream(dictionary(["i", 1], ["@", streamString("a")], ["@", streamString("b")])))).toBeUndefined();
});

test("bounds nesting, and types that take no bytes", () => {
  let nested: StreamObject = streamString("deep");
  for (let depth = 0; depth < 500; depth += 1) nested = { classes: [NSOBJECT], groups: [["@", nested]] };
  expect(readTypedstream(typedstream(nested)).problem?.code).toBe("limit");
  expect(readTypedstream(typedstream({ classes: [NSOBJECT], groups: [["[900000000{a=}]"]] })).problem?.code).toBe("limit");
  expect(readTypedstream(typedstream({ classes: [NSOBJECT], groups: [["[900000000c]"]] })).problem?.code).toBe("truncated");
  expect(readTypedstream(typedstream({ classes: [NSOBJECT], groups: [[`${"[1".repeat(40)}c${"]".repeat(40)}`]] })).problem?.code).toBe(
    "limit",
  );
});

test("an object may contain itself: it is read once", () => {
  const groups: StreamObject["groups"][number][] = [];
  const self: StreamObject = { classes: [NSOBJECT], groups };
  groups.push(["@", self]);
  expect(readTypedstream(typedstream(self))).toMatchObject({ problem: undefined, objects: [{ classes: ["NSObject"] }] });
});

test("answers every damaged copy with a body or nothing", () => {
  const body = attributedBody("Your parcel waits at https://a.example", ["https://b.example", "https://c.example"]);
  let kept = 0;
  for (const { bytes, damage } of damaged(body, { flips: 4000 })) {
    const read = textOfAttributedBody(bytes);
    expect(read === undefined || typeof read.text === "string", damage).toBe(true);
    if (read?.text.startsWith("Your parcel")) kept += 1;
  }
  expect(kept).toBeGreaterThan(1000);
});
