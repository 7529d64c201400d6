import { expect, test } from "vitest";
import type { AdbKey } from "../../artifacts/android/adb-state.ts";
import { hitsOf } from "../../testing/index.ts";
import trustedComputers from "./trusted-computers.ts";

const key = (fingerprint: string, keyHolder: string, keySource: AdbKey["keySource"] = "user-keys"): AdbKey => ({
  kind: "key",
  keySource,
  fingerprint,
  keyHolder,
});

test("counts computers, not the places where their keys stand", () => {
  expect(hitsOf(trustedComputers, [key("AA", "a@x"), key("AA", "a@x", "keystore"), key("BB", "b@y")])).toMatchObject([
    { subject: "trusted-computers", severity: "low", count: 2, params: { number: 2, holders: "a@x, b@y" }, records: { length: 3 } },
  ]);
});

test("MVT 30: says so without knowing the collector's key; one computer alone is worth no more than a line", () => {
  expect(hitsOf(trustedComputers, [key("AA", "a@x")])).toMatchObject([{ severity: "info" }]);
});

test("speaks of debugging over the air, and is silent on a phone that trusts nobody", () => {
  expect(hitsOf(trustedComputers, [{ kind: "state", isWireless: true }])).toMatchObject([{ subject: "wireless-debugging" }]);
  expect(hitsOf(trustedComputers, [{ kind: "state", isConnected: true, isWireless: false }])).toEqual([]);
});
