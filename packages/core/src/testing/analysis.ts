import type { PlacedResult } from "../analysis/artifact-result.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Finding } from "../model/finding.ts";
import type { Pack } from "../model/indicator.ts";

/** Small stand-ins for the parts of an analysis, each whole enough for what is tested with it. */

export const acquisitionInfo = (over: Partial<AcquisitionInfo> = {}): AcquisitionInfo => ({
  id: "ab".repeat(32),
  kind: "ios-backup",
  idOf: "manifest",
  device: { platform: "ios", model: "iPhone14,5", osVersion: "18.1" },
  files: 12,
  catalogueSha256: "cd".repeat(32),
  isDemo: false,
  ...over,
});

export const artifactResult = (over: Partial<PlacedResult> & Pick<PlacedResult, "id">): PlacedResult => ({
  acquisition: "ab".repeat(32),
  version: 1,
  status: "parsed",
  files: [{ path: "/private/var/x", rawPath: "aa/x", size: 1, sha256: "ef".repeat(32) }],
  records: 1,
  problems: [],
  problemCount: 0,
  sightings: [],
  hits: [],
  moments: [],
  facts: [],
  communications: [],
  programs: [],
  ...over,
});

export const mercenaryPack = (over: Partial<Pack> = {}): Pack => ({
  id: "marsh-heron",
  title: "Marsh Heron",
  class: "mercenary",
  publisher: "Heron Lab",
  source: "https://example.org/heron",
  licence: "CC0-1.0",
  date: "2026-11-01",
  sha256: "12".repeat(32),
  origin: "default",
  ...over,
});

const text = (id: string): { message: string; text: string } => ({ message: id, text: id });

export const finding = (over: Partial<Finding> = {}): Finding => ({
  id: "34".repeat(32),
  kind: "indicator-match",
  title: text("finding/title-process-ran"),
  summary: text("finding/match-summary"),
  axis: "compromise",
  severity: "critical",
  confidence: "high",
  rationale: text("match-table/process-ran"),
  families: ["Heron"],
  observables: [{ type: "process:name", value: "heron" }],
  benign: [],
  isExperimental: false,
  count: 1,
  evidence: [evidenceIn("ios/data-usage")],
  ...over,
});

export const evidenceIn = (artifact: string): Finding["evidence"][number] => ({
  artifact,
  artifactVersion: 1,
  acquisition: "ab".repeat(32),
  path: "/private/var/x",
  rawPath: "aa/x",
  sha256: "ef".repeat(32),
  at: [{ kind: "row", table: "t", row: "1" }],
  record: {},
});
