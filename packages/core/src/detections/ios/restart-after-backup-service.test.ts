import { expect, test } from "vitest";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import rule from "./restart-after-backup-service.ts";

const { anchor, beside, correlate } = rule as CorrelateDetection;
const restart = momentSample("anchor", 200);
const service = (seconds: number) => momentSample("service", seconds, { subject: "demo-tool" });
const logged = restart.time;

test("speaks of a restart after the service", () => {
  expect(correlate(restart, [service(0)])).toMatchObject({ params: { program: "demo-tool", minutes: 4 } });
});

test("is silent on a service after the restart, and on clocks that cannot be compared", () => {
  expect(correlate(restart, [service(300)])).toBeUndefined();
  const other = service(0);
  expect(correlate(restart, [{ ...other, time: { ...other.time, clock: "device-local" } }])).toBeUndefined();
});

test("takes restarts, and of services the one for backups alone", () => {
  expect(anchor.select({ installationStep: "boot", logged })).toBeDefined();
  expect(anchor.select({ installationStep: "installed", logged })).toBeUndefined();
  const event = { lockdownStep: "service", logged, computerProgram: "demo-tool" };
  expect(beside["service"]!.select({ ...event, lockdownService: "com.apple.mobilebackup2" })).toMatchObject({ subject: "demo-tool" });
  expect(beside["service"]!.select({ ...event, lockdownService: "com.apple.afc" })).toBeUndefined();
});
