import { buildDatabase } from "../database.ts";
import { HOUR, MINUTE, type UnixSeconds } from "../time.ts";
import type { SysdiagnosePhone } from "./phone.ts";

/** The diary's clock is minutes ahead of the phone's, as in a published one. */
const AHEAD = 373.5;
/** Names of programs are cut. */
const NAME_LENGTH = 31;

/** Tables and columns as in a published diary (log2timeline/plaso test data); the others of its 368 tables are left out. */
export function powerLog({ programs, made, camera = [] }: SysdiagnosePhone): Uint8Array {
  const started = programs.filter(({ traces }) => traces.includes("power"));
  const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1).slice(0, NAME_LENGTH);
  return buildDatabase({
    schema: [
      "CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, baseband REAL, kernel REAL, system REAL)",
      "CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleID TEXT, CoalitionID INTEGER, PID INTEGER, ProcessName TEXT)",
      "CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleName TEXT, CellIn INTEGER, CellOut INTEGER, ProcessName TEXT, WifiIn INTEGER, WifiOut INTEGER, timestampEnd REAL)",
      "CREATE TABLE PLCameraAgent_EventForward_Camera (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleId TEXT, CameraType INTEGER, State INTEGER)",
      "CREATE TABLE PLSpringBoardAgent_EventForward_SBBlank (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, Blanked INTEGER)",
      "CREATE TABLE PLDisplayAgent_EventPoint_Display (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, Block TEXT, Active INTEGER)",
    ],
    tables: [
      { table: "PLStorageOperator_EventForward_TimeOffset", rows: [{ timestamp: made - 400_000 + AHEAD, system: -AHEAD }] },
      {
        table: "PLProcessMonitorAgent_EventForward_ProcessID",
        rows: started.map(({ path, pid, spoke: [first] }) => ({ timestamp: first + AHEAD, PID: pid, ProcessName: name(path) })),
      },
      {
        table: "PLProcessNetworkAgent_EventInterval_UsageDiff",
        rows: started.slice(0, 10).map(({ path, spoke: [, last] }, n) => ({
          ...{ timestamp: last + AHEAD, ProcessName: name(path), BundleName: "", timestampEnd: last + AHEAD + 300 },
          ...{ CellIn: 0, CellOut: 0, WifiIn: 1_000 * n, WifiOut: 200 * n },
        })),
      },
      { table: "PLCameraAgent_EventForward_Camera", rows: [ownPicture(made), ...camera].flatMap(cameraRows) },
      {
        table: "PLSpringBoardAgent_EventForward_SBBlank",
        rows: screenOn(made).flatMap(([from, to]) => [
          { timestamp: from + AHEAD, Blanked: 0 },
          { timestamp: to + AHEAD, Blanked: 1 },
        ]),
      },
      {
        table: "PLDisplayAgent_EventPoint_Display",
        rows: screenOn(made).flatMap(([from, to]) => [
          { timestamp: from + AHEAD + 0.1, Block: "Backlight", Active: 1 },
          { timestamp: to + AHEAD + 0.2, Block: "Backlight", Active: 0 },
        ]),
      },
    ],
  }).main;
}

/** An evening, a night, and a morning; the diary is taken with the screen on. */
const screenOn = (made: UnixSeconds): readonly (readonly [from: UnixSeconds, to: UnixSeconds])[] => [
  [made - 14 * HOUR, made - 13 * HOUR],
  [made - 12 * HOUR, made - 11 * HOUR],
  [made - 3 * HOUR, made - 2 * HOUR],
  [made - 10 * MINUTE, made],
];
/** The owner's, with the screen on: the camera is there moments before the screen is. */
const ownPicture = (made: UnixSeconds) => ({ at: made - 12 * HOUR - 1, bundleId: "com.apple.camera" });

/** On, and off after a minute and a half. */
const cameraRows = ({ at, bundleId }: { readonly at: UnixSeconds; readonly bundleId: string }) => [
  { timestamp: at + AHEAD, BundleId: bundleId, CameraType: 0, State: 1 },
  { timestamp: at + 90 + AHEAD, BundleId: bundleId, CameraType: 0, State: 0 },
];
