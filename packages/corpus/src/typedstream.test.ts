import { expect, test } from "vitest";
import { linkAttribute, MESSAGE_PART, runsWithLinks, typedstream } from "./typedstream.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("begins with the header and the class chain that Messages writes", () => {
  const head =
    "040b73747265616d747970656481e803840140848484194e534d757461626c6541747472696275746564537472696e67008484124e5341747472696275746564537472696e67008484084e534f626a65637400859284848 40f4e534d757461626c65537472696e67018484084e53537472696e67019584012b024f6b86";
  expect(hex(typedstream({ text: "Ok" })).startsWith(head.replaceAll(" ", ""))).toBe(true);
});

test("names what was written once by its number", () => {
  const blob = text(
    typedstream({ text: "see https://example.org now", runs: runsWithLinks("see https://example.org now", ["https://example.org"]) }),
  );
  expect(blob.split("__kIMMessagePartAttributeName").length - 1).toBe(1);
  expect(blob.split("NSDictionary").length - 1).toBe(1);
});

test("counts runs in UTF-16 units and text in UTF-8 bytes", () => {
  const blob = typedstream({ text: "🙂é" });
  expect(hex(blob)).toContain(`2b06${Buffer.from("🙂é").toString("hex")}86`); // six bytes
  expect(hex(blob)).toContain("840269490103"); // run 1, three units
});

test("writes lengths above 127 in two bytes, little-endian", () => {
  expect(hex(typedstream({ text: "x".repeat(300) }))).toContain("2b812c01787878");
});

test("marks each URL as a link of its own and leaves the rest to the message part", () => {
  expect(runsWithLinks("a https://b.example c", ["https://b.example"])).toEqual([
    { length: 2, attributes: [MESSAGE_PART] },
    { length: 17, attributes: [MESSAGE_PART, linkAttribute("https://b.example")] },
    { length: 2, attributes: [MESSAGE_PART] },
  ]);
});
