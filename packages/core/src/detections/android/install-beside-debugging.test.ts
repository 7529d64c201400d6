import { expect, test } from "vitest";
import type { IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import installBesideDebugging from "./install-beside-debugging.ts";

const START = 1_777_000_000;
const event = (tag: string, seconds: number, details: Record<string, string> = {}): IntrusionEvent => ({
  kind: "security",
  tag,
  details,
  time: fromUnixSeconds(START + seconds)!,
});
const install = (seconds: number, app = "com.bad.app"): IntrusionEvent => event("package_installed", seconds, { package_name: app });

test("tells an app that was installed within ten minutes after debugging, once", () => {
  const hits = hitsOf(installBesideDebugging, [event("adb_shell_interactive", 0), install(90), install(120)]);
  expect(hits).toMatchObject([{ subject: { type: "app:id", value: "com.bad.app" }, params: { seconds: 90 }, records: [{}, {}] }]);
});

test("is silent on installs without debugging, before it, long after it, and without a time", () => {
  const { time: _, ...undated } = install(10) as Extract<IntrusionEvent, { kind: "security" }>;
  expect(hitsOf(installBesideDebugging, [install(0), event("adb_shell_cmd", 60), install(60 + 601, "com.a.b"), undated])).toEqual([]);
});
