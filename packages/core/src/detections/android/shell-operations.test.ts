import { expect, test } from "vitest";
import type { AppOperation } from "../../artifacts/android/appops.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import shellOperations from "./shell-operations.ts";

const used = fromUnixSeconds(1_790_000_000)!;
const operation = (fields: Partial<AppOperation>): AppOperation => ({
  uid: 2000,
  packageName: "com.android.shell",
  appOperation: "RECORD_AUDIO",
  opMode: "allow",
  uses: [{ access: "access", state: "fg", manner: "s", used }],
  isRunning: false,
  ...fields,
});

test("speaks of what the shell heard or read, with its time, each operation apart", () => {
  expect(hitsOf(shellOperations, [operation({}), operation({ appOperation: "READ_SMS" })])).toMatchObject([
    { params: { operation: "RECORD_AUDIO" }, time: used },
    { params: { operation: "READ_SMS" } },
  ]);
});

test("is silent on refusals, on what collecting needs, and on other apps", () => {
  const silent: Partial<AppOperation>[] = [
    { uses: [{ access: "reject", state: "fg", manner: "s", used }] },
    { appOperation: "READ_EXTERNAL_STORAGE" },
    { packageName: "org.example.a" },
    { uses: [] },
  ];
  expect(hitsOf(shellOperations, silent.map(operation))).toEqual([]);
});
