import { expect, test } from "vitest";
import type { ConfigurationRecord } from "../../artifacts/ios/configuration-profiles.ts";
import { hitsOf } from "../../testing/index.ts";
import { payloadSample, profileSample } from "../../testing/profile-samples.ts";
import deviceManagement from "./device-management.ts";

const judge = (...records: ConfigurationRecord[]) => hitsOf(deviceManagement, records);

test("tells of a management server with its address and organization", () => {
  const servers = ["https://mdm.example/checkin", "https://mdm.example/server"];
  expect(judge({ kind: "management", servers, organization: "Example Ltd" })).toMatchObject([
    { subject: "management", message: "summary-management", severity: "low", params: { server: servers[0], organization: "Example Ltd" } },
  ]);
  expect(judge({ kind: "management", servers: [], profile: "com.example.mdm" })).toMatchObject([{ params: { server: "–" } }]);
});

test("only informs of supervision", () => {
  expect(judge({ kind: "supervision", servers: [], isSupervised: true })).toMatchObject([
    { subject: "supervision", message: "summary-supervision", severity: "info" },
  ]);
});

test("is silent on the files that phones have which nobody manages, and on profiles", () => {
  expect(judge({ kind: "supervision", servers: [] }, { kind: "supervision", servers: [], isSupervised: false })).toEqual([]);
  expect(judge({ kind: "management", servers: [] }, profileSample([payloadSample("management")]))).toEqual([]);
});
