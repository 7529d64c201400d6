import type { Indicator, IndicatorType, Tlp } from "../../model/indicator.ts";
import { createNameTable } from "../json/name-table.ts";
import { type DocumentShape, readObjects } from "../json/object-reader.ts";
import { normalizeIndicator } from "../key.ts";
import { type NotEvaluable, notEvaluable } from "../not-evaluable.ts";
import type { NamedValue } from "../pattern/pattern-test.ts";
import { planPattern } from "../pattern/plan-pattern.ts";
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
  const names = createNameTable();
  const collector = createStixCollector(names);
  const shape = readObjects(chunks, STIX_MEMBERS, collector.see, names);
  const collected = collector.finish();
  const aboutOf = createAbouts(collected, pack);
  const indicators: Indicator[] = [];
  const left: NotEvaluable[] = [];
  let revoked = 0;
  let tlp: Tlp | undefined;
  for (const published of collected.indicators()) {
    if (published.details.isRevoked) {
      revoked++;
      continue;
    }
    const about = aboutOf(published);
    addIndicator(published, about, indicators, left);
    tlp = narrower(tlp, about.tlp);
  }
  const publisher = collected.makers.get(collected.publisher);
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

/** All of an indicator but what is looked for. */
type About = Omit<Indicator, "type" | "value" | "pattern">;

/** Adds what an indicator's pattern asks for, each alternative by itself. */
function addIndicator({ pattern, details }: PublishedIndicator, about: About, indicators: Indicator[], left: NotEvaluable[]): void {
  const plain = details.language === "stix" ? plainOf(pattern) : undefined;
  if (plain !== undefined) {
    if (normalizeIndicator(plain.type, plain.value) === undefined) left.push(notEvaluable("value", pattern));
    else indicators.push({ ...about, type: plain.type, value: plain.value, pattern });
    return;
  }
  const plan = details.language === "stix" ? planPattern(pattern) : "pattern-language";
  if (typeof plan === "string") {
    left.push(notEvaluable(plan, pattern));
    return;
  }
  const isAlternative = plan.usable.length + plan.left.length > 1;
  for (const { type, value } of plan.usable) {
    indicators.push(isAlternative ? { ...about, type, value, pattern, isAlternative } : { ...about, type, value, pattern });
  }
  for (const { reason, text } of plan.left) left.push(notEvaluable(reason, isAlternative ? text : pattern));
}

/** Thousands of indicators in a row say the same of themselves: it is put together once. */
function createAbouts(collected: Collected, pack: string): (published: PublishedIndicator) => About {
  let last: PublishedIndicator | undefined;
  let about: About = { pack, families: [], references: [] };
  return (published) => {
    if (last?.details !== published.details || last.ties !== published.ties) about = aboutOf(published, collected, pack);
    last = published;
    return about;
  };
}

function aboutOf({ details, ties }: PublishedIndicator, collected: Collected, pack: string): About {
  const { families, references, domainRole } = collected.graph.belonging(ties);
  const { maker, validFrom, validUntil, confidence, markings } = details;
  const publisher = maker === collected.publisher ? "" : (collected.makers.get(maker) ?? "");
  const tlp = markings.length === 0 ? undefined : collected.tlpOf(markings);
  return {
    pack,
    families,
    references: details.references.length > 0 ? details.references : references,
    ...(domainRole !== undefined && { domainRole }),
    ...(publisher !== "" && { publisher }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(confidence !== undefined && { confidence }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** Up to the value's quotation mark. */
const PLAIN = /^\[\s*([a-z][a-z0-9-]*):([A-Za-z_]\w*)\s*=\s*'$/;
const CLOSED = /^'\s*\]$/;
/** Beginnings of patterns are few; what is not among the first is read by the parser as well. */
const MAX_BEGINNINGS = 200;
const beginnings = new Map<string, IndicatorType | undefined>();

/**
 * Nearly every published pattern is one equality of one form, `[domain-name:value='evil.example']`; reading it so costs a tenth.
 * Undefined for all others, which the parser reads.
 */
export function plainOf(pattern: string): NamedValue | undefined {
  const quote = pattern.indexOf("'");
  const end = pattern.endsWith("']") ? pattern.length - 2 : pattern.lastIndexOf("'");
  if (
    quote === -1 ||
    !(pattern.endsWith("']") || CLOSED.test(pattern.slice(end))) ||
    pattern.indexOf("'", quote + 1) !== end ||
    pattern.includes("\\")
  )
    return undefined;
  const type = typeOfBeginning(pattern.slice(0, quote + 1));
  return type === undefined ? undefined : { type, value: pattern.slice(quote + 1, end) };
}

function typeOfBeginning(beginning: string): IndicatorType | undefined {
  if (beginnings.has(beginning)) return beginnings.get(beginning);
  const match = PLAIN.exec(beginning);
  const property = match ? propertyOf({ type: match[1]!, steps: [{ name: match[2]! }] }) : undefined;
  const type = property === "host" || property === undefined ? undefined : typeOfProperty(property, "");
  if (beginnings.size < MAX_BEGINNINGS) beginnings.set(beginning, type);
  return type;
}
