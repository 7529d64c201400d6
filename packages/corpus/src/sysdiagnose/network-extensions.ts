import { createArchive } from "../keyed-archive.ts";
import type { Uid } from "../plist.ts";

/** A proxy for names that an app set up. */
export interface NamesProxy {
  readonly bundleId: string;
  readonly server: string;
}

/** A VPN of an app, what an app set up by hand, and a filter of a profile. */
export function networkExtensions(own?: NamesProxy): Uint8Array {
  const archive = createArchive();
  const object = (name: string, fields: () => Record<string, Uid | boolean>): Uid => archive.addObject([name, "NSObject"], fields);
  const vpn = (): Uid =>
    object("NEConfiguration", () => ({
      Name: archive.add("Example VPN"),
      Application: archive.add("org.example.vpn"),
      VPN: object("NEVPN", () => ({
        Enabled: true,
        Protocol: object("NETunnelProviderProtocol", () => ({ ServerAddress: archive.add("vpn.example.org") })),
      })),
    }));
  const proxy = (bundleId: string, server: string): Uid =>
    object("NEConfiguration", () => ({
      Name: archive.add("DEMO names"),
      Application: archive.add(bundleId),
      DNSProxy: object("NEDNSProxy", () => ({
        Enabled: true,
        Protocol: object("NEDNSProxyProviderProtocol", () => ({ ServerAddress: archive.add(server) })),
      })),
    }));
  const ofProfile = (): Uid =>
    object("NEConfiguration", () => ({
      Name: archive.add("Example profile"),
      VPN: object("NEVPN", () => ({ Enabled: false })),
      ProfileInfo: object("NEProfileIngestionPayloadInfo", () => ({ ProfileIdentifier: archive.add("org.example.profile") })),
    }));
  const root = archive.addObject(["NSArray", "NSObject"], () => ({
    "NS.objects": [vpn(), ofProfile(), ...(own ? [proxy(own.bundleId, own.server)] : [])],
  }));
  return archive.finish(root);
}
