import { expect, test } from "vitest";
import type { SecurityEvent } from "../../artifacts/android/intrusion-log.ts";
import { hitsOf } from "../../testing/index.ts";
import debuggingCommands from "./debugging-commands.ts";

const command = (text: string): SecurityEvent => ({ kind: "security", tag: "adb_shell_cmd", details: { command: text } });

test("tells commands that change the phone, each kind once", () => {
  const hits = hitsOf(debuggingCommands, [
    command("pm install -r /data/local/tmp/a.apk"),
    command("cmd package install-create"),
    command("pm grant com.bad.app android.permission.READ_SMS"),
    command("appops set com.bad.app SYSTEM_ALERT_WINDOW allow"),
    command("dpm set-device-owner com.bad.app/.Admin"),
    command("settings put secure enabled_accessibility_services com.bad.app/.S"),
    command("pm hide com.security.app"),
  ]);
  expect(hits.map(({ subject, count, severity }) => `${String(subject)} ${count} ${severity}`)).toEqual([
    "install 2 medium",
    "grant 2 medium",
    "administrator 1 medium",
    "settings 1 medium",
    "disable 1 low",
  ]);
});

test("is silent on commands that only read, as collections are made of, and on other entries", () => {
  const reading = ["pm list packages -U -u -i", "settings list secure", "dumpsys", "getprop", "ls -la /sdcard", "cmd appops get com.a"];
  expect(hitsOf(debuggingCommands, reading.map(command))).toEqual([]);
  expect(hitsOf(debuggingCommands, [{ kind: "security", tag: "adb_shell_interactive", details: {} }])).toEqual([]);
});
