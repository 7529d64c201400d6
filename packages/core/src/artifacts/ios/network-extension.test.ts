import { expect, test } from "vitest";
import { archiveObject, binaryPlist, faultsOf, keyedArchive, read, recordsOf } from "../../testing/index.ts";
import networkExtension from "./network-extension.ts";

const PATH = "/private/var/preferences/com.apple.networkextension.plist";
const vpn = archiveObject("NEConfiguration", {
  Name: "Example VPN",
  Application: "org.example.vpn",
  ApplicationName: "Example",
  Grade: 1,
  VPN: archiveObject("NEVPN", {
    Enabled: true,
    Protocol: archiveObject("NETunnelProviderProtocol", { ServerAddress: "vpn.example.org", PluginType: "org.example.vpn" }),
  }),
  ContentFilter: null,
});
const filter = archiveObject("NEConfiguration", {
  Name: "Filter",
  ContentFilter: archiveObject("NEContentFilter", {
    Enabled: false,
    Provider: archiveObject("NEFilterProviderConfiguration", { ServerAddress: "192.0.2.7" }),
  }),
  DNSProxy: archiveObject("NEDNSProxy", { Enabled: false }),
  ProfileInfo: archiveObject("NEProfileIngestionPayloadInfo", { ProfileIdentifier: "org.example.profile" }),
});
const LIST = binaryPlist(keyedArchive(new Map([["a", vpn]]), { Version: 1, "0B0D": filter }) as never);

test("tells what each configuration does, whose it is, and the servers that it names", async () => {
  const records = await recordsOf(networkExtension, PATH, LIST);
  expect(records).toEqual([
    {
      configurationName: "Example VPN",
      networkEffects: ["vpn"],
      isSwitchedOn: true,
      bundleId: "org.example.vpn",
      appName: "Example",
      servers: ["vpn.example.org"],
    },
    {
      configurationName: "Filter",
      networkEffects: ["content-filter", "dns-proxy"],
      isSwitchedOn: false,
      profile: "org.example.profile",
      servers: ["192.0.2.7"],
    },
  ]);
  expect(records.flatMap((record) => networkExtension.observables!(record))).toEqual([
    { type: "app:id", role: "listed", value: "org.example.vpn" },
    { type: "url:value", role: "listed", value: "vpn.example.org" },
    { type: "configuration-profile:id", role: "installed", value: "org.example.profile" },
    { type: "url:value", role: "listed", value: "192.0.2.7" },
  ]);
});

test("reads archives that stand as bytes under the configuration's number; a damaged one costs itself", async () => {
  const list = binaryPlist({ Version: 1, a: binaryPlist(keyedArchive(vpn) as never), b: new Uint8Array([1, 2, 3]) });
  const { records, problems } = await read(networkExtension, { [PATH]: list });
  expect(records).toMatchObject([{ configurationName: "Example VPN" }]);
  expect(problems).toHaveLength(1);
});

test("says when there is no archive, and nothing of an empty list", async () => {
  expect((await read(networkExtension, { [PATH]: binaryPlist({ x: 1 }) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(networkExtension, { [PATH]: binaryPlist({}) })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(networkExtension, PATH, LIST)).toEqual([]);
});
