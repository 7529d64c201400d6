import fc from "fast-check";
import { expect, test } from "vitest";
import { read } from "../testing/index.ts";
import batteryDaily from "./android/battery-daily.ts";
import exitInfo from "./android/exit-info.ts";
import installSessions from "./android/install-sessions.ts";
import kernelLog from "./android/kernel-log.ts";
import logcat from "./android/logcat.ts";
import resolverTables from "./android/resolver-tables.ts";
import type { Artifact } from "./artifact.ts";

/** The same reader, with every line handed to it. */
const seeingAll = (artifact: Artifact): Artifact => ({
  ...artifact,
  parse: (file, context) => artifact.parse(file, { ...context, lines: (target) => context.lines(target) }),
});

const PACKAGE_DUMP = [
  "Activity Resolver Table:",
  "Receiver Resolver Table: ",
  "Preferred Activities User 0:",
  "  Non-Data Actions:",
  "      a.b.MAIN:",
  "        52f3a6b com.example.heron/.Main filter 6bf9e9",
  "        1 com.example.stork/.Main with Packages: in it",
  "  Permissions:",
  "\tPackages:",
  "Permissions:",
  "Key Set Manager:",
  "Packages:",
  "  Package [com.example.heron] (1a2b):",
  "Active install sessions:",
  "Historical install sessions:",
  "Legacy install sessions:",
  "  Session 11:",
  "  Session 12:",
  "    userId=0 mInstallerUid=2000 createdMillis=1790000000000 appPackageName=a.b ",
  "    appLabel=Active install sessions: mFinalStatus=1",
  "",
];
const ACTIVITY_DUMP = [
  "ACTIVITY MANAGER PROCESS EXIT INFO (dumpsys activity exit-info)",
  "ACTIVITY MANAGER PENDING INTENTS (dumpsys activity intents)",
  "  package: com.example.heron",
  "    ApplicationExitInfo #0:",
  "      timestamp=2023-05-31 22:12:11.123 pid=1 realUid=1",
  "      process=a.b reason=5 (CRASH) subreason=0 (UNKNOWN) status=11",
  "      description=ACTIVITY MANAGER x state=empty",
  "-".repeat(24),
  "",
];
const LOG = [
  "03-21 11:07:01.123  1000  1402  1420 I am_proc_start: [0,4321,10123,com.example.app:remote,broadcast,{com.example.app/.Boot}]",
  "03-21 11:07:03.000  1000  1402  1420 I am_kill : [0,4321,com.example.app,900,empty #17]",
  "03-21 11:07:05.000 10123  4321  4321 W x: avc:  denied  { read } for  scontext=a tcontext=b tclass=file",
  "[ 1.5] init: starting service 'x'...",
  "03-21 11:07:09.000 10123  77  77 I whatever: nothing of ours",
];
const BATTERY = [
  "  Current start time: 2024-03-21-10-00-00",
  "  Daily from 2024-03-20-10-00-00 to 2024-03-21-03-00-00:",
  "    Package changes:",
  "      Update com.example.heron vers=7",
  "      Daily from x",
  "Statistics since last charge:",
];

test.each<readonly [string, Artifact, string, readonly string[]]>([
  ["resolverTables", resolverTables, "bridle:/dumpsys/package", PACKAGE_DUMP],
  ["installSessions", installSessions, "bridle:/dumpsys/package", PACKAGE_DUMP],
  ["exitInfo", exitInfo, "bridle:/dumpsys/activity", ACTIVITY_DUMP],
  ["logcat", logcat, "bridle:/logcat/main", LOG],
  ["kernelLog", kernelLog, "bridle:/kernel-log", LOG],
  ["batteryDaily", batteryDaily, "bridle:/dumpsys/batterystats", BATTERY],
])("the lines that %s wants give what all lines give", async (_, artifact, path, lines) => {
  const about = { made: "2024-03-21T12:00:00Z", zone: "UTC" };
  let found = 0;
  const one = fc.nat(lines.length - 1).chain((from) => fc.integer({ min: 1, max: 6 }).map((length) => lines.slice(from, from + length)));
  const dump = fc.array(one, { minLength: 1, maxLength: 20 }).map((some) => some.flat());
  await fc.assert(
    fc.asyncProperty(dump, async (chosen) => {
      const files = { [path]: new TextEncoder().encode(chosen.join("\n")) };
      const wanted = await read(artifact, files, path, undefined, about);
      found += wanted.records.length;
      expect(wanted).toEqual(await read(seeingAll(artifact), files, path, undefined, about));
    }),
  );
  expect(found).toBeGreaterThan(0);
});
