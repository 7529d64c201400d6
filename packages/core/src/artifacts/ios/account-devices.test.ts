import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import accountDevices from "./account-devices.ts";

const PATH = "bridle:/sysdiagnose/otctl_status.txt";
const peer = (model: string) => ({
  peerID: `SHA256:${model}`,
  permanentInfo: { model_id: model },
  stableInfo: { os_version: "iOS 16.5 (20F66)", serial_number: "F17XXXXXXXXX", device_name: "Somebody's iPhone" },
});
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const STATUS = { contextDump: { self: peer("iPhone14,5"), peers: [peer("iPhone10,6"), 7, {}] } };

test("tells the members of the circle by model and system, and no name or serial number", async () => {
  const records = await recordsOf(accountDevices, PATH, bytesOf(STATUS));
  expect(records).toEqual([
    { peerId: "SHA256:iPhone14,5", model: "iPhone14,5", osVersion: "iOS 16.5 (20F66)", isSelf: true },
    { peerId: "SHA256:iPhone10,6", model: "iPhone10,6", osVersion: "iOS 16.5 (20F66)", isSelf: false },
    { isSelf: false },
  ]);
});

test("says when there is no JSON and when there is no list, and nothing of an empty file", async () => {
  expect((await read(accountDevices, { [PATH]: bytesOf("no account") })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(accountDevices, { [PATH]: bytesOf({}) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(accountDevices, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(accountDevices, PATH, bytesOf(STATUS))).toEqual([]);
});
