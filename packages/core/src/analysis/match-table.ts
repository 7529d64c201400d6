import type { DomainRole, MatchManner, PackClass } from "../model/indicator.ts";
import type { Circumstance, ObservableType, Role } from "../model/observable.ts";
import { type Axis, type Confidence, compareAxis, compareConfidence, compareSeverity, type Severity } from "../model/severity.ts";

/**
 * What a match means: the first row that fits decides (design 5.5). A row that does not name a property fits every value of it.
 * The rationale of each row stands in messages/en/match-table.ts under its id.
 */
export interface MatchRow {
  readonly id: string;
  readonly types?: readonly ObservableType[];
  readonly manners?: readonly MatchManner[];
  readonly roles?: readonly Role[];
  /** Fits when one of these circumstances holds. */
  readonly circumstances?: readonly (Circumstance | "after-lure")[];
  readonly classes?: readonly PackClass[];
  readonly domainRoles?: readonly DomainRole[];
  readonly axis: Axis;
  readonly severity: Severity;
  readonly confidence: Confidence;
}

/** One way in which an observable met an indicator. */
export interface MatchCase {
  /** Of the indicator; of a pattern, the type of the value that met it. */
  readonly type: ObservableType;
  readonly manner: MatchManner;
  readonly role: Role;
  /** `after-lure`: a browser went there within ten minutes after a message in which a host indicator matched. */
  readonly circumstances: readonly (Circumstance | "after-lure")[];
  readonly class: PackClass;
  readonly domainRole: DomainRole | undefined;
}

const HOSTS = ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"] as const;
const PARTIES = ["email-addr:value", "phone-number:value"] as const;
const HASHES = ["file:hashes.MD5", "file:hashes.SHA-1", "file:hashes.SHA-256"] as const;
const CERTIFICATES = ["app:cert.md5", "app:cert.sha1", "app:cert.sha256"] as const;
const APPS = ["app:id", ...CERTIFICATES] as const;

/** The value is what was published, or every part of a pattern is met. */
const WHOLE = ["exact", "joined", "pattern"] as const;

const review = { axis: "none", severity: "medium", confidence: "low" } as const;

