import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import appops from "./appops.ts";

const PATH = "bridle:/dumpsys/appops";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** By AppOpsService.dump; the first uid is not 0. */
const TWELVE = `Current AppOps Service state:
  Settings:
    top_state_settle_time=+5s0ms
  Profile owners:
    User #10: 1010234
  Uid 1000:
    state=pers
    Package android:
      VIBRATE (allow): 
        null=[
          Access: [pers-s] 2026-10-01 10:10:22.313 (-14d21h12m30s)
        ]
  Uid u10a103:
    state=cch
    capability=----
      COARSE_LOCATION: mode=foreground
    Package com.example.stork:
      RECORD_AUDIO (allow / switch CAMERA=ignore): 
        null=[
          Access: [bg-s] 2026-10-01 10:10:22.313 (-3h) duration=+1h2m3s4ms
          Reject: [top-s]2026-09-30 09:00:00.000 (-1d)
        ]
        camera.tag=[
          Access: [fgsvc-tpd] 2026-10-01 11:00:00.000 (-2h) proxy[uid=10001, pkg=com.example.proxy, attributionTag=null]
          Running start at: +3s
        ]
      REQUEST_INSTALL_PACKAGES (deny): 

  Uid u0i5:
    Package com.android.shell:
      READ_SMS (default): 
        null=[
          Access: [cch-s]
        ]
`;
const TEN = `  Uid u0a55:
    Package com.example.heron:
      CAMERA (allow): 
          Access: [top-s] 2020-10-01 10:10:22.313 (-3h)
          Access: [cch-s] 2020-10-01 09:10:22.313 (-4h)
`;

test("tells each operation with its mode and its uses", async () => {
  const { located, problems } = await read(appops, { [PATH]: bytes(TWELVE) }, PATH, undefined, { zone: "UTC" });
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => [at[0], data.uid, data.packageName, data.appOperation, data.opMode])).toEqual([
    [{ kind: "line", line: 9 }, 1000, "android", "VIBRATE", "allow"],
    [{ kind: "line", line: 16 }, 1_010_103, undefined, "COARSE_LOCATION", "foreground"],
    [{ kind: "line", line: 18 }, 1_010_103, "com.example.stork", "RECORD_AUDIO", "allow"],
    [{ kind: "line", line: 27 }, 1_010_103, "com.example.stork", "REQUEST_INSTALL_PACKAGES", "deny"],
    [{ kind: "line", line: 31 }, 99_005, "com.android.shell", "READ_SMS", "default"],
  ]);
  expect(located[2]!.data).toMatchObject({
    isRunning: true,
    uses: [
      {
        access: "access",
        state: "bg",
        manner: "s",
        used: { earliest: "1790849422313000000", precision: "millisecond" },
        durationMilliseconds: 3_723_004,
      },
      { access: "reject", state: "top", used: { earliest: "1790758800000000000" } },
      { access: "access", state: "fgsvc", manner: "tpd", proxy: "com.example.proxy", attribution: "camera.tag" },
    ],
  });
});

test("MVT 17: no uid 0, a mode with a switch, a use without its time, a line of blanks: nothing is lost", async () => {
  const { records, problems } = await read(appops, { [PATH]: bytes(TWELVE.replace("REQUEST_INSTALL_PACKAGES (deny): ", "      ")) });
  expect(problems).toEqual([]);
  expect(records.map(({ appOperation }) => appOperation)).toEqual(["VIBRATE", "COARSE_LOCATION", "RECORD_AUDIO", "READ_SMS"]);
  expect(records[2]!.opMode).toBe("allow");
  expect(records[3]!.uses).toEqual([{ access: "access", state: "cch", manner: "s" }]);
});

test("the form of Android 10, without brackets by attribution", async () => {
  const [camera] = await recordsOf(appops, PATH, bytes(TEN));
  expect(camera).toMatchObject({ uid: 10_055, packageName: "com.example.heron", uses: [{ state: "top" }, { state: "cch" }] });
});

test("an app that used an operation ran; one that merely may is listed", async () => {
  const records = await recordsOf(appops, PATH, bytes(TWELVE));
  expect(records.map((record) => appops.observables!(record).map(({ role }) => role))).toEqual([["ran"], [], ["ran"], ["listed"], ["ran"]]);
  expect(appops.events!(records[2]!).map(({ kind, params }) => [kind, params!["state"]])).toEqual([
    ["permission", "bg"],
    ["permission", "top"],
    ["permission", "fgsvc"],
  ]);
  expect(appops.events!(records[0]!)[0]!.kind).toBe("usage");
});

test("damaged lines cost themselves", async () => {
  const { records, problems } = await read(appops, { [PATH]: bytes(TWELVE.replace("RECORD_AUDIO (allow", "RECORD_AUDIO [allow")) });
  expect(records).toHaveLength(4);
  expect(problems.length).toBeGreaterThan(0);
  expect(await faultsOf(appops, PATH, bytes(TWELVE + TEN))).toEqual([]);
});
