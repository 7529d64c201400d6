import * as v from "valibot";
import { OBSERVABLE_TYPES } from "./observable.ts";

/** What sort of software a pack's indicators describe; decides what an installed app or a contacted host means. */
export const PACK_CLASSES = ["mercenary", "state", "stalkerware", "watchware", "forensic-extraction", "unclassified"] as const;
export type PackClass = (typeof PACK_CLASSES)[number];

/** What a listed host is for: command and control or exploit delivery · a download site · the vendor's own shop window. */
export const DOMAIN_ROLES = ["c2", "distribution", "website"] as const;
export type DomainRole = (typeof DOMAIN_ROLES)[number];

/** A STIX pattern that says more than "this property has this value"; its value is the pattern as text. */
export const PATTERN_TYPE = "stix:pattern";

/** Types an indicator may have. `process:name` and the rest are compared as written, see docs/matching in ARCHITECTURE.md. */
export const INDICATOR_TYPES = [...OBSERVABLE_TYPES, PATTERN_TYPE] as const;
export type IndicatorType = (typeof INDICATOR_TYPES)[number];

/** Traffic Light Protocol 2.0 (https://www.first.org/tlp/), widest first; TLP 1.0's WHITE is read as `clear`. */
export const TLP_LEVELS = ["clear", "green", "amber", "amber+strict", "red"] as const;
export type Tlp = (typeof TLP_LEVELS)[number];

/**
 * How a set came into a run: it comes with Bridle · named by an option · by another tool's environment or folder · put into the
 * user's own store · fetched by `bridle indicators update`.
 */
export const PACK_ORIGINS = ["default", "option", "environment", "added", "updated"] as const;
export type PackOrigin = (typeof PACK_ORIGINS)[number];

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
  /** Day on which the publisher was last asked for the set and had nothing newer, ISO 8601; of sets that the update fetched. */
  readonly checked?: string;
  /** SHA-256 of the bytes the pack was read from. */
  readonly sha256: string;
  readonly origin: PackOrigin;
  /** The narrowest marking that stands in the set. */
  readonly tlp?: Tlp;
}

/** One published value. The same value in two packs is two of these, joined by the index. */
export interface Indicator {
  readonly type: IndicatorType;
  /** As published. */
  readonly value: string;
  /** The whole pattern as published, where it came from a STIX pattern. */
  readonly pattern?: string;
  /** The pattern offers alternatives, of which this is one. */
  readonly isAlternative?: true;
  readonly pack: string;
  readonly families: readonly string[];
  readonly domainRole?: DomainRole;
  /** Who made this indicator, where the set says so and it is not the set's own publisher. */
  readonly publisher?: string;
  readonly references: readonly string[];
  /** Both as published. Neither suppresses a match: what an implant left behind stays where it was (design 5.3). */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** The publisher's own, 0 to 100. Shown; what a match means is decided by the match table. */
  readonly confidence?: number;
  readonly tlp?: Tlp;
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
  "joined", // every comparison of a compound pattern, each by a whole value
  "pattern", // a pattern that describes values (LIKE, MATCHES, ISSUBSET) or rules some out
] as const;
export type MatchManner = (typeof MATCH_MANNERS)[number];

/** STIX 2.1 section 3.2: confidence is a whole number from 0 to 100. */
export const MAX_CONFIDENCE = 100;

export const IndicatorRefSchema = v.strictObject({
  type: v.picklist(INDICATOR_TYPES),
  value: v.string(),
  pattern: v.optional(v.string()),
  isAlternative: v.optional(v.pipe(v.literal(true), v.description("The pattern offers alternatives; this is the one that matched"))),
  pack: v.string(),
  packHash: v.string(),
  class: v.picklist(PACK_CLASSES),
  domainRole: v.optional(v.picklist(DOMAIN_ROLES)),
  families: v.array(v.string()),
  publisher: v.string(),
  references: v.array(v.string()),
  validFrom: v.optional(v.string()),
  validUntil: v.optional(v.string()),
  confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_CONFIDENCE), v.description("The publisher's own, 0 to 100"))),
  tlp: v.optional(v.picklist(TLP_LEVELS)),
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
  ageDays: v.optional(v.pipe(v.number(), v.description("Of the date, against --as-of"))),
  checked: v.optional(v.pipe(v.string(), v.description("Day on which the publisher was last asked for the set, by the update"))),
  sha256: v.string(),
  origin: v.picklist(PACK_ORIGINS),
  tlp: v.optional(v.pipe(v.picklist(TLP_LEVELS), v.description("The narrowest marking in the set"))),
  indicators: v.number(),
});
export type PackDocument = v.InferOutput<typeof PackDocumentSchema>;
