import { expect, test } from "vitest";
import type { TrustedCertificate } from "../../artifacts/ios/trust-store.ts";
import { hitsOf } from "../../testing/index.ts";
import addedRootCertificate from "./added-root-certificate.ts";

const FINGERPRINT = "ab".repeat(32);
const certificate = (fields: Partial<TrustedCertificate> = {}): TrustedCertificate => ({
  subject: "Example Proxy CA",
  fingerprint: FINGERPRINT,
  isOtherStated: false,
  trust: "root",
  ...fields,
});
const judge = (...records: TrustedCertificate[]) => hitsOf(addedRootCertificate, records);

test("names a certificate that is believed as a root, by its fingerprint", () => {
  expect(judge(certificate(), certificate({ trust: "as-root" }))).toMatchObject([
    { subject: { type: "app:cert.sha256", value: FINGERPRINT }, severity: "low", params: { name: "Example Proxy CA" } },
    { severity: "low" },
  ]);
  expect(judge({ trust: "root", isOtherStated: false, organization: "Example" })).toMatchObject([{ subject: "certificate Example" }]);
});

test("rates a row higher that states the fingerprint of another certificate", () => {
  expect(judge(certificate({ isOtherStated: true }))).toMatchObject([{ message: "summary-other", severity: "medium" }]);
});

test("is silent on certificates that are denied, or about which nothing was said", () => {
  expect(judge(certificate({ trust: "denied" }), certificate({ trust: "unspecified" }), certificate({ trust: "other" }))).toEqual([]);
});
