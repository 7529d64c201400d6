import type { DumpSection } from "../../../formats/dumpstate/sections.ts";

/** The whole main text of a bug report. */
export const DUMPSTATE = "bridle:/dumpstate";

/** Sections that stand under a name of their own as well, which other acquisitions share (docs/paths.md). */
const ALIASES: Readonly<Record<string, string>> = {
  "SYSTEM PROPERTIES": "bridle:/getprop",
  "PROCESSES AND THREADS": "bridle:/processes",
  "SYSTEM LOG": "bridle:/logcat/system",
  "EVENT LOG": "bridle:/logcat/events",
  "RADIO LOG": "bridle:/logcat/radio",
  "MAIN LOG": "bridle:/logcat/main",
  "CRASH LOG": "bridle:/logcat/crash",
  "STATS LOG": "bridle:/logcat/stats",
  "SECURITY LOG": "bridle:/logcat/security",
  "LAST LOGCAT": "bridle:/logcat/last",
  "KERNEL LOG": "bridle:/kernel-log",
  "LAST KMSG": "bridle:/kernel-log",
};

/** Longest title that becomes a name. */
const MAX_TITLE_LENGTH = 200;

/** The canonical paths of a section. */
export function pathsOf({ kind, title }: DumpSection): readonly string[] {
  const name = title.slice(0, MAX_TITLE_LENGTH).replaceAll("/", "_");
  if (kind === "service") return [`bridle:/dumpsys/${name}`];
  const alias = Object.hasOwn(ALIASES, title) ? ALIASES[title] : undefined;
  return alias === undefined ? [`${DUMPSTATE}/${name}`] : [`${DUMPSTATE}/${name}`, alias];
}
