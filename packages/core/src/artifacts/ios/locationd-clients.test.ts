import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import clients from "./locationd-clients.ts";

const PATH = "/private/var/root/Library/Caches/locationd/clients.plist";

test("tells an app's decision and when it received places", async () => {
  const bytes = binaryPlist({
    "icom.example.app:": {
      BundleId: "com.example.app",
      BundlePath: "/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app",
      Executable: "/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app/App",
      Authorization: 2,
      Registered: "",
      LocationTimeStopped: 736250400.5,
      ReceivingLocationInformationTimeStopped: 736250400,
      ClientStorageToken: new Uint8Array([1]),
    },
  });
  const { located, problems } = await read(clients, { [PATH]: bytes });
  const bundlePath = "/private/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app";
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [{ kind: "key", path: ["icom.example.app:"] }],
      data: {
        client: "icom.example.app:",
        bundleId: "com.example.app",
        executable: `${bundlePath}/App`,
        bundlePath,
        authorization: "when-in-use",
        locationTimes: [
          { what: "LocationTimeStopped", time: expect.objectContaining({ earliest: "1714557600500000000" }) },
          { what: "ReceivingLocationInformationTimeStopped", time: expect.objectContaining({ earliest: "1714557600000000000" }) },
        ],
      },
    },
  ]);
  expect(clients.observables!(located[0]!.data)).toEqual([
    { type: "app:id", role: "ran", value: "com.example.app" },
    { type: "process:name", role: "ran", value: "App" },
    { type: "process:name", role: "ran", value: "com.example.app" },
    { type: "file:path", role: "ran", value: `${bundlePath}/App` },
    { type: "file:path", role: "ran", value: bundlePath },
  ]);
  expect(clients.events!(located[0]!.data)).toMatchObject([
    { kind: "process", params: { client: "icom.example.app:", what: "LocationTimeStopped" } },
    { kind: "process", params: { what: "ReceivingLocationInformationTimeStopped" } },
  ]);
});

test("finds the path or bundle id in the name of a client, in every form that is known", async () => {
  const records = await recordsOf(
    clients,
    PATH,
    binaryPlist({
      "com.apple.Maps": {},
      "com.apple.locationd.bundle-/System/Library/LocationBundles/IonosphereHarvest.bundle": { LocationTimeStopped: 700000000 },
      "p/System/Library/LocationBundles/WRMLinkSelection.bundle": {},
      "p/var/tmp/bh:": { LocationTimeStarted: 700000000 },
      "lcom.example.app:p/System/Library/LocationBundles/Nav.bundle": {},
      "x:y": {},
    }),
  );
  expect(records.map(({ bundleId, clientPath }) => [bundleId, clientPath])).toEqual([
    ["com.apple.Maps", undefined],
    [undefined, "/System/Library/LocationBundles/IonosphereHarvest.bundle"],
    [undefined, "/System/Library/LocationBundles/WRMLinkSelection.bundle"],
    [undefined, "/private/var/tmp/bh"],
    ["com.example.app", "/System/Library/LocationBundles/Nav.bundle"],
    [undefined, undefined],
  ]);
  expect(clients.observables!(records[3]!)).toEqual([
    { type: "process:name", role: "ran", value: "bh" },
    { type: "file:path", role: "ran", value: "/private/var/tmp/bh" },
  ]);
});

test("lists a client that never received a place, with the decision of old systems", async () => {
  const bytes = xmlPlist({
    "com.example.a": { Authorized: true, LocationTimeStopped: 0 },
    "com.example.b": { Authorized: false, Executable: "bin/x" },
    "com.example.c": { Authorization: 9 },
    "com.example.d": { Authorization: 4, Authorized: false },
    "com.example.e": { Authorization: 1 },
    "com.example.f": { Authorization: 0 },
  });
  const records = await recordsOf(clients, PATH, bytes);
  expect(records.map(({ authorization }) => authorization)).toEqual(["always", "denied", "other", "always", "denied", "not-determined"]);
  expect(clients.observables!(records[0]!)).toEqual([
    { type: "app:id", role: "listed", value: "com.example.a" },
    { type: "process:name", role: "listed", value: "com.example.a" },
  ]);
  expect(records[1]).not.toHaveProperty("executable");
  expect(clients.events!(records[0]!)).toEqual([]);
});

test("loses a damaged member alone, whatever type it has, and passes over settings of the list", async () => {
  const bytes = binaryPlist({
    Version: 3,
    "com.example.a": {
      Registered: ["x"],
      Executable: 7,
      BundleId: [],
      LocationTimeStopped: "soon",
      FenceTimeStopped: plistDate("2024-05-01T10:00:00Z"),
    },
    "com.example.b": { Registered: true, Authorization: "x", BundlePath: "/var/tmp/b" },
  });
  const { records, problems, error } = await read(clients, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toMatchObject([
    { client: "com.example.a", bundleId: "com.example.a", locationTimes: [{ what: "FenceTimeStopped" }] },
    { client: "com.example.b", bundlePath: "/private/var/tmp/b", locationTimes: [] },
  ]);
  expect(records[1]).not.toHaveProperty("authorization");
  expect(problems).toMatchObject([{ problem: { at: [{ path: ["com.example.a", "LocationTimeStopped"] }] } }]);
});

test("reads an empty list as none, says when it is something else, and when there are more clients than a phone can have", async () => {
  expect(await recordsOf(clients, PATH, binaryPlist({}))).toEqual([]);
  expect((await read(clients, { [PATH]: binaryPlist([]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  const many = xmlPlist(Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`a.b${index}`, {}])));
  expect((await read(clients, { [PATH]: many })).problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = binaryPlist({ "icom.example.app:": { Executable: "/var/tmp/x", LocationTimeStopped: 736250400.5, Authorization: 2 } });
  expect(await faultsOf(clients, PATH, bytes, { cuts: 100, flips: 300 })).toEqual([]);
});
