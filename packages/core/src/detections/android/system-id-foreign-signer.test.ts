import { expect, test } from "vitest";
import { appSample, joinedOf, KEYS, ORDINARY_APPS, systemSample } from "../../testing/index.ts";
import systemIdForeignSigner from "./system-id-foreign-signer.ts";

const judge = (...apps: readonly object[]) => joinedOf(systemIdForeignSigner, { apps: [...ORDINARY_APPS, ...apps] });

test("speaks of an app that shares the system's id with a key of its own", () => {
  expect(judge(appSample("org.example.deep", { sharedUser: "android.uid.system" }))).toMatchObject([
    { subject: { value: "org.example.deep" }, params: { signer: KEYS.foreign, platform: KEYS.platform }, records: { length: 2 } },
  ]);
});

test("is silent on the system's own, on other shared ids, and where the system's key is not known", () => {
  expect(judge(systemSample("com.android.settings", { sharedUser: "android.uid.system" }))).toEqual([]);
  expect(judge(appSample("org.example.pair", { sharedUser: "org.example.shared" }))).toEqual([]);
  expect(joinedOf(systemIdForeignSigner, { apps: [appSample("org.example.deep", { sharedUser: "android.uid.system" })] })).toEqual([]);
});
