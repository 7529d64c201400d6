import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import cameraUse from "./camera-use.ts";

const PATH = "bridle:/dumpsys/media.camera";
const DUMP = new TextEncoder().encode(`== Service global info: ==
Number of camera devices: 2
== Camera service events log (most recent at top): ==
  05-31 22:12:20 : DISCONNECT device 0 client for package com.example.app (PID 1234)
  05-31 22:12:11 : CONNECT device 0 client for package com.example.app (PID 1234)
  05-31 22:10:00 : REJECT device 1 client for package client.pid<77> (PID 77), reason: (policy)
`);

test("tells who took a camera, and when", async () => {
  const { records, problems } = await read(cameraUse, { [PATH]: DUMP }, PATH, undefined, { made: "2023-06-01T00:00:00Z", zone: "UTC" });
  expect(problems).toEqual([]);
  expect(records.map(({ packageName, camera, cameraEvent, pid, used }) => [packageName, camera, cameraEvent, pid, used?.earliest])).toEqual(
    [
      ["com.example.app", "0", "disconnect", 1234, "1685571140000000000"],
      ["com.example.app", "0", "connect", 1234, "1685571131000000000"],
      ["client.pid<77>", "1", "reject", 77, "1685571000000000000"],
    ],
  );
  expect(cameraUse.observables!(records[2]!)).toEqual([]);
  expect(cameraUse.observables!(records[0]!)).toEqual([{ type: "app:id", role: "ran", value: "com.example.app" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(cameraUse, PATH, DUMP)).toEqual([]);
});
