import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf } from "../../testing/index.ts";
import settingsEvents from "./settings-events.ts";

const PATH =
  "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MCSettingsEvents.plist";
const PROFILE = "76DAB334-7E17-475D-A5D6-0794EB5818A5";
const event = (process: string) => ({ event: "set", process, timestamp: plistDate("2023-03-08T20:26:40Z") });
const LIST = binaryPlist({
  Restrictions: { restrictedBool: { allowCamera: { value: event(PROFILE) }, allowSafari: { value: event("MCMigrator") } } },
  other: 3,
});

test("tells what changed a setting last, and when", async () => {
  const records = await recordsOf(settingsEvents, PATH, LIST);
  expect(records).toMatchObject([
    {
      setting: "Restrictions/restrictedBool/allowCamera/value",
      change: "set",
      actor: PROFILE,
      logged: { earliest: "1678307200000000000" },
    },
    { actor: "MCMigrator" },
  ]);
  expect(records.flatMap((record) => settingsEvents.observables!(record))).toEqual([
    { type: "configuration-profile:id", role: "listed", value: PROFILE },
  ]);
});

test("dictionaries without end are cut off, and that is said", async () => {
  const deep = Array.from({ length: 30 }).reduce<object>((inner) => ({ a: inner }), { event: "set" });
  expect((await read(settingsEvents, { [PATH]: binaryPlist(deep as never) })).problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(settingsEvents, PATH, LIST)).toEqual([]);
});
