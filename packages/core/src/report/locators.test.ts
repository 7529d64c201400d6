import { expect, test } from "vitest";
import { atFile, atKey, atLine, atOffset, atRow } from "../model/locator.ts";
import { locatorsInWords } from "./locators.ts";
import { createSay } from "./say.ts";

const say = createSay();

test.each([
  [[atLine(1234)], "line 1234"],
  [[atRow("message", "1234")], "row 1234 of table message"],
  [[atRow("message", 12, "text"), atRow("handle", 3)], "row 12 of table message, column text, with row 3 of table handle"],
  [[atKey("A", "B", 0)], "key A › B › 0"],
  [[atOffset(4096, 12)], "12 bytes from byte 4096"],
  [[{ kind: "member" as const, index: 4, name: "logs/a{b}.txt" }, atLine(2)], "member 4 of the archive, logs/a{b}.txt, with line 2"],
  [[{ kind: "wal-frame" as const, frame: 9 }], "frame 9 of the write-ahead log"],
  [[atFile], "the whole file"],
  [[], "the whole file"],
])("says where a record stands: %j", (at, words) => {
  expect(locatorsInWords(at, say)).toBe(words);
});

test("shows the end of a path that is too deep to be written out", () => {
  const words = locatorsInWords([atKey(...Array.from({ length: 500 }, (_, index) => index))], say);
  expect(words).toMatch(/^key … › 488 › .* › 499$/);
});

test("says the English of a document whose message this version does not know", () => {
  expect(say({ message: "later/unknown", text: "A sentence of a later version." })).toBe("A sentence of a later version.");
});
