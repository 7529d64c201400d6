import { expect, test } from "vitest";
import { compilePattern, createWanted, isPattern, literalPrefix } from "./paths.ts";

const fits = (pattern: string, path: string) => compilePattern(pattern).test(path);

test("a star stays within a component and two stars cross", () => {
  expect(fits("/a/*/c.db", "/a/b/c.db")).toBe(true);
  expect(fits("/a/*/c.db", "/a/b/b/c.db")).toBe(false);
  expect(fits("/a/**/c.db", "/a/b/b/c.db")).toBe(true);
  expect(fits("/a/*.db", "/a/.db")).toBe(true);
});

test("brackets are a choice of letters and letter case is told apart", () => {
  expect(fits("/[Cc]ache.db", "/cache.db")).toBe(true);
  expect(fits("/[Cc]ache.db", "/CACHE.db")).toBe(false);
  expect(fits("/[a-c].db", "/b.db")).toBe(false);
  expect(fits("/[a-c].db", "/-.db")).toBe(true);
});

test("what means something to a regular expression means itself here", () => {
  expect(fits("/a.b(c)+{1}|$^?", "/a.b(c)+{1}|$^?")).toBe(true);
  expect(fits("/a.b", "/axb")).toBe(false);
  expect(fits("/a*", "/a\nb")).toBe(true);
});

test("an open bracket is a fault of the pattern", () => {
  expect(() => compilePattern("/[ab")).toThrow(TypeError);
});

test("the literal prefix ends before the first wildcard", () => {
  expect(literalPrefix("/a/b*/c")).toBe("/a/b");
  expect(literalPrefix("/a/[bc]")).toBe("/a/");
  expect(literalPrefix("/a/b")).toBe("/a/b");
  expect(isPattern("/a/b")).toBe(false);
});

test("what is wanted is what any of the patterns fits, asked one by one", () => {
  const patterns = [
    "/a/b.db",
    "/a/*/b.db",
    "/a/x*",
    "/a/**/c.db-wal",
    "bridle:/root/*",
    "*.plist",
    "/a/[Bb]c.db",
    "/p/q[12]",
    "/d**",
    "/e/f*g/h",
  ];
  const paths = [
    ...["/a/b.db", "/a/x", "/a/xy", "/a/x/y", "/a/n/b.db", "/a/n/m/b.db", "/a/n/m/c.db-wal", "/a/c.db-wal", "/a/n/c.db", "/a/Bc.db"],
    ...[
      "bridle:/root/x",
      "bridle:/root/x/y",
      "Info.plist",
      "/a/Info.plist",
      "/p/q1",
      "/p/q3",
      "/d",
      "/d/e/f",
      "/e/fg/h",
      "/e/f1g/h",
      "/e/f/g/h",
      "",
    ],
  ];
  const isWanted = createWanted(patterns);
  for (const path of paths) expect([path, isWanted(path)]).toEqual([path, patterns.some((pattern) => compilePattern(pattern).test(path))]);
});
