import provisioningProfiles from "../../artifacts/ios/provisioning-profiles.ts";
import tcc from "../../artifacts/ios/tcc.ts";
import { defineCorrelate, defineStream, type Moment, type Subject } from "../detection.ts";
import { isSensitive, isSensor, wordOf } from "../sensitive-services.ts";

const WINDOW_DAYS = 30;

/** The same app, by what signs it and by what it was allowed. */
export default defineCorrelate({
  id: "ios/sideloaded-app-with-permissions",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  families: ["Hermit"],
  falsePositives: ["developer", "company", "hobbyist"],
  references: [
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
    "https://developer.apple.com/documentation/bundleresources/information-property-list/protected-resources",
  ],
  windowSeconds: WINDOW_DAYS * 86_400,

  anchor: defineStream({
    artifact: provisioningProfiles,
    select: (record) =>
      record.kind === "provisioning" && record.bundleId !== undefined && record.profileInstalled && !record.isBeta
        ? { time: record.profileInstalled, subject: appSubject(record.bundleId) }
        : undefined,
  }),
  beside: {
    permission: defineStream({
      artifact: tcc,
      select: ({ client, clientKind, decision, service, changed }) =>
        clientKind === "bundle-id" && (decision === "allowed" || decision === "limited") && isSensitive(service) && changed
          ? { time: changed, subject: appSubject(client) }
          : undefined,
    }),
  },

  correlate(anchor, beside) {
    const services = servicesOf(beside.filter(({ subject }) => nameOf(subject) === nameOf(anchor.subject)));
    if (services.length === 0) return undefined;
    const isForAll = "isForAllDevices" in anchor.record.data && anchor.record.data.isForAllDevices === true;
    return {
      subject: anchor.subject,
      message: "summary",
      params: { app: nameOf(anchor.subject), services: services.map(wordOf).join(", ") },
      severity: isForAll || services.some(isSensor) ? "medium" : "low",
      confidence: isForAll ? "medium" : "low",
    };
  },
});

const appSubject = (value: string) => ({ type: "app:id", value }) as const;
const nameOf = (subject: Subject): string => (typeof subject === "string" ? subject : subject.value);

const servicesOf = (moments: readonly Moment[]): readonly string[] =>
  [...new Set(moments.flatMap(({ record }) => ("service" in record.data ? [String(record.data.service)] : [])))].sort();
