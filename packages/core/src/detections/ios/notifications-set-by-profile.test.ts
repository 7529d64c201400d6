import { expect, test } from "vitest";
import type { ConfigurationRecord } from "../../artifacts/ios/configuration-profiles.ts";
import { hitsOf } from "../../testing/index.ts";
import { payloadSample, profileSample } from "../../testing/profile-samples.ts";
import notificationsSetByProfile from "./notifications-set-by-profile.ts";

const judge = (...records: ConfigurationRecord[]) => hitsOf(notificationsSetByProfile, records);
const silencing = (...silencedApps: string[]) => payloadSample("notifications", { silencedApps });

test("speaks of a profile that silences apps, each app counted once, wherever the payload stands", () => {
  expect(judge(profileSample([payloadSample("restrictions"), silencing("a.b", "c.d"), silencing("a.b")]))).toMatchObject([
    { severity: "medium", params: { silenced: 2 } },
  ]);
});

test("rates one that silences none low, and only informs of a managed one", () => {
  expect(judge(profileSample([payloadSample("notifications")]))).toMatchObject([{ severity: "low", params: { silenced: 0 } }]);
  expect(judge(profileSample([silencing("a.b")], { isByManagement: true }))).toMatchObject([
    { severity: "info", benign: [{ message: expect.stringMatching(/\/managed$/) }] },
  ]);
});

test("is silent on profiles that leave notifications alone, and on one without payloads", () => {
  expect(judge(profileSample([payloadSample("account"), payloadSample("network")]), profileSample([]))).toEqual([]);
  expect(judge({ kind: "management", servers: ["https://mdm.example"] })).toEqual([]);
});
