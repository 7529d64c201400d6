import type { UnixSeconds } from "../time.ts";

/** Styles of the archive: what each wrote, and how. */
export const SYSDIAGNOSE_STYLES = ["ios15", "ios17", "ios18", "ios26"] as const;
export type SysdiagnoseStyle = (typeof SYSDIAGNOSE_STYLES)[number];

/** A program that ran: its place, who it was, and where it left a trace. */
export interface Program {
  readonly path: string;
  readonly pid: number;
  readonly uid: number;
  readonly parentPid: number;
  /** Of its main image; made of the path unless it is given. */
  readonly uuid?: string;
  /** Seconds since 1970 between which it spoke into the unified log. */
  readonly spoke: readonly [first: UnixSeconds, last: UnixSeconds];
  readonly traces: readonly TraceKind[];
}

/** `ps` when the archive was made · `log` the unified log · `statistics` of the log · `shutdown` still there at the last one · `power` the battery's diary. */
export type TraceKind = "ps" | "log" | "statistics" | "shutdown" | "power";

export interface Crash {
  readonly at: UnixSeconds;
  readonly program: string;
  readonly path: string;
  readonly exception: string;
  readonly detail: string;
  /** Paths of images besides the system's. */
  readonly images?: readonly string[];
}

export interface SysdiagnosePhone {
  readonly style: SysdiagnoseStyle;
  readonly osVersion: string;
  readonly build: string;
  readonly model: string;
  readonly made: UnixSeconds;
  /** Hours ahead of UTC. */
  readonly zoneHours: number;
  readonly boots: readonly UnixSeconds[];
  readonly shutdowns: readonly UnixSeconds[];
  /** Shutdowns that the log of them does not hold any more. */
  readonly forgottenShutdowns?: number;
  readonly programs: readonly Program[];
  readonly crashes: readonly Crash[];
}
