import { expect, test } from "vitest";
import type { ProvisioningProfile, ProvisioningRecord } from "../../artifacts/ios/provisioning-profiles.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import type { FoldDetection } from "../detection.ts";
import appSignedOutsideStore from "./app-signed-outside-store.ts";

const profileInstalled = fromUnixSeconds(1_650_000_000)!;
const profile = (fields: Partial<ProvisioningProfile> = {}): ProvisioningProfile => ({
  kind: "provisioning",
  uuid: "U-1",
  bundleId: "com.example.app",
  team: "ABCDE12345",
  teamName: "Example SRL",
  profileInstalled,
  ...fields,
});
const team = (isTrusted: boolean): ProvisioningRecord => ({ kind: "team", team: "ABCDE12345", isTrusted });
const judge = (...records: ProvisioningRecord[]) => hitsOf(appSignedOutsideStore, records);

test("rates a company's profile highest, and says whether its signer is trusted, wherever that stands", () => {
  const company = profile({ isForAllDevices: true });
  expect(judge(company, team(true))).toMatchObject([
    { subject: [{ type: "app:id", value: "com.example.app" }, "company-trusted"], severity: "medium", params: { team: "Example SRL" } },
  ]);
  expect(judge(team(true), company)).toMatchObject([{ message: "summary-company-trusted" }]);
  expect(judge(company, team(false))).toMatchObject([{ message: "summary-company", time: profileInstalled }]);
});

test("rates a developer's low and only informs of a tester's", () => {
  expect(judge(profile({ devices: 3, isForDebugging: true }))).toMatchObject([{ message: "summary-developer", severity: "low" }]);
  expect(judge(profile({ isBeta: true, isForAllDevices: true }))).toMatchObject([{ message: "summary-beta", severity: "info" }]);
});

test("tells a profile for any app of its team by its own id", () => {
  const { bundleId: _, ...any } = profile();
  expect(judge(any)).toMatchObject([{ subject: ["profile U-1", "developer"], params: { app: "U-1" } }]);
});

test("is silent on teams without a profile, and says when there are more than it can hold", () => {
  expect(judge(team(true), team(false))).toEqual([]);
  const fold = appSignedOutsideStore as FoldDetection;
  const state = fold.start();
  const record = { artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data: profile() };
  for (let index = 0; index <= fold.stateLimit; index++) fold.step(state, record);
  expect(fold.size(state)).toBeGreaterThan(fold.stateLimit);
  expect(fold.end(state)).toHaveLength(fold.stateLimit + 1); // what was seen until the runner stops it is told
});
