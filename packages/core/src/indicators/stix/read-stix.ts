import type { Indicator, Tlp } from "../../model/indicator.ts";
import { type DocumentShape, readObjects } from "../json/object-reader.ts";
import { normalizeIndicator } from "../key.ts";
import { type NotEvaluable, type NotEvaluableReason, notEvaluable } from "../not-evaluable.ts";
import { type PatternPlan, planPattern } from "../pattern/plan-pattern.ts";
import type { ReadSet } from "../read-set.ts";
import { propertyOf, typeOfProperty } from "../stix-property.ts";
import { narrower } from "./marking.ts";
import { type Collected, createStixCollector, type PublishedIndicator } from "./stix-collector.ts";
import { STIX_MEMBERS } from "./stix-members.ts";

/** A bundle read, and what the document was. */
export interface StixDocument extends ReadSet {
  /** Objects with an id of STIX's form. */
  readonly stixObjects: number;
  readonly shape: DocumentShape;
}

/** Reads a bundle, a TAXII envelope or a bare list of STIX objects, of 2.0 or 2.1. `pack` is the id of the set to be. */
export function readStix(chunks: Iterable<Uint8Array>, pack: string): StixDocument {
  const collector = createStixCollector();
  const shape = readObjects(chunks, STIX_MEMBERS, collector.see);
  const collected = collector.finish();
  const indicators: Indicator[] = [];
  const left: NotEvaluable[] = [];
  let revoked = 0;
  let tlp: Tlp | undefined;
  for (const published of collected.indicators) {
    if (published.isRevoked) revoked++;
    else tlp = narrower(tlp, addIndicator(published, collected, pack, indicators, left));
  }
  const publisher = collected.publisher === undefined ? undefined : collected.names.get(collected.publisher);
  return {
    indicators,
    notEvaluable: left,
    revoked,
    objects: collected.indicatorObjects,
    families: collected.graph.families(),
    stixObjects: collected.stixObjects,
    shape,
    ...(publisher !== undefined && { publisher }),
    ...(collected.date !== undefined && { date: collected.date }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** Adds what an indicator's pattern asks for, each alternative by itself; returns its marking. */
function addIndicator(
  published: PublishedIndicator,
  collected: Collected,
  pack: string,
  indicators: Indicator[],
  left: NotEvaluable[],
): Tlp | undefined {
  const { pattern } = published;
  const plan = published.language === "stix" ? planOf(pattern) : "pattern-language";
  if (typeof plan === "string") {
    left.push(notEvaluable(plan, pattern));
    return undefined;
  }
  const isAlternative = plan.usable.length + plan.left.length > 1;
  const tlp = published.markings.length === 0 ? undefined : collected.tlpOf(published.markings);
  for (const { type, value } of plan.usable) {
    indicators.push({
      type,
      value,
      pattern,
      ...(isAlternative && { isAlternative: true as const }),
      pack,
      ...aboutOf(published, collected, tlp),
    });
  }
  for (const { reason, text } of plan.left) left.push(notEvaluable(reason, isAlternative ? text : pattern));
  return tlp;
}

function aboutOf(published: PublishedIndicator, collected: Collected, tlp: Tlp | undefined): Omit<Indicator, "type" | "value" | "pack"> {
  const { families, references, domainRole } = collected.graph.belonging(published.ties);
  const { maker, validFrom, validUntil, confidence } = published;
  const publisher = maker === undefined || maker === collected.publisher ? undefined : collected.names.get(maker);
  return {
    families,
    references: published.references.length > 0 ? published.references : references,
    ...(domainRole !== undefined && { domainRole }),
    ...(publisher !== undefined && publisher !== "" && { publisher }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(confidence !== undefined && { confidence }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** Nearly every published pattern is one equality of this plain form; reading it so costs a tenth. */
const PLAIN = /^\[\s*([a-z][a-z0-9-]*:[A-Za-z_]\w*)\s*=\s*'([^'\\]*)'\s*\]$/;

export function planOf(pattern: string): PatternPlan | NotEvaluableReason {
  const plain = PLAIN.exec(pattern);
  if (!plain) return planPattern(pattern);
  const property = plainProperty(plain[1]!);
  if (property === undefined) return "object-path";
  const value = plain[2]!;
  const type = typeOfProperty(property, value);
  if (type === undefined) return planPattern(pattern);
  return normalizeIndicator(type, value) === undefined ? "value" : { usable: [{ type, value }], left: [] };
}

function plainProperty(path: string): ReturnType<typeof propertyOf> {
  const colon = path.indexOf(":");
  return propertyOf({ type: path.slice(0, colon), steps: [{ name: path.slice(colon + 1) }] });
}
