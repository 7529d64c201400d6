import type { Finding } from "../../model/finding.ts";
import type { IndicatorRef } from "../../model/indicator.ts";
import { toJson } from "../../model/json.ts";
import { joined, type Row } from "../table.ts";
import { textIds } from "../text-ids.ts";

export const INDICATORS_COLUMNS = [
  "value",
  "type",
  "pattern",
  "families",
  "publisher",
  "class",
  "domain_role",
  "tlp",
  "valid_from",
  "valid_until",
  "confidence",
  "set",
  "set_sha256",
  "references",
  "findings",
] as const;

/** The indicators that matched, each of each set once, with the findings that name it. The marking (TLP) binds whoever hands it on. */
export function* indicatorRows(findings: readonly Finding[]): Generator<Row> {
  const shortId = textIds(findings);
  const known = new Map<string, { readonly indicator: IndicatorRef; readonly findings: Finding[] }>();
  for (const finding of findings)
    for (const indicator of finding.indicators ?? []) {
      const key = toJson([indicator.pack, indicator.type, indicator.value, indicator.pattern]);
      const entry = known.get(key);
      if (entry) entry.findings.push(finding);
      else known.set(key, { indicator, findings: [finding] });
    }
  for (const { indicator, findings: named } of known.values()) yield { ...factsOf(indicator), findings: joined(named.map(shortId)) };
}

const factsOf = (indicator: IndicatorRef): Row => ({
  value: indicator.value,
  type: indicator.type,
  pattern: indicator.pattern,
  families: joined(indicator.families),
  publisher: indicator.publisher,
  class: indicator.class,
  domain_role: indicator.domainRole,
  tlp: indicator.tlp,
  valid_from: indicator.validFrom,
  valid_until: indicator.validUntil,
  confidence: indicator.confidence,
  set: indicator.pack,
  set_sha256: indicator.packHash,
  references: joined(indicator.references),
});
