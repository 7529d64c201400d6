import { expect, test } from "vitest";
import type { PackageUser } from "../../artifacts/android/packages.ts";
import { appSample, hitsOf, ORDINARY_APPS, systemSample } from "../../testing/index.ts";
import disabledByShell from "./disabled-by-shell.ts";

const usersWith = (fields: Partial<PackageUser>) => ({ users: [{ ...appSample("x").users[0]!, ...fields }] });
const off = usersWith({ enabledState: 3, disabledBy: "com.android.shell" });

test("speaks once of the apps of the system that a computer switched off", () => {
  const apps = Array.from({ length: 12 }, (_, index) => systemSample(`com.android.part${10 + index}`, off));
  expect(hitsOf(disabledByShell, [...ORDINARY_APPS, ...apps])).toMatchObject([
    { subject: "disabled-by-shell", count: 12, params: { number: 12, others: 2 }, records: { length: 12 } },
  ]);
});

test("is silent on apps that the settings switched off, on enabled ones, and on apps that are not the system's", () => {
  const silent = [
    systemSample("com.android.a", usersWith({ enabledState: 3, disabledBy: "com.android.settings" })),
    systemSample("com.android.b", usersWith({ enabledState: 1, disabledBy: "com.android.shell" })),
    appSample("org.example.c", off),
  ];
  expect(hitsOf(disabledByShell, [...ORDINARY_APPS, ...silent])).toEqual([]);
});
