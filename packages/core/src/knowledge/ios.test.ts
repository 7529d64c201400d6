import { expect, test } from "vitest";
import { IOS_KNOWLEDGE_DATE, iosModelName, iosVersionOfBuild } from "./ios.ts";

test("names the version of a build and keeps its letter case", () => {
  expect(iosVersionOfBuild("1A543a")).toBe("1.0");
  expect(iosVersionOfBuild("1A543A")).toBeUndefined();
  expect(iosVersionOfBuild(" 1C28 ")).toBe("1.0.2");
});

test("names models whose identifier holds a comma", () => {
  expect(iosModelName("iPhone4,1")).toBe("iPhone 4S");
});

test("knows nothing of what is not listed, whatever it is called", () => {
  for (const name of ["", "99Z999", "__proto__", "constructor"]) {
    expect(iosVersionOfBuild(name)).toBeUndefined();
    expect(iosModelName(name)).toBeUndefined();
  }
});

test("says of which day it is", () => {
  expect(IOS_KNOWLEDGE_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
});
