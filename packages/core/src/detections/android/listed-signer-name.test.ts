import { expect, test } from "vitest";
import { joinedOf } from "../../testing/index.ts";
import listedSignerName from "./listed-signer-name.ts";

const listed = (packageName: string, certificateSubject: string) => ({
  packageName,
  isSystem: false,
  isDisabled: false,
  packageFiles: [{ path: "/data/app/x/base.apk", certificateSubject }],
});
const judge = (subject: string) => joinedOf(listedSignerName, { listed: [listed("org.example.heron", subject)] });

test.each([
  "CN=Example, O=Tesline-Service SRL, C=MD",
  "O=Tesline-Service SRL",
  "CN=Kids Safety 12-03-2021 10:11:12,O=x",
  "C=MD/CN=Kids-Safety-01-02-21-00:00:00",
])("speaks of an app that is signed as %s", (subject) => {
  expect(judge(subject)).toMatchObject([
    { subject: { type: "app:id", value: "org.example.heron" }, params: { family: "KidsShield", signer: subject } },
  ]);
});

test.each(["CN=Tesline-Service SRL", "O=Tesline-Service SRL Ltd", "OU=O=Tesline-Service SRL", "CN=Kids Safety", "O=Google Inc.", ""])(
  "is silent on %s",
  (subject) => {
    expect(judge(subject)).toEqual([]);
  },
);

test("reads the signers of backups and of collected apps as well", () => {
  const signer = { sha256: "a", sha1: "b", md5: "c", dumpsysHash: "d", subject: "Tesline-Service SRL" };
  const backedUp = { appId: "org.example.stork", signerCertificates: [signer] };
  const collected = { fileName: "x", packageName: "org.example.stork", size: 1, sha256: "e", signerCertificates: [signer] };
  expect(joinedOf(listedSignerName, { backedUp: [backedUp], collected: [collected] })).toMatchObject([{ records: [{}, {}] }]);
});
