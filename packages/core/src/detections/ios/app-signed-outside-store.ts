import provisioningProfiles, { type ProvisioningProfile, type ProvisioningRecord } from "../../artifacts/ios/provisioning-profiles.ts";
import type { Severity } from "../../model/severity.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly profiles: SourcedRecord<ProvisioningProfile>[];
  /** Teams that the settings say are trusted. */
  readonly trusted: Set<string>;
}

/** Profiles and trusted teams remembered; a developer's phone has some tens. */
const STATE_LIMIT = 20_000;

type Kind = "company-trusted" | "company" | "developer" | "beta";
const SEVERITY: Readonly<Record<Kind, Severity>> = { "company-trusted": "medium", company: "medium", developer: "low", beta: "info" };

export default defineFold<ProvisioningRecord, State>({
  id: "ios/app-signed-outside-store",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  families: ["Hermit"],
  reads: provisioningProfiles,
  falsePositives: ["company", "developer", "hobbyist"],
  references: [
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
    "https://support.apple.com/en-us/118254",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ profiles: [], trusted: new Set() }),
  step(state, record) {
    const { data } = record;
    if (data.kind === "team" && data.isTrusted) state.trusted.add(data.team);
    else if (data.kind === "provisioning") state.profiles.push(record as SourcedRecord<ProvisioningProfile>);
  },
  end: ({ profiles, trusted }) => profiles.map((profile) => hitOf(profile, trusted)),
  size: ({ profiles, trusted }) => profiles.length + trusted.size,
});

function hitOf(record: SourcedRecord<ProvisioningProfile>, trusted: ReadonlySet<string>): HitWithRecords {
  const { bundleId, uuid, title, team, teamName, profileInstalled, profileMade } = record.data;
  const kind = kindOf(record.data, trusted);
  const time = profileInstalled ?? profileMade;
  const name = bundleId ?? title ?? uuid ?? "";
  return {
    subject: [bundleId === undefined ? `profile ${uuid ?? title ?? ""}` : { type: "app:id", value: bundleId }, kind],
    message: `summary-${kind}`,
    params: { app: name, team: teamName ?? team ?? "" },
    severity: SEVERITY[kind],
    ...(time && { time }),
    records: [record],
  };
}

function kindOf({ isBeta, isForAllDevices, team }: ProvisioningProfile, trusted: ReadonlySet<string>): Kind {
  if (isBeta) return "beta";
  if (!isForAllDevices) return "developer";
  return team !== undefined && trusted.has(team) ? "company-trusted" : "company";
}
