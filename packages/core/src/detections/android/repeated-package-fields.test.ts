import { expect, test } from "vitest";
import { appSample, hitsOf, ORDINARY_APPS } from "../../testing/index.ts";
import repeatedPackageFields from "./repeated-package-fields.ts";

test("names the fields that stand twice", () => {
  const app = appSample("org.example.a", { repeatedFields: ["pkgFlags", "signatures"] });
  expect(hitsOf(repeatedPackageFields, [app])).toMatchObject([{ params: { fields: "pkgFlags, signatures" } }]);
});

test("is silent on ordinary entries", () => {
  expect(hitsOf(repeatedPackageFields, ORDINARY_APPS)).toEqual([]);
});
