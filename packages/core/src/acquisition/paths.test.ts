import { expect, test } from "vitest";
import { compilePattern, isPattern, literalPrefix } from "./paths.ts";

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
