import { expect, test } from "vitest";
import { binaryPlist, faultsOf, type PlistInput, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import profiles from "./configuration-profiles.ts";

const FOLDER = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles";
const STUB = `${FOLDER}/profile-0a1b.stub`;
const MANIFEST = `${FOLDER}/PayloadManifest.plist`;
const TRUTH = `${FOLDER}/ProfileTruth.plist`;

type Members = { readonly [key: string]: PlistInput };
/** The members that MCProfile writes into a stub; one payload of each kind that matters most. */
const stub = (over: Members = {}): Members => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: "com.example.profile",
  PayloadUUID: "76DAB334-7E17-475D-A5D6-0794EB5818A5",
  PayloadDisplayName: "Example",
  PayloadOrganization: "Example Organization",
  ProfileWasEncrypted: false,
  MCProfileIsRemovalStub: true,
  ProductVersion: "17.4",
  ProductBuildVersion: "21E219",
  InstallDate: plistDate("2024-05-01T10:00:00Z"),
  InstallOptions: { isInstalledByMDM: false, isInstalledInteractively: true },
  SignerCerts: [new Uint8Array([1]), new Uint8Array([2])],
  PayloadContent: [],
  ...over,
});
const payload = (type: string, over: Members = {}): Members => ({
  PayloadType: type,
  PayloadIdentifier: `com.example.${type.length}`,
  PayloadUUID: "00000000-1111-2222-3333-444455556666",
  ...over,
});
const payloadsOf = async (...content: Members[]) => {
  const [record] = await recordsOf(profiles, STUB, binaryPlist(stub({ PayloadContent: content })));
  if (record?.kind !== "profile") throw new Error("no profile");
  return record.payloads;
};

test("tells a profile, who installed it and when", async () => {
  const { located, problems } = await read(profiles, { [STUB]: binaryPlist(stub()) });
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [{ kind: "file" }],
      data: {
        kind: "profile",
        identifier: "com.example.profile",
        uuid: "76DAB334-7E17-475D-A5D6-0794EB5818A5",
        title: "Example",
        organization: "Example Organization",
        profileInstalled: expect.objectContaining({ earliest: "1714557600000000000" }),
        osVersion: "17.4",
        osBuild: "21E219",
        isByManagement: false,
        isByHand: true,
        isEncrypted: false,
        signers: 2,
        payloads: [],
      },
    },
  ]);
  expect(profiles.observables!(located[0]!.data)).toEqual([
    { type: "configuration-profile:id", role: "installed", value: "com.example.profile" },
    { type: "configuration-profile:id", role: "installed", value: "76DAB334-7E17-475D-A5D6-0794EB5818A5" },
  ]);
  expect(profiles.events!(located[0]!.data)).toMatchObject([
    { kind: "profile", message: "artifacts/ios/configuration-profiles/installed", params: { profile: "Example" } },
  ]);
});

test("tells a root certificate by its type, and any certificate that signs itself", async () => {
  const payloads = await payloadsOf(
    payload("com.apple.security.root", { CertSubject: "Evil Root", Issuer: "Evil Root", IsRoot: true }),
    payload("com.apple.security.pkcs1", { IsRoot: true }),
    payload("com.apple.security.pem", { IsRoot: false }),
    payload("com.apple.security.pkcs12"),
    payload("com.apple.securityx"),
  );
  expect(payloads.map(({ effect }) => effect)).toEqual(["root-certificate", "root-certificate", "certificate", "identity", "other"]);
  expect(payloads[0]).toMatchObject({ subject: "Evil Root", issuer: "Evil Root" });
});

test("names the servers of management, VPN, proxy, name servers, filters and mail", async () => {
  const payloads = await payloadsOf(
    payload("com.apple.mdm", {
      ServerURL: "https://mdm.example.com/server",
      CheckInURL: "https://mdm.example.com/in",
      Topic: "com.apple.mgmt.x",
    }),
    payload("com.apple.vpn.managed", {
      VPNType: "IKEv2",
      IKEv2: { RemoteAddress: "vpn.example.com", LocalIdentifier: "someone@example.com" },
    }),
    payload("com.apple.proxy.http.global", { ProxyServer: "proxy.example.com", ProxyPACURL: "http://pac.example.com/x.pac" }),
    payload("com.apple.dnsSettings.managed", {
      DNSSettings: { ServerAddresses: ["192.0.2.1", "2001:db8::1"], ServerName: "dns.example.com" },
    }),
    payload("com.apple.webcontent-filter", { ServerAddress: "filter.example.com:8443", PluginBundleID: "com.example.filter" }),
    payload("com.apple.mail.managed", { IncomingMailServerHostName: "imap.example.com", EmailAddress: "someone@example.com" }),
    payload("com.apple.wifi.managed", { SSID_STR: "home.network", ProxyServer: "no host" }),
  );
  expect(payloads.map(({ effect, servers }) => [effect, servers])).toEqual([
    ["management", ["https://mdm.example.com/server", "https://mdm.example.com/in"]],
    ["vpn", ["vpn.example.com"]],
    ["proxy", ["proxy.example.com", "http://pac.example.com/x.pac"]],
    ["name-server", ["dns.example.com", "192.0.2.1", "2001:db8::1"]],
    ["content-filter", ["filter.example.com:8443"]],
    ["account", ["imap.example.com"]],
    ["network", undefined],
  ]);
  expect(payloads[4]!.apps).toEqual(["com.example.filter"]);
  expect(JSON.stringify(payloads)).not.toMatch(/someone|home\.network/);
});

