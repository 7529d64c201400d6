import { expect, test } from "vitest";
import type { PackageEntry } from "../../artifacts/android/packages.ts";
import { appSample, joinedOf, KEYS, ORDINARY_APPS, storeSample } from "../../testing/index.ts";
import impostorApp from "./impostor-app.ts";

const judge = (...apps: readonly PackageEntry[]) => joinedOf(impostorApp, { apps: [...ORDINARY_APPS, ...apps] });

test.each(["com.google.android.service", "com.android.framework.safety", "com.hihonor.core.service", "android.system.heron"])(
  "speaks of %s from outside with a key that nothing of the system has",
  (name) => {
    expect(judge(appSample(name))).toMatchObject([
      {
        subject: { type: "app:id", value: name },
        message: "summary",
        severity: "high",
        params: { signer: KEYS.foreign, installer: "none named" },
      },
    ]);
  },
);

test.each(["com.linkedln.service", "com.oneplussync.bat", "cm.google.android.apps.assistant"])(
  "speaks lower of %s, whose name is close to one",
  (name) => {
    expect(judge(appSample(name))).toMatchObject([{ message: "summary-lookalike", severity: "medium", confidence: "low" }]);
  },
);

test("MVT 42: needs no indicator, and is not misled by an installer that the shell named", () => {
  const app = storeSample("com.google.android.service", { initiator: "com.android.shell", signerHashes: [KEYS.foreign] });
  expect(judge(app)).toHaveLength(1);
});

test("is silent on an ordinary phone: the system, a maker's preload, updates, apps of a store", () => {
  expect(judge()).toEqual([]);
});

test("is silent on a maker's app by hand with the maker's key, and on one with a key that a store vouches for", () => {
  expect(judge(appSample("com.google.android.apps.heron", { signerHashes: [KEYS.google] }))).toEqual([]);
  expect(judge(appSample("com.whatsapp.w4b", { signerHashes: [KEYS.other] }))).toEqual([]);
  expect(judge(appSample("org.example.other"), appSample("com.google.none", { signerHashes: [] }))).toEqual([]);
});

test("is silent where a whole certificate of the maker tells whose it is, and speaks lower where its 32 bits do", () => {
  const name = "com.google.android.apps.heron";
  const sha256 = "f0fd6c5b410f25cb25c3b53346c8972fae30f8ee7411df910480ad6b2d60db83";
  const signer = { sha256, sha1: "x", md5: "x", dumpsysHash: "x" };
  const collected = { fileName: "a.apk", packageName: name, size: 1, sha256: "0", signerCertificates: [signer] };
  const apps = [...ORDINARY_APPS, appSample(name)];
  expect(joinedOf(impostorApp, { apps, collected: [collected] })).toEqual([]);
  expect(joinedOf(impostorApp, { apps, collected: [{ ...collected, packageName: "org.example.other" }] })).toHaveLength(1);
  const imitable = appSample(name, { signerHashes: ["e3ca78d8"] });
  expect(judge(imitable)).toMatchObject([{ severity: "low", benign: [{ message: "detections/android/impostor-app/known-bits" }] }]);
  expect(judge(appSample("com.whatsapp.x", { signerHashes: ["e3ca78d8"] }))).toMatchObject([{ severity: "high" }]);
});
