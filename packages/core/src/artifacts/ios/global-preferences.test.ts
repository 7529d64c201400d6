import { expect, test } from "vitest";
import { binaryPlist, faultsOf, type PlistInput, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import preferences from "./global-preferences.ts";

const PATH = "/private/var/mobile/Library/Preferences/.GlobalPreferences.plist";

const STATES: readonly (readonly [value: PlistInput, state: string])[] = [
  [true, "on"],
  [false, "off"],
  [1, "on"],
  [0, "off"],
];
test.each(STATES)("reads %o as %s", async (value, lockdownMode) => {
  const { located, problems } = await read(preferences, { [PATH]: binaryPlist({ LDMGlobalEnabled: value }) });
  expect(problems).toEqual([]);
  expect(located).toEqual([{ at: [{ kind: "key", path: ["LDMGlobalEnabled"] }], data: { lockdownMode } }]);
});

test("tells a phone that says nothing of it from one where it is off, and keeps nothing else", async () => {
  const bytes = xmlPlist({ AppleLanguages: ["CANARY"], AppleLocale: "CANARY", AppleKeyboards: ["CANARY"] });
  expect(await recordsOf(preferences, PATH, bytes)).toEqual([{ lockdownMode: "unstated" }]);
});

test("says that the setting is damaged instead of taking it for off", async () => {
  const { records, problems } = await read(preferences, { [PATH]: binaryPlist({ LDMGlobalEnabled: "yes" }) });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ problem: { at: [{ path: ["LDMGlobalEnabled"] }] } }]);
});

test("says when the settings are no dictionary", async () => {
  expect((await read(preferences, { [PATH]: binaryPlist(["x"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(preferences, PATH, binaryPlist({ LDMGlobalEnabled: true, AppleLocale: "en_GB" }))).toEqual([]);
});
