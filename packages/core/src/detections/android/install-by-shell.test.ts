import { expect, test } from "vitest";
import type { InstallSession } from "../../artifacts/android/install-sessions.ts";
import { hitsOf } from "../../testing/index.ts";
import installByShell from "./install-by-shell.ts";

const session = (fields: Partial<InstallSession>): InstallSession => ({
  sessionId: 1,
  isHistorical: true,
  isFromAdb: false,
  packageName: "org.example.watch",
  installerUid: 10_090,
  installer: "com.android.vending",
  finalStatus: 1,
  ...fields,
});

test("speaks of installations by the shell, however the record says so, and louder where all was granted", () => {
  const ways: Partial<InstallSession>[] = [{ installerUid: 2000 }, { isFromAdb: true }, { initiator: "com.android.shell" }];
  expect(hitsOf(installByShell, ways.map(session)).map(({ severity, message }) => [severity, message])).toEqual(
    Array(3).fill(["low", "summary"]),
  );
  expect(hitsOf(installByShell, [session({ installerUid: 2000, installFlags: "0x122" })])).toMatchObject([
    { severity: "medium", params: { grants: "yes" } },
  ]);
  expect(hitsOf(installByShell, [session({ isFromAdb: true, finalStatus: -115, installFlags: "0x122" })])).toMatchObject([
    { severity: "low", message: "summary-not-done" },
  ]);
});

test("speaks of sessions that name no app, too", () => {
  const { packageName: _none, ...unnamed } = session({ isFromAdb: true });
  expect(hitsOf(installByShell, [unnamed])).toMatchObject([{ subject: "session 1", severity: "low" }]);
});

test("is silent on stores", () => {
  expect(hitsOf(installByShell, [session({})])).toEqual([]);
});
