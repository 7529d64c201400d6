import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import devicePolicy from "./device-policy.ts";

const PATH = "bridle:/dumpsys/device_policy";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Current Device Policy Manager state:
  Device Owner: 
    admin=ComponentInfo{com.example.mdm/com.example.mdm.Admin}
    name=
    package=com.example.mdm
    isOrganizationOwnedDevice=true
    User ID: 0

  Profile Owner (User 10): 
    admin=ComponentInfo{com.example.work/com.example.work.Admin}
    package=com.example.work

  Enabled Device Admins (User 0, provisioningState: 0):
    com.google.android.gms/.mdm.receivers.MdmDeviceAdminReceiver:
      uid=10084
      testOnlyAdmin=false
      policies:
        wipe-data
        force-lock
      passwordQuality=0x0
    com.example.stork/com.example.stork.Boss:
      uid=10234
      testOnlyAdmin=true
      policies:
        reset-password
      minimumPasswordLength=0

    mPasswordOwner=-1

  Constants:
    com.example.not/.An.Admin:
`;

test("tells administrators with their policies, and owners", async () => {
  const { located, problems } = await read(devicePolicy, { [PATH]: bytes(ORDINARY) });
  expect(problems).toEqual([]);
  expect(located.map(({ data }) => data)).toEqual([
    {
      adminKind: "device-owner",
      packageName: "com.example.mdm",
      component: "com.example.mdm/com.example.mdm.Admin",
      policies: [],
      isTestOnly: false,
    },
    {
      adminKind: "profile-owner",
      packageName: "com.example.work",
      component: "com.example.work/com.example.work.Admin",
      userId: 10,
      policies: [],
      isTestOnly: false,
    },
    {
      adminKind: "device-admin",
      packageName: "com.google.android.gms",
      component: "com.google.android.gms/com.google.android.gms.mdm.receivers.MdmDeviceAdminReceiver",
      userId: 0,
      appUid: 10084,
      policies: ["wipe-data", "force-lock"],
      isTestOnly: false,
    },
    {
      adminKind: "device-admin",
      packageName: "com.example.stork",
      component: "com.example.stork/com.example.stork.Boss",
      userId: 0,
      appUid: 10234,
      policies: ["reset-password"],
      isTestOnly: true,
    },
  ]);
  expect(located[3]!.at).toEqual([{ kind: "line", line: 21 }]);
});

test("damaged text costs records, not the reading", async () => {
  expect(await recordsOf(devicePolicy, PATH, bytes(ORDINARY.slice(0, 720)))).toHaveLength(4);
  expect(await faultsOf(devicePolicy, PATH, bytes(ORDINARY))).toEqual([]);
});
