import * as v from "valibot";
import { OBSERVABLE_TYPES } from "./observable.ts";

/** What sort of software a pack's indicators describe; decides what an installed app or a contacted host means. */
export const PACK_CLASSES = ["mercenary", "state", "stalkerware", "watchware", "forensic-extraction", "unclassified"] as const;
export type PackClass = (typeof PACK_CLASSES)[number];

/** What a listed host is for: command and control or exploit delivery · a download site · the vendor's own shop window. */
export const DOMAIN_ROLES = ["c2", "distribution", "website"] as const;
export type DomainRole = (typeof DOMAIN_ROLES)[number];

/** Types an indicator may have. `process:name` and the rest are compared as written, see docs/matching in ARCHITECTURE.md. */
export const INDICATOR_TYPES = OBSERVABLE_TYPES;
export type IndicatorType = (typeof INDICATOR_TYPES)[number];

/** Publisher of a set that does not say whose it is. */
export const UNKNOWN_PUBLISHER = "unknown";

/** A set of indicators from one hand. */
export interface Pack {
  /** Kebab-case, unique in a run: "pegasus-amnesty". */
  readonly id: string;
  readonly title: string;
  readonly class: PackClass;
  readonly publisher: string;
  readonly source: string;
  readonly licence: string;
  /** Day the set was last changed by its publisher, ISO 8601; undefined when the file does not say. */
  readonly date?: string;
  /** SHA-256 of the bytes the pack was read from. */
  readonly sha256: string;
  readonly origin: "default" | "option" | "environment";
}

/** One published value. The same value in two packs is two of these, joined by the index. */
export interface Indicator {
  readonly type: IndicatorType;
  /** As published. */
  readonly value: string;
  /** The whole pattern as published, where it came from a STIX pattern. */
  readonly pattern?: string;
  readonly pack: string;
  readonly families: readonly string[];
  readonly domainRole?: DomainRole;
  readonly references: readonly string[];
  readonly validUntil?: string;
}

/** How an observable met an indicator. */
export const MATCH_MANNERS = [
  "exact",
  "subdomain", // the observable's host is below the indicator's
  "below", // the path lies below the indicator's folder
  "path-suffix", // a relative path indicator is the end of the path
  "file-name", // only the last component of a path
  "path-component", // a process name as a component of a path
  "cut-name", // the artifact cuts names; the indicator begins with what is left
] as const;
export type MatchManner = (typeof MATCH_MANNERS)[number];

export const IndicatorRefSchema = v.strictObject({
  type: v.picklist(INDICATOR_TYPES),
  value: v.string(),
  pattern: v.optional(v.string()),
  pack: v.string(),
  packHash: v.string(),
  class: v.picklist(PACK_CLASSES),
  domainRole: v.optional(v.picklist(DOMAIN_ROLES)),
  families: v.array(v.string()),
  publisher: v.string(),
  references: v.array(v.string()),
  validUntil: v.optional(v.string()),
});
export type IndicatorRef = v.InferOutput<typeof IndicatorRefSchema>;

export const PackDocumentSchema = v.strictObject({
  id: v.string(),
  title: v.string(),
  class: v.picklist(PACK_CLASSES),
  publisher: v.string(),
  source: v.string(),
  licence: v.string(),
  date: v.optional(v.string()),
  ageDays: v.optional(v.pipe(v.number(), v.description("Against --as-of"))),
  sha256: v.string(),
  origin: v.picklist(["default", "option", "environment"]),
  indicators: v.number(),
});
export type PackDocument = v.InferOutput<typeof PackDocumentSchema>;
