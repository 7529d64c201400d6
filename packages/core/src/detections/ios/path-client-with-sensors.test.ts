import { expect, test } from "vitest";
import type { Permission } from "../../artifacts/ios/tcc.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import pathClientWithSensors from "./path-client-with-sensors.ts";

const changed = fromUnixSeconds(1_650_000_000)!;
const permission = (fields: Partial<Permission> = {}): Permission => ({
  service: "kTCCServiceMicrophone",
  client: "/private/var/tmp/hooker",
  clientKind: "path",
  decision: "allowed",
  changed,
  ...fields,
});
const judge = (...records: Permission[]) => hitsOf(pathClientWithSensors, records);

test("speaks of a program in a folder for data that may use the microphone", () => {
  expect(judge(permission())).toMatchObject([
    {
      subject: [{ type: "file:path", value: "/private/var/tmp/hooker" }, "kTCCServiceMicrophone"],
      severity: "high",
      params: { service: "Microphone" },
      time: changed,
    },
  ]);
});

test("rates a refusal, and what tells little of a person, low", () => {
  expect(judge(permission({ decision: "denied" }))).toMatchObject([{ message: "summary", severity: "low" }]);
  expect(judge(permission({ service: "kTCCServiceLiverpool" }))).toMatchObject([{ message: "summary-allowed", severity: "low" }]);
});

test("is silent on the system's programs, on apps by id, and on programs in an app's folder", () => {
  expect(judge(permission({ client: "/usr/libexec/routined" }), permission({ client: "/System/Library/x" }))).toEqual([]);
  expect(judge(permission({ client: "com.example.app", clientKind: "bundle-id" }))).toEqual([]);
  expect(judge(permission({ client: "/private/var/containers/Bundle/Application/a/A.app/A" }))).toEqual([]);
});
