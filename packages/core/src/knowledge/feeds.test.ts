import { expect, test } from "vitest";
import { FEED_REPOSITORIES, FEEDS, feedAt } from "./feeds.ts";

test("names every feed once, with its terms and a report", () => {
  expect(new Set(FEEDS.map(({ repository, path }) => `${repository}/${path}`)).size).toBe(FEEDS.length);
  expect(FEEDS.filter(({ repository }) => FEED_REPOSITORIES[repository] === undefined)).toEqual([]);
  expect(FEEDS.filter(({ references }) => references.length === 0 || references.some((link) => !link.startsWith("https://")))).toEqual([]);
});

test("finds a feed by its path, and by its file name when its folder was renamed", () => {
  const pegasus = feedAt("AmnestyTech/investigations", "2021-07-18_nso/pegasus.stix2");
  expect(pegasus?.title).toBe("Pegasus (NSO Group)");
  expect(feedAt("AmnestyTech/investigations", "nso/pegasus.stix2")).toBe(pegasus);
});

test("does not take a file of one repository for another's, nor an unknown one for any", () => {
  expect(feedAt("mvt-project/mvt-indicators", "2021-07-18_nso/pegasus.stix2")).toBeUndefined();
  expect(feedAt("AmnestyTech/investigations", "new/unheard-of.stix2")).toBeUndefined();
  expect(feedAt("AmnestyTech/investigations", "xpegasus.stix2")).toBeUndefined();
});

test("rests no class on hosts that are a vendor's shop window alone", () => {
  expect(FEEDS.filter(({ hosts }) => hosts === "website").map(({ class: packClass }) => packClass)).toEqual(["stalkerware"]);
});