test("names the apps that a profile silences and carries, and emits servers and apps once", async () => {
  const content = [
    payload("com.apple.notificationsettings", {
      NotificationSettings: [
        { BundleIdentifier: "com.example.silenced", NotificationsEnabled: false },
        { BundleIdentifier: "com.example.loud", NotificationsEnabled: true },
        { BundleIdentifier: "com.example.unsaid" },
        "damaged",
      ],
    }),
    payload("com.apple.vpn.managed.applayer", { VPNSubType: "com.example.vpn", VPN: { RemoteAddress: "vpn.example.com" } }),
    payload("com.apple.app.lock", { App: { Identifier: "com.example.kiosk" } }),
    payload("com.apple.dnsProxy.managed", { ServerName: "vpn.example.com" }),
    payload("com.apple.dnsSettings.managed", { DNSSettings: { ServerAddresses: ["2001:db8::1"] } }),
  ];
  const [record] = await recordsOf(
    profiles,
    STUB,
    binaryPlist(stub({ PayloadIdentifier: "p", PayloadUUID: "u", PayloadContent: content })),
  );
  expect(record).toMatchObject({
    payloads: [
      { effect: "notifications", silencedApps: ["com.example.silenced"] },
      { effect: "vpn", apps: ["com.example.vpn"] },
      { effect: "app-lock", apps: ["com.example.kiosk"] },
      { effect: "name-server" },
      { effect: "name-server", servers: ["2001:db8::1"] },
    ],
  });
  const observables = profiles.observables!(record!);
  expect(observables.filter(({ type }) => type === "url:value")).toEqual([
    { type: "url:value", role: "listed", value: "vpn.example.com" },
    { type: "url:value", role: "listed", value: "[2001:db8::1]" },
  ]);
  expect(observables.filter(({ type }) => type === "app:id").map(({ value }) => value)).toEqual([
    "com.example.silenced",
    "com.example.loud",
    "com.example.unsaid",
    "com.example.vpn",
    "com.example.kiosk",
  ]);
});

test("tells the service that delivered a profile in two halves", async () => {
  const service = {
    PayloadType: "Profile Service",
    PayloadIdentifier: "com.example.ota",
    PayloadContent: { URL: "https://ota.example.com/enroll" },
  };
  const [record] = await recordsOf(profiles, STUB, binaryPlist(stub({ OTAProfileStub: service })));
  expect(record).toMatchObject({
    payloads: [{ effect: "enrollment", identifier: "com.example.ota", servers: ["https://ota.example.com/enroll"] }],
  });
});

test("tells which profiles the settings hide", async () => {
  const bytes = binaryPlist({ OrderedProfiles: ["com.example.a", "com.example.b"], HiddenProfiles: ["com.example.b", "com.example.c"] });
  const { located } = await read(profiles, { [MANIFEST]: bytes });
  expect(located.map(({ data }) => data)).toEqual([
    { kind: "named-profile", profile: "com.example.a", isHidden: false },
    { kind: "named-profile", profile: "com.example.b", isHidden: true },
    { kind: "named-profile", profile: "com.example.b", isHidden: true },
    { kind: "named-profile", profile: "com.example.c", isHidden: true },
  ]);
  expect(located[3]!.at).toEqual([{ kind: "key", path: ["HiddenProfiles", 1] }]);
  expect(profiles.observables!(located[0]!.data)).toEqual([
    { type: "configuration-profile:id", role: "installed", value: "com.example.a" },
  ]);
  expect(profiles.events!(located[0]!.data)).toEqual([]);
});

