import type { Trace } from "./traces.ts";

const CREATED = "2026-01-01T00:00:00.000Z";
const idOf = (kind: string, number: number): string => `${kind}--00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** A STIX 2.1 bundle with the indicator of every trace that has one: the same bytes for both tools. */
export function comparisonIndicators(traces: readonly Trace[]): string {
  const indicators = traces.flatMap(({ indicator }, index) =>
    indicator === undefined
      ? []
      : [
          {
            ...common("indicator", index + 1),
            pattern: `[${indicator.type}='${indicator.value}']`,
            pattern_type: "stix",
            valid_from: CREATED,
            indicator_types: ["malicious-activity"],
          },
        ],
  );
  const malware = { ...common("malware", 0), name: "Comparison", is_family: true };
  const relations = indicators.map(({ id }, index) => ({
    ...common("relationship", index + 1),
    relationship_type: "indicates",
    source_ref: id,
    target_ref: malware.id,
  }));
  return `${JSON.stringify({ type: "bundle", id: idOf("bundle", 0), objects: [malware, ...indicators, ...relations] }, undefined, 2)}\n`;
}

const common = (type: string, number: number) => ({
  type,
  spec_version: "2.1",
  id: idOf(type, number),
  created: CREATED,
  modified: CREATED,
});
