import { expect, test } from "vitest";
import type { AppOperation } from "../../artifacts/android/appops.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { appSample, joinedOf, ORDINARY_APPS, storeSample } from "../../testing/index.ts";
import askedToInstall from "./asked-to-install.ts";

const used = fromUnixSeconds(1_790_000_000)!;
const request = (packageName: string, fields: Partial<AppOperation> = {}): AppOperation => ({
  uid: 10_234,
  packageName,
  appOperation: "REQUEST_INSTALL_PACKAGES",
  opMode: "allow",
  uses: [{ access: "access", state: "top", manner: "s", used }],
  isRunning: false,
  ...fields,
});
const judge = (app: object, operation: AppOperation) => joinedOf(askedToInstall, { apps: [...ORDINARY_APPS, app], requests: [operation] });

test("speaks of an app that asked, lower where a store brought it", () => {
  expect(judge(appSample("org.example.a"), request("org.example.a"))).toMatchObject([
    { severity: "low", time: used, records: { length: 2 } },
  ]);
  expect(judge(storeSample("org.example.a"), request("org.example.a"))).toMatchObject([{ severity: "info" }]);
});

test("is silent on what was refused or merely allowed, on stores, and on apps of the system", () => {
  const refused = request("org.example.a", { opMode: "deny", uses: [{ access: "reject", state: "top", manner: "s", used }] });
  expect(judge(appSample("org.example.a"), refused)).toEqual([]);
  expect(judge(appSample("org.example.a"), request("org.example.a", { uses: [] }))).toEqual([]);
  expect(judge(appSample("org.fdroid.fdroid"), request("org.fdroid.fdroid"))).toEqual([]);
  expect(judge(appSample("x.y"), request("com.android.chrome"))).toEqual([]);
});
