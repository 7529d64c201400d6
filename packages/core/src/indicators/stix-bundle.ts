import type { Indicator } from "../model/indicator.ts";
import { IndicatorError } from "./indicator-error.ts";
import { normalizeIndicator } from "./key.ts";
import { type NotEvaluable, type NotEvaluableReason, notEvaluable } from "./not-evaluable.ts";
import { type PatternPlan, planPattern } from "./pattern/plan-pattern.ts";
import { createStixContext, type StixContext, type StixObject, textOf } from "./stix-context.ts";
import { propertyOf, typeOfProperty } from "./stix-property.ts";

/** What stands in a bundle, the pack's id still to be given. */
export interface StixBundle {
  readonly indicators: readonly Omit<Indicator, "pack">[];
  readonly notEvaluable: readonly NotEvaluable[];
  /** Indicators left out because their publisher revoked them. */
  readonly revoked: number;
  /** Indicator objects in the bundle, whatever became of them. */
  readonly objects: number;
  readonly families: readonly string[];
  readonly publisher?: string;
  /** The latest `modified`, as it stands. */
  readonly date?: string;
}

/** Reads parsed JSON: a bundle, a TAXII envelope, or a bare list of STIX objects, of 2.0 or 2.1. */
export function readStixBundle(json: unknown): StixBundle {
  const objects = objectsOf(json);
  const context = createStixContext(objects);
  const indicators: Omit<Indicator, "pack">[] = [];
  const left: NotEvaluable[] = [];
  let revoked = 0;
  const published = objects.filter(({ type }) => type === "indicator");
  for (const object of published) {
    if (object["revoked"] === true) revoked++;
    else readIndicator(object, context, indicators, left);
  }
  return {
    indicators,
    notEvaluable: left,
    revoked,
    objects: published.length,
    families: context.families,
    ...(context.publisher !== undefined && { publisher: context.publisher }),
    ...(context.date !== undefined && { date: context.date }),
  };
}

const isObject = (value: unknown): value is StixObject => typeof value === "object" && value !== null && !Array.isArray(value);

function objectsOf(json: unknown): readonly StixObject[] {
  const list = isObject(json) && Array.isArray(json["objects"]) ? (json["objects"] as unknown[]) : json;
  const objects = Array.isArray(list) ? list.filter(isObject) : isObject(json) ? [json] : [];
  const isStix = objects.some(({ id, type }) => typeof type === "string" && typeof id === "string" && id.startsWith(`${type}--`));
  if (!isStix && !isEmptyBundle(json)) throw new IndicatorError("not-indicators", "JSON without STIX objects");
  return objects;
}

const isEmptyBundle = (json: unknown): boolean => isObject(json) && json["type"] === "bundle";

function readIndicator(object: StixObject, context: StixContext, indicators: Omit<Indicator, "pack">[], left: NotEvaluable[]): void {
  const pattern = textOf(object["pattern"]) ?? "";
  const language = textOf(object["pattern_type"]) ?? "stix";
  const plan = language === "stix" ? planOf(pattern) : "pattern-language";
  if (typeof plan === "string") {
    left.push(notEvaluable(plan, pattern));
    return;
  }
  const about = { ...context.about(object), ...(plan.usable.length + plan.left.length > 1 && { isAlternative: true as const }) };
  for (const { type, value } of plan.usable) indicators.push({ type, value, pattern, ...about });
  for (const { reason, text } of plan.left) left.push(notEvaluable(reason, about.isAlternative ? text : pattern));
}

/** Nearly every published pattern is one equality of this plain form; reading it so costs a tenth. */
const PLAIN = /^\[\s*([a-z][a-z0-9-]*):([A-Za-z_]\w*)\s*=\s*'([^'\\]*)'\s*\]$/;

export function planOf(pattern: string): PatternPlan | NotEvaluableReason {
  const plain = PLAIN.exec(pattern);
  if (!plain) return planPattern(pattern);
  const property = propertyOf({ type: plain[1]!, steps: [{ name: plain[2]! }] });
  if (property === undefined) return "object-path";
  const type = typeOfProperty(property, plain[3]!);
  if (type === undefined) return planPattern(pattern);
  if (normalizeIndicator(type, plain[3]!) === undefined) return "value";
  return { usable: [{ type, value: plain[3]! }], left: [] };
}
