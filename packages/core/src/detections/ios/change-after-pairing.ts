import configurationProfiles from "../../artifacts/ios/configuration-profiles.ts";
import lockdownd from "../../artifacts/ios/lockdownd.ts";
import mobileInstallation from "../../artifacts/ios/mobile-installation.ts";
import { compareTimes } from "../../model/time.ts";
import { defineCorrelate, defineStream, type Moment, type Subject } from "../detection.ts";
import { isFromElsewhere } from "../ios-installs.ts";
import { hoursBetween } from "../times.ts";

const WINDOW_HOURS = 6;

/** A computer was paired, and within hours an app from outside the store or a profile came onto the phone. */
export default defineCorrelate({
  id: "ios/change-after-pairing",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  concerns: "stalkerware",
  falsePositives: ["developer", "managed", "own-computer"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://www.doubleblak.com/blogPost.php?k=knowledgec",
  ],
  windowSeconds: WINDOW_HOURS * 3600,

  anchor: defineStream({
    artifact: lockdownd,
    select: ({ lockdownStep, logged, hostId }) =>
      lockdownStep === "paired" && logged ? { time: logged, subject: hostId ?? "unnamed-computer" } : undefined,
  }),
  beside: {
    install: defineStream({
      artifact: mobileInstallation,
      select: (event) =>
        isFromElsewhere(event) && event.logged
          ? { time: event.logged, subject: { type: "app:id", value: event.bundleId ?? "" } }
          : undefined,
    }),
    profile: defineStream({
      artifact: configurationProfiles,
      select: (record) =>
        record.kind === "profile" && record.profileInstalled
          ? {
              time: record.profileInstalled,
              subject: { type: "configuration-profile:id", value: record.identifier ?? record.uuid ?? "" },
            }
          : undefined,
    }),
  },

  correlate(anchor, beside) {
    // Clocks of different zones cannot be set beside each other.
    const after = beside.filter(({ time }) => time.clock === anchor.time.clock && compareTimes(time, anchor.time) >= 0);
    const change = after.find(({ stream }) => stream === "install") ?? after.find(({ stream }) => stream === "profile");
    if (!change) return undefined;
    return {
      subject: change.subject,
      message: `summary-${change.stream as "install" | "profile"}`,
      params: { what: nameOf(change), hours: hoursBetween(anchor.time, change.time) },
      time: anchor.time,
    };
  },
});

const nameOf = ({ subject }: Moment): string => textOf(subject) || "–";
const textOf = (subject: Subject): string => (typeof subject === "string" ? subject : subject.value);
