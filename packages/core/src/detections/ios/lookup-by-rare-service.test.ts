import { expect, test } from "vitest";
import type { IdentityLookup } from "../../artifacts/ios/id-status-cache.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import type { FoldDetection } from "../detection.ts";
import lookupByRareService from "./lookup-by-rare-service.ts";

const lookedUp = fromAppleTime(600_000_000)!;
const PHOTOS = "com.apple.private.alloy.photostream";
const HOME = "com.apple.private.alloy.willow";
const lookup = (service: string, handle: string): IdentityLookup => ({ service, handle, lookedUp });
const judge = (...records: IdentityLookup[]) => hitsOf(lookupByRareService, records);

test("speaks of an address that only such a service looked up", () => {
  expect(
    judge(lookup(PHOTOS, "mailto:X@y.example"), lookup(HOME, "mailto:x@y.example"), lookup("com.apple.madrid", "tel:+1202555")),
  ).toMatchObject([
    { subject: { type: "email-addr:value", value: "x@y.example" }, params: { service: PHOTOS }, time: lookedUp, records: { length: 2 } },
  ]);
  expect(judge(lookup("com.apple.private.alloy.home.invite", "mailto:a@b.example"))).toHaveLength(1);
});

test("is silent on an address that another service knows, whichever was first, on numbers, and on other services", () => {
  const own = "mailto:owner@y.example";
  expect(judge(lookup(HOME, own), lookup("com.apple.private.alloy.phonecontinuity", own))).toEqual([]);
  expect(judge(lookup("com.apple.madrid", own), lookup(HOME, own))).toEqual([]);
  expect(judge(lookup(HOME, "tel:+12025550177"), lookup("com.apple.madrid", own))).toEqual([]);
  expect(
    judge(lookup("com.apple.private.alloy.homely", own), lookup("com.apple.private.alloy.photostreams", "mailto:b@y.example")),
  ).toEqual([]);
});

test("takes many for a home with guests, in one finding", () => {
  const guests = Array.from({ length: 300 }, (_, index) => lookup(HOME, `mailto:guest${index}@y.example`));
  expect(judge(...guests)).toMatchObject([{ message: "summary-many", severity: "info", count: 300, records: { length: 100 } }]);
});

test("counts what it remembers, and keeps few records of one address", () => {
  const fold = lookupByRareService as FoldDetection;
  const state = fold.start();
  const record = { artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data: lookup(HOME, "mailto:a@b.example") };
  for (let index = 0; index < 100; index++) fold.step(state, record);
  expect(fold.size(state)).toBe(1);
  expect(fold.end(state)).toMatchObject([{ records: { length: 10 } }]);
});
