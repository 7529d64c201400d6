import { expect, test } from "vitest";
import { read } from "../testing/index.ts";
import exitInfo from "./android/exit-info.ts";
import kernelLog from "./android/kernel-log.ts";
import logcat from "./android/logcat.ts";
import mounts from "./android/mounts.ts";
import settings from "./android/settings.ts";
import tombstones from "./android/tombstones.ts";
import type { Artifact } from "./artifact.ts";

/** Apps write into these texts: a line made to be tried in a hundred thousand ways must be read once. */
const LENGTH = 1 << 18;
const filled = (text: string): string => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);

const CRASH = "pid: 1, tid: 1, name: a  >>> b <<<\n";
const LOG = "03-21 11:07:01.123  1000  1  1 I ";
const EXIT = "ACTIVITY MANAGER PROCESS EXIT INFO (dumpsys activity exit-info)\n  ApplicationExitInfo #0:\n";

test.each<readonly [string, Artifact, string, string, number]>([
  ["defaults of a setting", settings, "bridle:/dumpsys/settings", `GLOBAL SETTINGS (user 0)\n_id:1 name:a value:${filled(" default:")}`, 1],
  ["spaces in a thread's name", tombstones, "/data/tombstones/tombstone_00", `pid: 1, tid: 1, name: ${filled(" ")}`, 0],
  ["arrows in a thread's name", tombstones, "/data/tombstones/tombstone_00", `pid: 1, tid: 1, name: ${filled(" >>> ")}`, 0],
  ["owners of an open file", tombstones, "/data/tombstones/tombstone_00", `${CRASH}open files:\n    fd 1: ${filled(" (owned by ")}`, 1],
  ["spaces of a log's tag", logcat, "bridle:/logcat/main", `${LOG}${filled(" ")}`, 0],
  ["slashes of a start", logcat, "bridle:/logcat/system", `${LOG}ActivityManager: Start proc 1:${filled("a/")}`, 0],
  ["reasons of an end", exitInfo, "bridle:/dumpsys/activity", `${EXIT}    process=a pid=1 ${filled("reason=1 (")}`, 0],
  ["refusals in one line", kernelLog, "bridle:/kernel-log", `[ 1.0] ${filled("avc:  denied  { a } for ")}`, 0],
  ["types of a mount", mounts, "/proc/mounts", filled("a on b type c ("), 0],
])("a line of nothing but %s ends", async (_, artifact, path, text, count) => {
  const { records, error } = await read(artifact, { [path]: new TextEncoder().encode(text) }, path);
  expect([error, records.length]).toEqual([undefined, count]);
});
