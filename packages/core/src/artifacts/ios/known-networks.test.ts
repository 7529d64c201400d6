import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import knownNetworks from "./known-networks.ts";

const PATH = "/private/var/preferences/com.apple.wifi.known-networks.plist";
const OLD_PATH = "/private/var/preferences/SystemConfiguration/com.apple.wifi.plist";
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

// Members as in the list of a research phone (log2timeline/plaso test data).
const LIST = {
  "wifi.network.ssid.Café": {
    SSID: utf8("Café"),
    Hidden: true,
    CaptiveProfile: { CaptiveNetwork: true },
    SupportedSecurityTypes: "WPA2 Personal",
    AddReason: "Configuration Profile",
    BundleID: "com.example.hotspot",
    AddedAt: plistDate("2023-04-15T13:53:47Z"),
    JoinedByUserAt: plistDate("2023-04-15T13:54:00Z"),
    JoinedBySystemAt: plistDate("2023-05-20T19:55:03Z"),
    BSSList: [{ BSSID: "aa:bb:cc:dd:ee:ff", Channel: 6 }],
  },
  "wifi.network.ssid.open": { SSID: utf8("open"), Hidden: false, SupportedSecurityTypes: ["Open", "OWE"] },
};
const OLD_LIST = {
  "List of known networks": [
    {
      SSID_STR: "Old Net",
      SSID: utf8("Old Net"),
      SecurityMode: "WPA2",
      BSSID: "11:22",
      lastJoined: plistDate("2015-01-02T03:04:05Z"),
      HIDDEN_NETWORK: 1,
      added: plistDate("2014-01-01T00:00:00Z"),
    },
  ],
};

test("reads names, protection, reasons and times, and nothing of where a network stands", async () => {
  const [cafe, open] = await recordsOf(knownNetworks, PATH, binaryPlist(LIST));
  expect(cafe).toEqual({
    network: "Café",
    security: "WPA2 Personal",
    isHidden: true,
    isCaptive: true,
    addReason: "Configuration Profile",
    bundleId: "com.example.hotspot",
    added: expect.objectContaining({ earliest: "1681566827000000000" }),
    joinedByOwner: expect.anything(),
    joinedBySystem: expect.anything(),
  });
  expect(open).toEqual({ network: "open", security: "Open, OWE", isHidden: false });
  expect(JSON.stringify(cafe)).not.toContain("aa:bb");
});

test("lists the app that added a network, and dates it in the whole timeline only", async () => {
  const [cafe, open] = await recordsOf(knownNetworks, PATH, binaryPlist(LIST));
  expect(knownNetworks.observables!(cafe!)).toEqual([{ type: "app:id", role: "listed", value: "com.example.hotspot" }]);
  expect(knownNetworks.observables!(open!)).toEqual([]);
  expect(knownNetworks.events!(cafe!).map(({ kind, message }) => `${kind} ${message.split("/").at(-1)}`)).toEqual([
    "usage added",
    "usage joined-by-owner",
    "usage joined-by-system",
  ]);
});

test("reads the older list, and finds none in settings without one", async () => {
  const { located } = await read(knownNetworks, { [OLD_PATH]: xmlPlist(OLD_LIST) });
  expect(located).toEqual([
    {
      at: [{ kind: "key", path: ["List of known networks", 0] }],
      data: {
        network: "Old Net",
        security: "WPA2",
        isHidden: true,
        added: expect.anything(),
        joinedByOwner: expect.objectContaining({ earliest: "1420167845000000000" }),
      },
    },
  ]);
  expect(await recordsOf(knownNetworks, OLD_PATH, binaryPlist({ AllowEnable: true, KeepWiFiPoweredAirplaneMode: 1 }))).toEqual([]);
});

test("lets bad entries cost themselves alone, whatever a name is made of", async () => {
  const list = binaryPlist({
    "wifi.network.ssid.a": 7,
    "wifi.network.ssid.b": { SSID: 9 },
    "wifi.network.ssid.c": { SSID: new Uint8Array([0xff, 0x61]), AddedAt: true },
  });
  const { records, problems, error } = await read(knownNetworks, { [PATH]: list });
  expect(error).toBeUndefined();
  expect(records).toEqual([{ network: "\ufffda" }]);
  expect(problems.map(({ problem }) => problem.at)).toEqual(
    ["a", "b"].map((name) => [{ kind: "key", path: [`wifi.network.ssid.${name}`] }]),
  );
  const old = await read(knownNetworks, { [OLD_PATH]: binaryPlist({ "List of known networks": ["x", { SSID_STR: "" }] }) });
  expect([old.records.length, old.problems.length]).toEqual([0, 2]);
});

test("says when the list is no dictionary", async () => {
  expect((await read(knownNetworks, { [PATH]: binaryPlist([1]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(knownNetworks, PATH, binaryPlist(LIST))).toEqual([]);
});
