import { expect, test } from "vitest";
import type { SystemProperty } from "../../artifacts/android/getprop.ts";
import { hitsOf } from "../../testing/index.ts";
import { PROPERTY_RULES } from "../android-properties.ts";
import tamperedBoot from "./tampered-boot.ts";

const judge = (properties: Readonly<Record<string, string>>) =>
  hitsOf(
    tamperedBoot,
    Object.entries(properties).map(([property, value]): SystemProperty => ({ property, value })),
  );

test("tells of all properties of a kind in one finding, as severe as the worst of them", () => {
  const hits = judge({
    "ro.boot.verifiedbootstate": "orange",
    "ro.boot.flash.locked": "0",
    "ro.build.tags": "test-keys",
    "service.adb.tcp.port": "5555",
    "init.svc.magisk_service": "running",
    "ro.dalvik.vm.native.bridge": "libzygisk.so",
  });
  expect(hits.map(({ subject, severity, count }) => [subject, severity, count])).toEqual([
    ["verified-boot", "medium", 2],
    ["developer-build", "medium", 1],
    ["adb-over-network", "medium", 1],
    ["root-service", "medium", 1],
    ["native-bridge", "medium", 1],
  ]);
  expect(hits[0]!.params).toEqual({ properties: "ro.boot.verifiedbootstate=orange, ro.boot.flash.locked=0" });
});

test("weighs the owner's own key less than an unlocked phone, and a failed check more", () => {
  const weights = ["yellow", "orange", "red"].map((state) => judge({ "ro.boot.verifiedbootstate": state })[0]!.severity);
  expect(weights).toEqual(["low", "medium", "high"]);
});

test("is silent on a phone as it is sold, on properties that are empty, and on others", () => {
  const sold = Object.fromEntries(PROPERTY_RULES.map(({ property, expected }) => [property, expected[0]!]));
  const empty = Object.fromEntries(PROPERTY_RULES.map(({ property }) => [property, ""]));
  expect(judge(sold)).toEqual([]);
  expect(judge(empty)).toEqual([]);
  expect(judge({ "init.svc.surfaceflinger": "running", "ro.build.display.id": "test-keys" })).toEqual([]);
});
