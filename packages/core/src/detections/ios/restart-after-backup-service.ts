import lockdownd from "../../artifacts/ios/lockdownd.ts";
import mobileInstallation from "../../artifacts/ios/mobile-installation.ts";
import { compareTimes } from "../../model/time.ts";
import { defineCorrelate, defineStream } from "../detection.ts";
import { nanosecondsBetween } from "../times.ts";

/** A restore of a few files takes seconds, and asks for a restart at its end. */
const WINDOW_SECONDS = 600;
const BACKUP_SERVICE = "com.apple.mobilebackup2";
const NANOSECONDS_PER_MINUTE = 60_000_000_000n;

/** A computer had the service for backups started, and the phone started anew within minutes: so restores end, and so do tools that misuse them. */
export default defineCorrelate({
  id: "ios/restart-after-backup-service",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["restore", "own-tools", "chance"],
  references: ["https://support.apple.com/en-us/121563", "https://github.com/libimobiledevice/libimobiledevice"],
  windowSeconds: WINDOW_SECONDS,

  anchor: defineStream({
    artifact: mobileInstallation,
    select: ({ installationStep, logged }) => (installationStep === "boot" && logged ? { time: logged, subject: "restart" } : undefined),
  }),
  beside: {
    service: defineStream({
      artifact: lockdownd,
      select: ({ lockdownStep, lockdownService, computerProgram, logged }) =>
        lockdownStep === "service" && lockdownService === BACKUP_SERVICE && logged
          ? { time: logged, subject: computerProgram ?? "–" }
          : undefined,
    }),
  },

  correlate({ time }, beside) {
    // Clocks of different zones cannot be set beside each other.
    const service = beside.find((moment) => moment.time.clock === time.clock && compareTimes(moment.time, time) <= 0);
    if (!service) return undefined;
    const minutes = Number((nanosecondsBetween(service.time, time) + NANOSECONDS_PER_MINUTE - 1n) / NANOSECONDS_PER_MINUTE);
    return { subject: "restart-after-backup-service", message: "summary", params: { program: String(service.subject), minutes }, time };
  },
});
