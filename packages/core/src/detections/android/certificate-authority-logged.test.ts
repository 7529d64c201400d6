import { expect, test } from "vitest";
import type { SecurityEvent } from "../../artifacts/android/intrusion-log.ts";
import { hitsOf } from "../../testing/index.ts";
import certificateAuthorityLogged from "./certificate-authority-logged.ts";

const added = (details: Record<string, string>): SecurityEvent => ({ kind: "security", tag: "cert_authority_installed", details });

test("tells an authority that was added, with its name where there is one", () => {
  const hits = hitsOf(certificateAuthorityLogged, [added({ success: "true", subject: "CN=Proxy" }), added({ success: "1" }), added({})]);
  expect(hits.map(({ subject }) => subject)).toEqual(["CN=Proxy", "unnamed", "unnamed"]);
});

test("is silent on attempts that failed and on authorities that were removed", () => {
  const removed: SecurityEvent = { kind: "security", tag: "cert_authority_removed", details: { success: "true" } };
  expect(hitsOf(certificateAuthorityLogged, [added({ success: "false" }), added({ success: "0" }), removed])).toEqual([]);
});
