import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildIndex } from "../packages/core/src/indicators/indicator-index.ts";
import { loadIndicators } from "../packages/core/src/indicators/load.ts";
import { planPattern } from "../packages/core/src/indicators/pattern/plan-pattern.ts";

/** The bundles as published: read from their bytes, against the platform's parser and the whole grammar of patterns. */

const FOLDER = new URL("../../shared/data/indicators/", import.meta.url);
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".stix2")) : [];

interface PublishedObject {
  readonly type: string;
  readonly pattern: string;
  readonly revoked?: boolean;
}

test.skipIf(names.length === 0).each(names.length === 0 ? ["none"] : names)(
  "%s gives what its objects say, and one index of columns and of objects",
  (name) => {
    const bytes = readFileSync(new URL(name, FOLDER));
    const { pack, columns, indicators, notEvaluable, revoked } = loadIndicators(name, bytes, "option");
    const objects = (JSON.parse(bytes.toString()) as { objects: readonly PublishedObject[] }).objects.filter(
      ({ type }) => type === "indicator",
    );
    const plans = objects.filter((object) => object.revoked !== true).map(({ pattern }) => ({ pattern, plan: planPattern(pattern) }));
    const told = plans.flatMap(({ pattern, plan }) =>
      typeof plan === "string" ? [] : plan.usable.map((usable) => ({ ...usable, pattern })),
    );
    expect(indicators.map(({ type, value, pattern }) => ({ type, value, pattern }))).toEqual(told);
    expect(notEvaluable).toHaveLength(plans.reduce((sum, { plan }) => sum + (typeof plan === "string" ? 1 : plan.left.length), 0));
    expect(revoked).toBe(objects.length - plans.length);
    const [one, other] = [buildIndex(columns!, [pack]), buildIndex(indicators, [pack])];
    expect(one.keys).toEqual(other.keys);
    expect(one.counts).toEqual(other.counts);
    expect(one.entries).toEqual(other.entries);
  },
);