export const MATCH_TABLE: readonly MatchRow[] = [
  // Hosts and URLs. What a browser never loaded, or a vendor's shop window, says nothing about the phone.
  { id: "vendor-website", types: HOSTS, domainRoles: ["website"], ...review },
  { id: "watchware-host", types: HOSTS, classes: ["watchware"], ...review },
  { id: "forensic-host", types: HOSTS, classes: ["forensic-extraction"], ...review },
  { id: "never-loaded", types: HOSTS, roles: ["visited"], circumstances: ["not-loaded"], ...review },
  { id: "tracker-table", types: HOSTS, circumstances: ["tracker"], ...review },
  { id: "inside-visited-url", types: HOSTS, roles: ["visited"], circumstances: ["embedded"], ...review },
  { id: "received-link", types: HOSTS, roles: ["received"], axis: "targeting", severity: "high", confidence: "high" },
  {
    id: "visited-after-lure",
    types: HOSTS,
    roles: ["visited"],
    circumstances: ["after-lure"],
    axis: "attempt",
    severity: "high",
    confidence: "high",
  },
  {
    id: "visited-by-redirect",
    types: HOSTS,
    roles: ["visited"],
    circumstances: ["redirect"],
    axis: "attempt",
    severity: "high",
    confidence: "medium",
  },
  { id: "visited", types: HOSTS, roles: ["visited"], axis: "targeting", severity: "medium", confidence: "medium" },
  {
    id: "contacted-by-unknown",
    types: HOSTS,
    roles: ["contacted"],
    circumstances: ["unknown-program"],
    axis: "targeting",
    severity: "medium",
    confidence: "low",
  },
  { id: "contacted", types: HOSTS, roles: ["contacted"], axis: "compromise", severity: "critical", confidence: "high" },
  { id: "resolved-by-browser", types: HOSTS, roles: ["resolved"], ...review },
  { id: "host-elsewhere", types: HOSTS, ...review },

  // The other side of a message or call.
  { id: "sender", types: PARTIES, roles: ["received"], axis: "targeting", severity: "high", confidence: "medium" },
  { id: "looked-up", types: PARTIES, roles: ["resolved"], axis: "targeting", severity: "medium", confidence: "medium" },
  { id: "recipient-or-contact", types: PARTIES, ...review },

  // Processes: a whole name where the system names processes is strong, everything looser is a hint.
  {
    id: "process-ran",
    types: ["process:name"],
    manners: WHOLE,
    roles: ["ran", "contacted"],
    axis: "compromise",
    severity: "critical",
    confidence: "high",
  },
  { id: "process-cut-name", types: ["process:name"], manners: ["cut-name"], axis: "none", severity: "medium", confidence: "medium" },
  { id: "process-in-path", types: ["process:name"], manners: ["path-component"], ...review },
  { id: "process-listed", types: ["process:name"], ...review },

  // Files.
  { id: "file-name-alone", types: ["file:name"], ...review },
  {
    id: "file-at-path",
    types: ["file:path"],
    manners: WHOLE,
    roles: ["ran", "written", "installed"],
    axis: "compromise",
    severity: "critical",
    confidence: "high",
  },
  {
    id: "file-below-folder",
    types: ["file:path"],
    manners: ["below"],
    roles: ["ran", "written", "installed"],
    axis: "compromise",
    severity: "high",
    confidence: "medium",
  },
  {
    id: "file-at-path-suffix",
    types: ["file:path"],
    manners: ["path-suffix"],
    roles: ["ran", "written", "installed"],
    axis: "compromise",
    severity: "high",
    confidence: "medium",
  },
  { id: "file-found-as-text", types: ["file:path"], circumstances: ["found-as-text"], ...review },
  { id: "file-listed", types: ["file:path"], roles: ["listed", "contacted"], axis: "compromise", severity: "high", confidence: "medium" },
  { id: "file-path-elsewhere", types: ["file:path"], ...review },
  { id: "file-hash", types: HASHES, axis: "compromise", severity: "critical", confidence: "high" },

  // Profiles and apps, by the class of the pack.
  { id: "profile", types: ["configuration-profile:id"], axis: "compromise", severity: "critical", confidence: "high" },
  { id: "app-found-as-text", types: APPS, circumstances: ["found-as-text"], ...review },
  { id: "app-watchware", types: APPS, classes: ["watchware"], axis: "none", severity: "medium", confidence: "medium" },
  { id: "app-forensic-extraction", types: APPS, classes: ["forensic-extraction"], axis: "none", severity: "high", confidence: "high" },
  // Of who signed an app, or is trusted by the phone: what is called an app below need be none.
  { id: "certificate-listed", types: CERTIFICATES, roles: ["listed"], axis: "compromise", severity: "high", confidence: "medium" },
  {
    id: "certificate-stalkerware",
    types: CERTIFICATES,
    classes: ["stalkerware"],
    roles: ["installed"],
    axis: "compromise",
    severity: "high",
    confidence: "high",
  },
  { id: "certificate-installed", types: CERTIFICATES, roles: ["installed"], axis: "compromise", severity: "critical", confidence: "high" },
  { id: "app-listed", types: APPS, roles: ["listed"], axis: "compromise", severity: "high", confidence: "medium" },
  {
    id: "app-stalkerware",
    types: APPS,
    classes: ["stalkerware"],
    roles: ["installed", "ran", "contacted"],
    axis: "compromise",
    severity: "high",
    confidence: "high",
  },
  {
    id: "app-installed",
    types: APPS,
    roles: ["installed", "ran", "contacted"],
    axis: "compromise",
    severity: "critical",
    confidence: "high",
  },
  { id: "app-elsewhere", types: APPS, ...review },
  { id: "android-property", types: ["android-property:name"], axis: "compromise", severity: "high", confidence: "medium" },

  { id: "unlisted", ...review },
];

const fits = <T>(allowed: readonly T[] | undefined, value: T | undefined): boolean =>
  allowed === undefined || (value !== undefined && allowed.includes(value));

/** The row that decides a case; there is always one. */
export const rowFor = (match: MatchCase): MatchRow =>
  MATCH_TABLE.find(
    (row) =>
      fits(row.types, match.type) &&
      fits(row.manners, match.manner) &&
      fits(row.roles, match.role) &&
      fits(row.classes, match.class) &&
      fits(row.domainRoles, match.domainRole) &&
      (row.circumstances === undefined || row.circumstances.some((circumstance) => match.circumstances.includes(circumstance))),
  )!;

/** The gravest of several rows: by axis, then severity, then confidence. */
export const gravest = (rows: readonly MatchRow[]): MatchRow =>
  rows.reduce((worst, row) =>
    (compareAxis(row.axis, worst.axis) ||
      compareSeverity(row.severity, worst.severity) ||
      compareConfidence(row.confidence, worst.confidence)) > 0
      ? row
      : worst,
  );
