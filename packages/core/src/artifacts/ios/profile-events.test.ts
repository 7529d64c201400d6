import { expect, test } from "vitest";
import { binaryPlist, faultsOf, type PlistInput, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import profileEvents from "./profile-events.ts";

const PATH =
  "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MCProfileEvents.plist";
const UUID = "76DAB334-7E17-475D-A5D6-0794EB5818A5";
const TIME = plistDate("2024-05-01T10:00:00Z");
const listOf = (...ProfileEvents: PlistInput[]): Uint8Array<ArrayBuffer> => binaryPlist({ ProfileEvents });

test("tells what was done with a profile, by what and when", async () => {
  const bytes = listOf({ [`com.example.profile-${UUID}`]: { Operation: "install", Process: "Preferences", Timestamp: TIME } });
  const { located, problems } = await read(profileEvents, { [PATH]: bytes });
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [{ kind: "key", path: ["ProfileEvents", 0, `com.example.profile-${UUID}`] }],
      data: {
        profile: `com.example.profile-${UUID}`,
        identifier: "com.example.profile",
        uuid: UUID,
        operation: "install",
        process: "Preferences",
        logged: expect.objectContaining({ earliest: "1714557600000000000" }),
      },
    },
  ]);
  expect(profileEvents.observables!(located[0]!.data)).toEqual([
    { type: "configuration-profile:id", role: "installed", value: `com.example.profile-${UUID}` },
    { type: "configuration-profile:id", role: "installed", value: "com.example.profile" },
    { type: "configuration-profile:id", role: "installed", value: UUID },
    { type: "process:name", role: "ran", value: "Preferences" },
  ]);
  expect(profileEvents.events!(located[0]!.data)).toEqual([
    {
      time: located[0]!.data.logged,
      kind: "profile",
      message: "artifacts/ios/profile-events/done",
      params: { operation: "install", profile: "com.example.profile" },
    },
  ]);
});

test("lists a removed profile and names no process that the system did not know", async () => {
  const bytes = xmlPlist({ ProfileEvents: [{ [UUID]: { Operation: "remove", Process: "Unknown", Timestamp: TIME } }] });
  const [event] = await recordsOf(profileEvents, PATH, bytes);
  expect(event).not.toHaveProperty("process");
  expect(event).not.toHaveProperty("identifier");
  expect(profileEvents.observables!(event!)).toEqual([{ type: "configuration-profile:id", role: "listed", value: UUID }]);
  expect(profileEvents.events!(event!)).toMatchObject([{ params: { operation: "remove", profile: UUID } }]);
});

test("reads members written small, and every profile of an entry that holds two", async () => {
  const bytes = listOf({ a: { operation: "install", process: "mdmd", timestamp: TIME }, b: {} });
  expect(await recordsOf(profileEvents, PATH, bytes)).toMatchObject([
    { profile: "a", operation: "install", process: "mdmd", logged: { precision: "second" } },
    { profile: "b", operation: "" },
  ]);
});

test("keeps the profile of a damaged event, and loses no other", async () => {
  const bytes = listOf(
    { broken: "x" },
    "damaged",
    {},
    { odd: { Operation: 7, Process: [], Timestamp: "soon" } },
    { whole: { Operation: "install" } },
  );
  const { records, problems, error } = await read(profileEvents, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toEqual([
    { profile: "broken", operation: "" },
    { profile: "odd", operation: "" },
    { profile: "whole", operation: "install" },
  ]);
  expect(records.flatMap((record) => profileEvents.events!(record))).toEqual([]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([
    [{ kind: "key", path: ["ProfileEvents", 0, "broken"] }],
    [{ kind: "key", path: ["ProfileEvents", 1] }],
  ]);
});

test("reads an empty list as none, and says when the list is missing or something else", async () => {
  expect(await recordsOf(profileEvents, PATH, listOf())).toEqual([]);
  for (const bytes of [binaryPlist({ Other: 1 }), binaryPlist({ ProfileEvents: "x" }), binaryPlist(["x"])]) {
    const { records, problems } = await read(profileEvents, { [PATH]: bytes });
    expect(records).toEqual([]);
    expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  }
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = listOf({ [`com.example-${UUID}`]: { Operation: "install", Process: "x", Timestamp: TIME } }, { b: {} });
  expect(await faultsOf(profileEvents, PATH, bytes, { cuts: 100, flips: 300 })).toEqual([]);
});
