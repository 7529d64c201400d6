import { expect, test } from "vitest";
import type { GlobalPreferences } from "../../artifacts/ios/global-preferences.ts";
import { hitsOf } from "../../testing/index.ts";
import lockdownMode from "./lockdown-mode.ts";

const judge = (mode: GlobalPreferences["lockdownMode"]) => hitsOf(lockdownMode, [{ lockdownMode: mode } satisfies GlobalPreferences]);

test("tells the setting as a fact, on or off", () => {
  expect(judge("on")).toMatchObject([{ subject: "lockdown-mode", message: "summary-on" }]);
  expect(judge("off")).toMatchObject([{ subject: "lockdown-mode", message: "summary-off" }]);
  expect([lockdownMode.severity, lockdownMode.axis]).toEqual(["info", "none"]);
});

test("is silent where the settings do not state it", () => {
  expect(judge("unstated")).toEqual([]);
});
