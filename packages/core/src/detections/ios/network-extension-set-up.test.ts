import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rule from "./network-extension-set-up.ts";

test("a VPN is told as information, filters and proxies for names as worth a look", () => {
  const hits = hitsOf(rule, [
    { networkEffects: ["vpn"], bundleId: "org.example.vpn", servers: ["vpn.example.org"] },
    { networkEffects: ["vpn", "dns-proxy"], profile: "org.example.profile", servers: [] },
    { networkEffects: ["other"], servers: [] },
  ]);
  expect(hits).toMatchObject([
    { subject: { type: "app:id" }, message: "summary-app", severity: "info", params: { server: "vpn.example.org" } },
    { subject: { type: "configuration-profile:id" }, message: "summary-profile", severity: "low" },
    { subject: "unnamed", severity: "info" },
  ]);
});

test("is silent where nothing was set up", () => {
  expect(hitsOf(rule, [])).toEqual([]);
});
