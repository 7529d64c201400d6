import type { UnixSeconds } from "../time.ts";
import type { HandsOn } from "./hands-on.ts";

/** Styles of the archive: what each wrote, and how. The first builds of iOS 26 kept the last shutdown alone, later ones keep files that take turns. */
export const SYSDIAGNOSE_STYLES = ["ios15", "ios17", "ios18", "ios26", "ios26-files"] as const;
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
  /** Where lists of what ran tell something else of it than its path does, or do not have it. */
  readonly lists?: Partial<Record<LiveList, "absent" | { readonly name?: string; readonly uuid?: string }>>;
  /** The log has no table of its image. */
  readonly isUnnamed?: true;
  /** Libraries that it had loaded, beside the system's. */
  readonly loads?: readonly string[];
  /** Beside what the system notes of all. */
  readonly says?: readonly ProgramLine[];
}

/** A line that a program wrote into the unified log: its format string, and the arguments. */
export interface ProgramLine {
  readonly at: UnixSeconds;
  readonly format: string;
  readonly values: readonly (string | number)[];
}

/** Lists of what ran when the archive was made. */
export type LiveList = "ps" | "ps-thread" | "taskinfo" | "spindump";

/** `ps` when the archive was made · `log` the unified log · `statistics` of the log · `shutdown` still there at the last one · `power` the battery's diary · `earlier` the packed one before it. */
export type TraceKind = "ps" | "log" | "statistics" | "shutdown" | "power" | "earlier";

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
  /** Starts without a shutdown before them: the system fell. */
  readonly panics: readonly UnixSeconds[];
  /** Shutdowns that the log of them does not hold any more. */
  readonly forgottenShutdowns?: number;
  readonly programs: readonly Program[];
  readonly crashes: readonly Crash[];
  /** Crashes whose reports lay on the phone and were not packed. */
  readonly uncollected?: readonly Pick<Crash, "at" | "program">[];
  /** Apps that started the camera, beside the owner's own pictures. */
  readonly camera?: readonly { readonly at: UnixSeconds; readonly bundleId: string }[];
  /** What somebody did who had it in hand. */
  readonly handsOn?: HandsOn;
}
