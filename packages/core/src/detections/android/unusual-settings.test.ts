import { expect, test } from "vitest";
import type { PhoneSetting } from "../../artifacts/android/settings.ts";
import { hitsOf } from "../../testing/index.ts";
import { SETTING_KINDS, SETTING_RULES } from "../android-settings.ts";
import unusualSettings from "./unusual-settings.ts";

const entry = (setting: string, value: string): PhoneSetting => ({ namespace: "global", setting, value });
const judge = (...records: PhoneSetting[]) => hitsOf(unusualSettings, records);

test("tells of all settings of a kind in one finding, as severe as the worst of them", () => {
  const hits = judge(entry("upload_apk_enable", "0"), entry("package_verifier_user_consent", "-1"), entry("adb_wifi_enabled", "1"));
  expect(hits.map(({ subject, severity, count }) => [subject, severity, count])).toEqual([
    ["app-verification", "medium", 2],
    ["adb-over-network", "medium", 1],
  ]);
  expect(hits[0]!.params).toEqual({ settings: "upload_apk_enable=0, package_verifier_user_consent=-1" });
  expect(hits[0]!.records).toHaveLength(2);
});

test("rates what each acquisition needs, and what many choose, as worth knowing and no more", () => {
  const ordinary = [entry("adb_enabled", "1"), entry("development_settings_enabled", "1"), entry("accessibility_enabled", "1")];
  for (const { severity } of judge(...ordinary)) expect(severity).toBe("info");
});

test("is silent on expected values, on settings that were never set, and on others", () => {
  const silent = SETTING_RULES.flatMap(({ setting, expected }) => ["", "null", " ", ...expected].map((value) => entry(setting, value)));
  expect(judge(...silent, entry("brightness", "7"), entry("install_non_market_apps", "1"))).toEqual([]);
});

test("every kind has a rule and no rule is more severe than the detection", () => {
  expect(new Set(SETTING_RULES.map(({ kind }) => kind))).toEqual(new Set(SETTING_KINDS));
  expect(SETTING_RULES.every(({ severity }) => ["info", "low", "medium"].includes(severity))).toBe(true);
  expect(new Set(SETTING_RULES.map(({ setting }) => setting)).size).toBe(SETTING_RULES.length);
});
