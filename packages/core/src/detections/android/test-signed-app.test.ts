import { expect, test } from "vitest";
import type { PackageFile } from "../../artifacts/android/installed-packages.ts";
import { joinedOf, systemSample } from "../../testing/index.ts";
import testSignedApp from "./test-signed-app.ts";

const APP = "com.example.app";
const listed = (file: Partial<PackageFile>, isSystem = false) => ({
  packageName: APP,
  isDisabled: false,
  isSystem,
  packageFiles: [{ path: "/x.apk", ...file }],
});
const judge = (file: Partial<PackageFile>, isSystem = false) =>
  joinedOf(testSignedApp, { listed: [listed(file, isSystem)] }).map(({ message }) => message);
const TEST_KEY = { sha256: "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc", sha1: "x", md5: "x", dumpsysHash: "x" };
const collected = { fileName: "a.apk", packageName: APP, size: 1, sha256: "0", signerCertificates: [TEST_KEY] };

test("speaks of the key of developers' tools and of keys that everybody has", () => {
  expect(judge({ certificateSubject: "CN=Android Debug,O=Android,C=US" })).toEqual(["debug"]);
  const certificateSha1 = "61ed377e85d386a8dfee6b864bd85b0bfaa5af81";
  expect(judge({ certificateSha1, certificateSubject: "CN=Android,OU=Android,O=Android" })).toEqual(["published"]);
});

test("speaks once of an app whose file or place in a backup tells the same", () => {
  const backedUp = { appId: APP, isApkIncluded: true, signerCertificates: [{ ...TEST_KEY, subject: "Android" }] };
  expect(joinedOf(testSignedApp, { collected: [collected], backedUp: [backedUp] })).toMatchObject([
    { message: "published", records: { length: 2 } },
  ]);
  const debug = { ...backedUp, signerCertificates: [{ ...TEST_KEY, sha256: "0", subject: "Android Debug" }] };
  expect(joinedOf(testSignedApp, { backedUp: [debug] })).toMatchObject([{ message: "debug" }]);
});

test("is silent on other keys, on names that hold the words, and on apps of the system", () => {
  expect(judge({ certificateSubject: "CN=Android Debugger" })).toEqual([]);
  expect(judge({ certificateSubject: "CN=Android,O=Google Inc." })).toEqual([]);
  expect(judge({})).toEqual([]);
  expect(judge({ certificateSubject: "CN=Android Debug" }, true)).toEqual([]);
  expect(joinedOf(testSignedApp, { apps: [systemSample(APP)], collected: [collected] })).toEqual([]);
});
