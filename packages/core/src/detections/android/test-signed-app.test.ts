import { expect, test } from "vitest";
import type { PackageFile } from "../../artifacts/android/installed-packages.ts";
import { hitsOf } from "../../testing/index.ts";
import testSignedApp from "./test-signed-app.ts";

const judge = (file: Partial<PackageFile>, isSystem = false) =>
  hitsOf(testSignedApp, [{ packageName: "com.example.app", isDisabled: false, isSystem, packageFiles: [{ path: "/x.apk", ...file }] }]).map(
    ({ message }) => message,
  );

test("speaks of the key of developers' tools and of keys that everybody has", () => {
  expect(judge({ certificateSubject: "CN=Android Debug,O=Android,C=US" })).toEqual(["debug"]);
  const certificateSha1 = "61ed377e85d386a8dfee6b864bd85b0bfaa5af81";
  expect(judge({ certificateSha1, certificateSubject: "CN=Android,OU=Android,O=Android" })).toEqual(["published"]);
});

test("is silent on other keys, on names that hold the words, and on apps of the system", () => {
  expect(judge({ certificateSubject: "CN=Android Debugger" })).toEqual([]);
  expect(judge({ certificateSubject: "CN=Android,O=Google Inc." })).toEqual([]);
  expect(judge({})).toEqual([]);
  expect(judge({ certificateSubject: "CN=Android Debug" }, true)).toEqual([]);
});
