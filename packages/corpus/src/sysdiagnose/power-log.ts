import { buildDatabase } from "../database.ts";
import type { SysdiagnosePhone } from "./phone.ts";

/** The diary's clock is minutes ahead of the phone's, as in a published one. */
const AHEAD = 373.5;
/** Names of programs are cut. */
const NAME_LENGTH = 31;

/** Tables and columns as in a published diary (log2timeline/plaso test data); the others of its 368 tables are left out. */
export function powerLog({ programs, made }: SysdiagnosePhone): Uint8Array {
  const started = programs.filter(({ traces }) => traces.includes("power"));
  const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1).slice(0, NAME_LENGTH);
  return buildDatabase({
    schema: [
      "CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, baseband REAL, kernel REAL, system REAL)",
      "CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleID TEXT, CoalitionID INTEGER, PID INTEGER, ProcessName TEXT)",
      "CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleName TEXT, CellIn INTEGER, CellOut INTEGER, ProcessName TEXT, WifiIn INTEGER, WifiOut INTEGER, timestampEnd REAL)",
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
    ],
  }).main;
}
