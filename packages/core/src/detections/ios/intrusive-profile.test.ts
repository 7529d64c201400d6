import { expect, test } from "vitest";
import type { ConfigurationRecord } from "../../artifacts/ios/configuration-profiles.ts";
import type { PayloadEffect } from "../../artifacts/profile-payloads.ts";
import { hitsOf } from "../../testing/index.ts";
import { payloadSample, profileSample } from "../../testing/profile-samples.ts";
import intrusiveProfile from "./intrusive-profile.ts";

const judge = (...records: ConfigurationRecord[]) => hitsOf(intrusiveProfile, records);
const withEffects = (...effects: PayloadEffect[]) => profileSample(effects.map((effect) => payloadSample(effect)));

test("rates a root certificate together with a diversion highest, whatever their order", () => {
  expect(judge(withEffects("vpn", "root-certificate"))).toMatchObject([
    { message: "summary-reader", severity: "medium", params: { effects: "root-certificate, vpn" } },
  ]);
  expect(judge(withEffects("root-certificate", "proxy"))).toMatchObject([{ severity: "medium" }]);
});

test("rates one alone low, and a managed one as information", () => {
  const alone: PayloadEffect[] = ["root-certificate", "vpn", "management", "proxy", "name-server", "content-filter", "relay", "enrollment"];
  for (const effect of alone) expect(judge(withEffects(effect)), effect).toMatchObject([{ message: "summary", severity: "low" }]);
  expect(judge({ ...withEffects("vpn"), isByManagement: true })).toMatchObject([{ severity: "info", benign: [{}] }]);
  expect(judge({ ...withEffects("vpn", "root-certificate"), isByManagement: true })).toMatchObject([{ severity: "low" }]);
});

test("tells an effect once, however many payloads have it", () => {
  expect(judge(withEffects("vpn", "vpn", "vpn"))).toMatchObject([{ params: { effects: "vpn" } }]);
});

test("is silent on calendars, networks, passcode rules, ordinary certificates and web clips", () => {
  expect(judge(withEffects("account", "network", "passcode", "certificate", "identity", "web-clip", "restrictions", "other"))).toEqual([]);
  expect(judge(profileSample([]), { kind: "named-profile", profile: "vpn" })).toEqual([]);
});
