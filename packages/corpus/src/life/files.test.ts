import { expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import { scenario, scenarios } from "../scenarios/index.ts";
import { lastOfEachPlace, listFile, placeOf } from "./files.ts";

test("of several files at one place the last is kept, where it stood", () => {
  const [first, other, last] = ["1", "2", "3"].map((text, index) =>
    listFile("HomeDomain", index === 1 ? "b" : "a", 1_700_000_000, utf8(text)),
  );
  expect(lastOfEachPlace([first!, other!, last!])).toEqual([other, last]);
});

test.each(scenarios.map(({ id }) => id))("no place of %s holds two files", (id) => {
  const places = [...scenario(id).phone().files].map(placeOf);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});
