import mobileInstallation from "../../artifacts/ios/mobile-installation.ts";
import { compareTimes } from "../../model/time.ts";
import { defineCorrelate, defineStream, type Subject } from "../detection.ts";
import { isFromElsewhere } from "../ios-installs.ts";
import { hoursBetween } from "../times.ts";

const WINDOW_HOURS = 24;

/** An app from outside the store that was gone within a day. */
export default defineCorrelate({
  id: "ios/short-lived-install",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  falsePositives: ["developer", "tried-out"],
  references: [
    "https://blog.digital-forensics.it/2023/12/has-user-ever-used-xyz-application-aka.html",
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
  ],
  windowSeconds: WINDOW_HOURS * 3600,

  anchor: defineStream({
    artifact: mobileInstallation,
    select: ({ installationStep, logged, bundleId }) =>
      installationStep === "removed" && logged && bundleId !== undefined
        ? { time: logged, subject: { type: "app:id", value: bundleId } }
        : undefined,
  }),
  beside: {
    install: defineStream({
      artifact: mobileInstallation,
      select: (event) =>
        isFromElsewhere(event) && event.logged && event.bundleId !== undefined
          ? { time: event.logged, subject: { type: "app:id", value: event.bundleId } }
          : undefined,
    }),
  },

  correlate({ subject, time }, beside) {
    const install = beside.find((moment) => nameOf(moment.subject) === nameOf(subject) && compareTimes(moment.time, time) <= 0);
    if (!install) return undefined;
    return { subject, message: "summary", params: { app: nameOf(subject), hours: hoursBetween(install.time, time) }, time };
  },
});

const nameOf = (subject: Subject): string => (typeof subject === "string" ? subject : subject.value);
