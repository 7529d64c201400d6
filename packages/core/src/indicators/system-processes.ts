import { compareText } from "../model/json.ts";
import { firstAtOrAfter } from "../model/partition-point.ts";
import list from "./system-processes.json" with { type: "json" };

/**
 * Programs that Apple ships with iOS, from research phones (scripts/distil-system-processes.ts). Not complete, and need not be:
 * it only keeps the stump of a name such as `com.apple.WebKit` from standing for an implant of a longer name.
 */
const NAMES: readonly string[] = [...list.names].sort(compareText);

const KNOWN: ReadonlySet<string> = new Set(NAMES);

/** True of a program that stands on every phone: its name in a path says nothing (Pegasus called a process CommCenterRootHelper). */
export const isSystemProcess = (name: string): boolean => KNOWN.has(name);

/** True when a name cut off after `start` may be one of them. */
export const isStartOfSystemProcess = (start: string): boolean => NAMES[firstAtOrAfter(NAMES, start)]?.startsWith(start) ?? false;
