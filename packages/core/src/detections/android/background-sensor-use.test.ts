import { expect, test } from "vitest";
import type { AppOperation } from "../../artifacts/android/appops.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { appSample, joinedOf, ORDINARY_APPS, storeSample } from "../../testing/index.ts";
import backgroundSensorUse from "./background-sensor-use.ts";

const NAME = "org.example.watch";
const used = fromUnixSeconds(1_790_000_000)!;
const operation = (appOperation: string, state: string, fields: Partial<AppOperation> = {}): AppOperation => ({
  uid: 10_234,
  packageName: NAME,
  appOperation,
  opMode: "allow",
  uses: [{ access: "access", state, manner: "s", used }],
  isRunning: false,
  ...fields,
});
const judge = (app: object, ...uses: readonly AppOperation[]) => joinedOf(backgroundSensorUse, { apps: [...ORDINARY_APPS, app], uses });

test("speaks of microphone and camera used from states in which nothing is on the screen", () => {
  expect(judge(appSample(NAME), operation("RECORD_AUDIO", "bg"), operation("CAMERA", "cch"))).toMatchObject([
    { message: "summary", time: used, params: { operations: "RECORD_AUDIO, CAMERA" }, records: { length: 3 } },
  ]);
  expect(judge(appSample(NAME), operation("RECORD_AUDIO", "bg", { isRunning: true }))).toMatchObject([{ message: "summary-running" }]);
});

test("is silent on use in the foreground, on refusals, on other operations, and on apps of a store", () => {
  expect(judge(appSample(NAME), operation("RECORD_AUDIO", "top"), operation("CAMERA", "fgsvc"), operation("VIBRATE", "bg"))).toEqual([]);
  expect(judge(appSample(NAME), operation("CAMERA", "bg", { uses: [{ access: "reject", state: "bg", manner: "s" }] }))).toEqual([]);
  expect(judge(storeSample(NAME), operation("RECORD_AUDIO", "bg"))).toEqual([]);
});
