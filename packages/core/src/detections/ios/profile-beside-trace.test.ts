import { expect, test } from "vitest";
import type { DataUsageRecord } from "../../artifacts/ios/data-usage.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import { payloadSample, profileSample } from "../../testing/profile-samples.ts";
import type { CorrelateDetection } from "../detection.ts";
import profileBesideTrace from "./profile-beside-trace.ts";

const { anchor, beside, correlate, windowSeconds } = profileBesideTrace as CorrelateDetection;
const { gone, message, visit } = beside;
const profileInstalled = fromUnixSeconds(1_650_000_000)!;
const profile = profileSample([payloadSample("vpn"), payloadSample("account")], { profileInstalled });
const subject = { type: "configuration-profile:id", value: "com.example.profile" } as const;
const installed = momentSample("anchor", 0, {
  subject,
  record: { artifact: "ios/configuration-profiles", file: { path: "/x", rawPath: "x" }, at: [], data: profile },
});
const judge = (...moments: readonly (readonly [stream: string, seconds: number])[]) =>
  correlate(
    installed,
    moments.map(([stream, seconds]) => momentSample(stream, seconds)),
  );

test("anchors at profiles that divert, read or manage, and at no other", () => {
  expect(anchor.select(profile)).toEqual({ time: profileInstalled, subject });
  expect(anchor.select(profileSample([payloadSample("account")], { profileInstalled }))).toBeUndefined();
  expect(anchor.select(profileSample([payloadSample("vpn")]))).toBeUndefined();
  expect(anchor.select({ kind: "management", servers: ["https://x.example"] })).toBeUndefined();
});

test("looks beside it at records in which an indicator matched, and at usage whose process is gone", () => {
  const roles = Object.entries(beside).map(([name, { matchedAs }]) => [name, matchedAs?.join()]);
  expect(Object.fromEntries(roles)).toEqual({ message: "received", chat: "received", visit: "visited", process: "ran", gone: undefined });
  const usage: DataUsageRecord = { kind: "usage", usageKey: 1, isOrphan: true, used: profileInstalled };
  expect(gone!.select(usage)).toBeDefined();
  expect(gone!.select({ ...usage, isOrphan: false })).toBeUndefined();
  expect(message!.select({ kind: "handle", handle: "x" })).toBeUndefined();
  expect(visit!.select({ kind: "page", itemKey: 1, url: "http://x.example" })).toBeUndefined();
});

test("rates a matched record higher than a gone process, even where that is nearer", () => {
  expect(windowSeconds).toBe(72 * 3600);
  expect(judge(["gone", 10], ["visit", 7_000])).toMatchObject({
    subject: [subject, "matched"],
    message: "summary-matched",
    severity: "high",
    params: { hours: 2, effects: "vpn" },
  });
  expect(judge(["gone", -10])).toMatchObject({ subject: [subject, "gone-process"], severity: "low", confidence: "low" });
});

test("is silent without anything beside it", () => {
  expect(judge()).toBeUndefined();
});