test("tells what a profile restricts, and finds the UUID in a name that holds one", async () => {
  const name = "Example from Example Organization (76DAB334-7E17-475D-A5D6-0794EB5818A5)";
  const bytes = binaryPlist({
    [name]: { restrictedBool: { allowCamera: { value: false } }, union: { managedWebDomains: { values: [] } }, intersection: "damaged" },
    empty: {},
  });
  const records = await recordsOf(profiles, TRUTH, bytes);
  expect(records).toEqual([
    { kind: "named-profile", profile: name, restrictions: ["allowCamera", "managedWebDomains"] },
    { kind: "named-profile", profile: "empty" },
  ]);
  expect(profiles.observables!(records[0]!).map(({ value }) => value)).toEqual([name, "76DAB334-7E17-475D-A5D6-0794EB5818A5"]);
});

test("tells who manages the phone and whether it is supervised", async () => {
  const mdm = { ServerURL: "https://mdm.example.com/", ManagingProfileIdentifier: "com.example.enrolled", PushMagic: "x" };
  const cloud = { IsSupervised: true, IsMDMUnremovable: 1, OrganizationName: "School", ConfigurationURL: "https://dep.example.com/" };
  const [management] = await recordsOf(profiles, `${FOLDER}/MDM.plist`, binaryPlist(mdm));
  expect(management).toEqual({ kind: "management", servers: ["https://mdm.example.com/"], profile: "com.example.enrolled" });
  expect(profiles.observables!(management!)).toEqual([
    { type: "configuration-profile:id", role: "installed", value: "com.example.enrolled" },
    { type: "url:value", role: "listed", value: "https://mdm.example.com/" },
  ]);
  expect(await recordsOf(profiles, `${FOLDER}/CloudConfigurationDetails.plist`, xmlPlist(cloud))).toEqual([
    { kind: "supervision", servers: ["https://dep.example.com/"], organization: "School", isSupervised: true, isLocked: true },
  ]);
  expect(await recordsOf(profiles, `${FOLDER}/CloudConfigurationDetails.plist`, binaryPlist({ IsSupervised: false }))).toEqual([
    { kind: "supervision", servers: [], isSupervised: false },
  ]);
});

test("reads stubs of old systems where they lay, with the names that were used there", async () => {
  const old = stub({ InstallOptions: { installedByMDM: true }, ProfileWasLocked: true, PayloadContent: [payload("com.apple.mdm")] });
  const [record] = await recordsOf(profiles, "/private/var/mobile/Library/ConfigurationProfiles/profile-0a.stub", xmlPlist(old));
  expect(record).toMatchObject({ isByManagement: true, isLocked: true, payloads: [{ effect: "management" }] });
});

test("reads a stub without payloads, with an empty list of them and with odd members, and loses a damaged payload alone", async () => {
  const { PayloadContent, ...bare } = stub({ InstallDate: "soon", SignerCerts: "x", PayloadIdentifier: 7, InstallOptions: [] });
  expect(PayloadContent).toEqual([]);
  expect(await recordsOf(profiles, STUB, binaryPlist(bare))).toMatchObject([{ kind: "profile", signers: 0, payloads: [] }]);
  const bytes = binaryPlist(stub({ PayloadContent: ["damaged", payload("com.apple.mdm"), {}] }));
  const { records, problems } = await read(profiles, { [STUB]: bytes });
  expect(records).toMatchObject([{ payloads: [{ effect: "management" }, { payloadType: "", effect: "other" }] }]);
  expect(problems).toMatchObject([{ problem: { at: [{ path: ["PayloadContent", 0] }] } }]);
});

test("says when a list is something else or lacks what it is about", async () => {
  for (const path of [STUB, MANIFEST, TRUTH]) {
    expect((await read(profiles, { [path]: binaryPlist(["x"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  }
  expect((await read(profiles, { [MANIFEST]: binaryPlist({ Other: 1 }) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(profiles, MANIFEST, binaryPlist({ OrderedProfiles: [], HiddenProfiles: [] }))).toEqual([]);
  expect((await read(profiles, { [MANIFEST]: binaryPlist({ OrderedProfiles: [1] }) })).problems).toHaveLength(1);
});

test("reads as many members of a payload as it may, and says that there were more", async () => {
  const many = xmlPlist(
    stub({ PayloadContent: [payload("com.apple.webcontent-filter", { URLs: Array(20_001).fill("https://a.example/") })] }),
  );
  const { records, problems } = await read(profiles, { [STUB]: many });
  expect(records).toMatchObject([{ payloads: [{ servers: ["https://a.example/"] }] }]);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = binaryPlist(stub({ PayloadContent: [payload("com.apple.vpn.managed", { VPN: { RemoteAddress: "vpn.example.com" } })] }));
  expect(await faultsOf(profiles, STUB, bytes, { cuts: 100, flips: 400 })).toEqual([]);
  expect(await faultsOf(profiles, MANIFEST, binaryPlist({ OrderedProfiles: ["a"], HiddenProfiles: ["b"] }))).toEqual([]);
});
