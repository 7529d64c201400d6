import { expect, test } from "vitest";
import type { ConfigurationRecord } from "../../artifacts/ios/configuration-profiles.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import { payloadSample, profileSample } from "../../testing/profile-samples.ts";
import shortcutsSilencedByProfile from "./shortcuts-silenced-by-profile.ts";

const profileInstalled = fromAppleTime(650_000_000)!;
const silencing = (...silencedApps: string[]) => payloadSample("notifications", { silencedApps });
const judge = (...records: ConfigurationRecord[]) => hitsOf(shortcutsSilencedByProfile, records);

test("speaks of a profile that silences Shortcuts, among other apps too", () => {
  const hits = judge(
    profileSample([payloadSample("restrictions"), silencing("com.example.a", "com.apple.shortcuts")], { profileInstalled }),
  );
  expect(hits).toMatchObject([
    {
      subject: { type: "configuration-profile:id", value: "com.example.profile" },
      severity: "high",
      params: { profile: "Example" },
      time: profileInstalled,
    },
  ]);
});

test("rates one of a management server lower, and says why", () => {
  expect(judge(profileSample([silencing("com.apple.shortcuts")], { isByManagement: true }))).toMatchObject([
    { severity: "medium", confidence: "low", benign: [{ message: expect.stringMatching(/\/managed$/) }] },
  ]);
});

test("tells a profile without any name all the same", () => {
  expect(judge({ kind: "profile", signers: 0, payloads: [silencing("com.apple.Shortcuts")] })).toMatchObject([
    { subject: "unnamed-profile" },
  ]);
});

test("is silent on other apps, on a payload that silences none, and on other records", () => {
  expect(judge(profileSample([silencing("com.apple.mobilemail")]), profileSample([payloadSample("notifications")]))).toEqual([]);
  expect(judge(profileSample([]), { kind: "named-profile", profile: "com.apple.shortcuts" }, { kind: "management", servers: [] })).toEqual(
    [],
  );
});
