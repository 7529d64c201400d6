import networkExtension, { type NetworkConfiguration, type NetworkEffect } from "../../artifacts/ios/network-extension.ts";
import { defineMatch } from "../detection.ts";

/** Effects through which another can see or choose where the phone connects to, whatever the owner does. */
const INTRUSIVE: ReadonlySet<NetworkEffect> = new Set<NetworkEffect>([
  "content-filter",
  "dns-proxy",
  "always-on-vpn",
  "url-filter",
  "relay",
]);
const UNSTATED = "–";

export default defineMatch<NetworkConfiguration>({
  id: "ios/network-extension-set-up",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: networkExtension,
  falsePositives: ["own-app", "managed"],
  references: ["https://developer.apple.com/documentation/networkextension", "https://support.apple.com/guide/deployment/depae3d361d0/web"],

  match({ networkEffects, configurationName, bundleId, profile, servers }) {
    const owner = bundleId ?? profile;
    return {
      subject: owner === undefined ? (configurationName ?? "unnamed") : subjectOf(bundleId, owner),
      message: profile === undefined ? "summary-app" : "summary-profile",
      params: { effects: networkEffects.join(", "), owner: owner ?? configurationName ?? UNSTATED, server: servers[0] ?? UNSTATED },
      severity: networkEffects.some((effect) => INTRUSIVE.has(effect)) ? "low" : "info",
    };
  },
});

const subjectOf = (bundleId: string | undefined, value: string) =>
  ({ type: bundleId === undefined ? "configuration-profile:id" : "app:id", value }) as const;
