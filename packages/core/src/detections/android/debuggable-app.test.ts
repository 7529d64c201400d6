import { expect, test } from "vitest";
import { appSample, hitsOf, ORDINARY_APPS, systemSample } from "../../testing/index.ts";
import debuggableApp from "./debuggable-app.ts";

test("names the flags that no app of a store has", () => {
  const apps = [appSample("org.example.a", { flags: ["DEBUGGABLE", "HAS_CODE"] }), appSample("org.example.b", { flags: ["TEST_ONLY"] })];
  expect(hitsOf(debuggableApp, apps)).toMatchObject([{ params: { flags: "DEBUGGABLE" } }, { params: { flags: "TEST_ONLY" } }]);
});

test("is silent on ordinary apps and on apps of the system", () => {
  expect(hitsOf(debuggableApp, [...ORDINARY_APPS, systemSample("com.android.x", { flags: ["DEBUGGABLE", "SYSTEM"] })])).toEqual([]);
});
