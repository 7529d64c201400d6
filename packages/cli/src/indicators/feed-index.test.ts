import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_ENTRIES, readFeedIndex } from "./feed-index.ts";

const item = (over: Readonly<Record<string, unknown>> = {}, about: Readonly<Record<string, unknown>> = {}) => ({
  type: "github",
  name: "Heron Indicators of Compromise",
  references: ["https://example.org/report"],
  github: { owner: "AmnestyTech", repo: "investigations", branch: "master", path: "2021-07-18_nso/pegasus.stix2", ...over },
  ...about,
});

test("reads where a set lies, what it is called and which report it rests on", () => {
  expect(readFeedIndex({ indicators: [item()] })).toEqual({
    entries: [
      {
        repository: "AmnestyTech/investigations",
        branch: "master",
        path: "2021-07-18_nso/pegasus.stix2",
        url: "https://raw.githubusercontent.com/AmnestyTech/investigations/master/2021-07-18_nso/pegasus.stix2",
        title: "Heron Indicators of Compromise",
        references: ["https://example.org/report"],
      },
    ],
    elsewhere: [],
  });
});

test("takes the paths that the index has had: folders with spaces, dots and signs", () => {
  for (const path of ["2026-05-26_btmob  /btmob.stix2", "generated/stalkerware.stix2", "a(1)/b+c-d.stix2", "ResidentBat/residentbat.stix2"])
    expect(readFeedIndex({ indicators: [item({ path })] })?.entries, path).toHaveLength(1);
});

test("names what lies elsewhere and what is malformed, and goes on", () => {
  const download = { type: "download", download_url: "https://elsewhere.example/x.stix2" };
  const { entries, elsewhere } = readFeedIndex({ indicators: [download, item({ path: 7 }), item({ owner: undefined }), {}, item()] })!;
  expect(entries).toHaveLength(1);
  expect(elsewhere).toEqual([
    "https://elsewhere.example/x.stix2",
    "Heron Indicators of Compromise",
    "Heron Indicators of Compromise",
    "{}",
  ]);
});

test("takes an entry that stands twice once, and links that are links", () => {
  const { entries } = readFeedIndex({
    indicators: [item(), item({}, { references: ["javascript:x", 7, "https://a.example/", "https://a.example/"] })],
  })!;
  expect(entries).toHaveLength(1);
  expect(
    readFeedIndex({ indicators: [item({}, { references: ["http://a.example", "https://b c", "https://a.example/"] })] })?.entries[0]
      ?.references,
  ).toEqual(["https://a.example/"]);
});

test("is undefined for anything that is no index", () => {
  expect([undefined, null, [], "x", 7, {}, { indicators: {} }, { indicators: [1] }, { indicators: [null] }].map(readFeedIndex)).toEqual(
    Array(9).fill(undefined),
  );
});

test("looks at no more entries than it says when there are too many", () => {
  const many = Array.from({ length: MAX_ENTRIES * 3 }, (_, at) => item({ path: `${at}/x.stix2` }));
  expect(readFeedIndex({ indicators: many })?.entries).toHaveLength(MAX_ENTRIES + 1);
});

test("whatever the index says, an address is of the pinned host and names exactly the file that was meant", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("..", ".", "a/../b", "%2e%2e", "a%2fb", "//evil.example", "@evil.example", "x?y", "x#y", "\\", "a b", "ｅ"),
  );
  fc.assert(
    fc.property(text, text, text, text, (owner, repo, branch, path) => {
      const [entry] = readFeedIndex({ indicators: [item({ owner, repo, branch, path })] })!.entries;
      if (entry === undefined) return;
      const url = new URL(entry.url);
      expect(url.origin).toBe("https://raw.githubusercontent.com");
      expect(url.search + url.hash + url.username + url.password).toBe("");
      expect(url.pathname.split("/").map(decodeURIComponent)).toEqual(["", owner, repo, branch, ...path.split("/")]);
    }),
    { numRuns: 3_000 },
  );
});
