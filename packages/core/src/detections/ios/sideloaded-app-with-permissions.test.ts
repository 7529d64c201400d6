import { expect, test } from "vitest";
import type { ProvisioningProfile } from "../../artifacts/ios/provisioning-profiles.ts";
import type { Permission } from "../../artifacts/ios/tcc.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import sideloadedAppWithPermissions from "./sideloaded-app-with-permissions.ts";

const { anchor, beside, correlate } = sideloadedAppWithPermissions as CorrelateDetection;
const { permission: permissions } = beside;
const time = fromUnixSeconds(1_650_000_000)!;
const app = (value: string) => ({ type: "app:id", value }) as const;
const profile: ProvisioningProfile = { kind: "provisioning", bundleId: "com.example.app", profileInstalled: time };
const permission: Permission = {
  service: "kTCCServiceMicrophone",
  client: "com.example.app",
  clientKind: "bundle-id",
  decision: "allowed",
  changed: time,
};
const moment = (stream: string, data: ProvisioningProfile | Permission, subject: ReturnType<typeof app>) =>
  momentSample(stream, 0, { subject, record: { artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data } });
const judge = (signed: ProvisioningProfile, ...allowed: Permission[]) =>
  correlate(
    moment("anchor", signed, app(signed.bundleId!)),
    allowed.map((one) => moment("permission", one, app(one.client))),
  );

test("looks at profiles for one app, and at what apps may do that tells of a person", () => {
  expect(anchor.select(profile)).toEqual({ time, subject: app("com.example.app") });
  expect(anchor.select({ ...profile, isBeta: true })).toBeUndefined();
  expect(anchor.select({ kind: "team", team: "x", isTrusted: true })).toBeUndefined();
  expect(permissions!.select(permission)).toEqual({ time, subject: app("com.example.app") });
  for (const silent of [{ decision: "denied" }, { service: "kTCCServiceLiverpool" }, { clientKind: "path" }] as const) {
    expect(permissions!.select({ ...permission, ...silent })).toBeUndefined();
  }
});

test("speaks where both are of one app, and names what it may do, each once", () => {
  const camera = { ...permission, service: "kTCCServiceCamera" };
  expect(judge(profile, permission, camera, camera)).toMatchObject({
    subject: app("com.example.app"),
    params: { services: "Camera, Microphone" },
    severity: "medium",
    confidence: "low",
  });
});

test("is surer of a company's profile, and rates a calendar low", () => {
  const calendar = { ...permission, service: "kTCCServiceCalendar" };
  expect(judge({ ...profile, isForAllDevices: true }, calendar)).toMatchObject({ severity: "medium", confidence: "medium" });
  expect(judge(profile, calendar)).toMatchObject({ severity: "low" });
});

test("is silent on permissions of other apps", () => {
  expect(judge(profile, { ...permission, client: "com.example.other" })).toBeUndefined();
});
