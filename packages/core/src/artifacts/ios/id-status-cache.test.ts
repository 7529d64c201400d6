import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import idStatusCache from "./id-status-cache.ts";

const PATH = "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist";
const NEWER = "/private/var/mobile/Library/IdentityServices/idstatuscache.plist";
const LIST = {
  "com.apple.madrid": {
    "mailto:someone@mail.example": { LookupDate: 635290963.5, IDStatus: 1, ValidExpiry: 25199.9 },
    "tel:+15550100": { LookupDate: 635455007, IDStatus: 2 },
  },
  "com.apple.private.alloy.facetime.multi": { "mailto:someone@mail.example": { IDStatus: 1 } },
};

test.each([
  ["in Preferences", PATH, binaryPlist(LIST)],
  ["in its newer place", NEWER, binaryPlist(LIST)],
  ["as XML", PATH, xmlPlist(LIST)],
])("tells who was looked up, by which service and when: %s", async (_, path, bytes) => {
  const records = await recordsOf(idStatusCache, path, bytes);
  expect(records).toMatchObject([
    { service: "com.apple.madrid", handle: "mailto:someone@mail.example", idStatus: 1, lookedUp: { raw: "635290963.5" } },
    { service: "com.apple.madrid", handle: "tel:+15550100", idStatus: 2 },
    { service: "com.apple.private.alloy.facetime.multi", handle: "mailto:someone@mail.example" },
  ]);
  expect(records.flatMap((record) => idStatusCache.observables!(record))).toEqual([
    { type: "email-addr:value", role: "resolved", value: "someone@mail.example" },
    { type: "phone-number:value", role: "resolved", value: "+15550100" },
    { type: "email-addr:value", role: "resolved", value: "someone@mail.example" },
  ]);
  expect(records.flatMap((record) => idStatusCache.events!(record))).toHaveLength(2);
});

test("keeps NULs in a handle as they stand, and matches what stands before them", async () => {
  const handle = "mailto:attacker@mail.example\0\0\0x";
  const [record] = await recordsOf(idStatusCache, PATH, binaryPlist({ "com.apple.madrid": { [handle]: { LookupDate: 635290963 } } }));
  expect(record!.handle).toBe(handle);
  expect(idStatusCache.observables!(record!)).toEqual([{ type: "email-addr:value", role: "resolved", value: "attacker@mail.example" }]);
});

test("keeps a party whose entry is broken, and passes over what is no service", async () => {
  const bytes = binaryPlist({
    version: 3,
    list: ["x"],
    "com.apple.madrid": {
      "tel:+15550100": "gone",
      "tel:+15550101": { LookupDate: "x", IDStatus: "1" },
      "tel:+15550102": { LookupDate: plistDate("2021-02-19T00:00:00Z") },
    },
  });
  const records = await recordsOf(idStatusCache, PATH, bytes);
  expect(records.map(({ handle, lookedUp }) => [handle, lookedUp?.raw])).toEqual([
    ["tel:+15550100", undefined],
    ["tel:+15550101", undefined],
    ["tel:+15550102", "635385600"],
  ]);
});

test("gives nothing for an empty list, and says when it is none", async () => {
  expect(await recordsOf(idStatusCache, PATH, binaryPlist({}))).toEqual([]);
  expect((await read(idStatusCache, { [PATH]: binaryPlist(["x"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("says where it stopped in a list longer than a phone's", async () => {
  const parties = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`service${index}`, { "tel:+15550100": {} }]));
  const { records, problems } = await read(idStatusCache, { [PATH]: binaryPlist(parties) });
  expect(records).toHaveLength(1_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(idStatusCache, PATH, binaryPlist(LIST))).toEqual([]);
});
