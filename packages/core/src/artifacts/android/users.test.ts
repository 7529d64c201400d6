import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import users from "./users.ts";

const PATH = "bridle:/dumpsys/user";
const DUMP = new TextEncoder().encode(`Current user: 0
Users:
  UserInfo{0:Somebody: X:4c13} serialNo=0 isPrimary=true parentId=-10000
    Type: android.os.usertype.full.SYSTEM
    State: RUNNING_UNLOCKED
    Created: <unknown>
    Last logged in: +2h3m ago (2023-06-01 08:00:00.123)
    Effective restrictions:
      none
  UserInfo{10:Work:1030} serialNo=10
    Type: android.os.usertype.profile.MANAGED
    Created: +5d3h ago (2023-05-27 07:06:05)
    Restrictions:
      no_ignored
    Effective restrictions:
      no_install_unknown_sources
      no_debugging_features
    Other: x
`);

test("tells users with kind, times and restrictions, and keeps no name", async () => {
  const records = await recordsOf(users, PATH, DUMP, undefined, { zone: "UTC" });
  expect(records).toEqual([
    { userId: 0, userType: "android.os.usertype.full.SYSTEM", lastUsed: expect.objectContaining({ earliest: "1685606400123000000" }) },
    {
      userId: 10,
      userType: "android.os.usertype.profile.MANAGED",
      created: expect.objectContaining({ earliest: "1685171165000000000" }),
      restrictions: ["no_install_unknown_sources", "no_debugging_features"],
    },
  ]);
  expect(JSON.stringify(records)).not.toContain("Somebody");
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(users, PATH, DUMP)).toEqual([]);
});
