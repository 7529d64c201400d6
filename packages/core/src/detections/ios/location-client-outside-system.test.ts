import { expect, test } from "vitest";
import type { LocationClient } from "../../artifacts/ios/locationd-clients.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import locationClientOutsideSystem from "./location-client-outside-system.ts";

const time = fromAppleTime(650_000_000)!;
const client = (fields: Partial<LocationClient>): LocationClient => ({ client: "x", locationTimes: [], ...fields });
const judge = (...records: LocationClient[]) => hitsOf(locationClientOutsideSystem, records);

test("speaks of a program below a folder for data, whichever member names it, with the first time it was noted", () => {
  const locationTimes = [{ what: "LocationTimeStopped", time }];
  expect(judge(client({ executable: "/private/var/tmp/UserEventAgent", locationTimes }))).toMatchObject([
    { subject: { type: "file:path", value: "/private/var/tmp/UserEventAgent" }, time },
  ]);
  const staging = "/private/var/db/com.apple.xpc.roleaccountd.staging/subridged";
  expect(judge(client({ registered: staging }), client({ clientPath: staging }), client({ bundlePath: staging }))).toHaveLength(3);
});

test("is silent on the system's programs, on apps, and on clients without a path", () => {
  const silent = [
    "/usr/libexec/routined",
    "/System/Library/LocationBundles/Routine.bundle",
    "/Applications/Maps.app/Maps",
    "/private/var/containers/Bundle/Application/com.example/Example.app/Example",
    "/private/var/MobileAsset/AssetsV2/x",
    "/private/preboot/Cryptexes/OS/x",
    "/private/variable/x",
  ];
  expect(judge(client({}), ...silent.map((executable) => client({ executable })))).toEqual([]);
});
