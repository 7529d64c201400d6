import { expect, test } from "vitest";
import { binaryPlist, faultsOf, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import binaryLocations from "./binary-locations.ts";

const PATH = "bridle:/sysdiagnose/logs/tailspindb/UUIDToBinaryLocations";
const UUID = "E0B1C2D3-0001-4000-8000-000000000001";

test("names each image's file by its canonical path", async () => {
  const [location] = await recordsOf(binaryLocations, PATH, xmlPlist({ [UUID]: "/var/tmp/helper" }));
  expect(location).toEqual({ imageUuid: UUID, path: "/private/var/tmp/helper" });
  expect(binaryLocations.observables!(location!)).toEqual([{ type: "file:path", role: "listed", value: "/private/var/tmp/helper" }]);
});

test("counts an entry that is no image or no path and keeps the others", async () => {
  const { records, problems } = await read(binaryLocations, {
    [PATH]: binaryPlist({ [UUID]: "/usr/libexec/lockdownd", "no-uuid": "/x", "E0B1C2D3-0001-4000-8000-000000000002": 7 }),
  });
  expect(records).toEqual([{ imageUuid: UUID, path: "/usr/libexec/lockdownd" }]);
  expect(problems).toMatchObject([{ reason: "rows-skipped" }, { reason: "rows-skipped" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(binaryLocations, PATH, binaryPlist({ [UUID]: "/usr/libexec/lockdownd" }))).toEqual([]);
});
