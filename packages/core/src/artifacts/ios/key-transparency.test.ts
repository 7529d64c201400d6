import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import keyTransparency from "./key-transparency.ts";

const PATH = "bridle:/sysdiagnose/transparency.log";
const STATUS = {
  registration: [
    { app: "IDS.Messaging", registeredAt: "2023-04-11 09:38:27 +0000", uploadedAt: "never", name: "2023-04-11 09:38:27 +0000" },
    7,
  ],
  stateMachine: {
    accountFirstSeen: "2023-04-11 09:00:00 +0200",
    backgroundOp: { lastDutyCycle: "2024-08-19T09:00:28Z", count: 4 },
    lockState: "unlocked 2024-08-19 09:00:28 +0200",
    lasts: { kvsSync: "2024-13-19 09:00:28 +0000" },
  },
};
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

test("reads the times of registrations and of the daemon's state, in each form", async () => {
  const records = await recordsOf(keyTransparency, PATH, bytesOf(STATUS));
  expect(records.map(({ time, ...rest }) => [rest, time.earliest])).toEqual(
    [
      [{ noteOf: "registration", noteName: "registeredAt", keyService: "IDS.Messaging" }, "2023-04-11T09:38:27Z"] as const,
      [{ noteOf: "state", noteName: "accountFirstSeen" }, "2023-04-11T07:00:00Z"] as const,
      [{ noteOf: "state", noteName: "backgroundOp.lastDutyCycle" }, "2024-08-19T09:00:28Z"] as const,
      [{ noteOf: "state", noteName: "lockState" }, "2024-08-19T07:00:28Z"] as const,
    ].map(([rest, time]) => [rest, String(Date.parse(time) * 1e6)]),
  );
});

test("says when there is no JSON and when it is of another form, and nothing of an empty file", async () => {
  for (const text of ["not running", "{}", '{"registration": 7}'])
    expect((await read(keyTransparency, { [PATH]: bytesOf(text) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(keyTransparency, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(keyTransparency, PATH, bytesOf(STATUS))).toEqual([]);
});
