import type { Artifact } from "../artifacts/artifact.ts";
import type { IndicatorIndex } from "../indicators/indicator-index.ts";
import type { IndicatorType } from "../model/indicator.ts";
import { compareText } from "../model/json.ts";
import { type ObservableType, ROLES, type Role } from "../model/observable.ts";
import type { FamilyCoverage } from "../model/outcome.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { wholeSpan } from "./span.ts";

/** Which indicator types an observable of a type can meet as a whole (hints such as a name inside a path are not counted). */
const MEETS: Partial<Record<ObservableType, readonly IndicatorType[]>> = {
  "url:value": ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"],
  "file:path": ["file:path", "file:name"],
};

/** "Could this have matched?": per family and role, how many of its indicators are of a type that something read here yields. */
export function familyCoverage(
  index: IndicatorIndex,
  artifacts: readonly Artifact[],
  results: readonly ArtifactResult[],
): FamilyCoverage[] {
  const rows = ROLES.flatMap((role) => {
    const reading = results.filter(
      ({ id, status }) => (status === "parsed" || status === "partial") && emittedIn(artifacts, id, role).length > 0,
    );
    const types = new Set(reading.flatMap(({ id }) => emittedIn(artifacts, id, role).flatMap((type) => MEETS[type] ?? [type])));
    const span = wholeSpan(reading);
    return types.size === 0 ? [] : [...index.counts.byFamily].map(([family, byType]) => rowOf(family, role, byType, types, span));
  });
  return rows.sort((a, b) => compareText(a.family, b.family) || compareText(a.role, b.role));
}

const emittedIn = (artifacts: readonly Artifact[], id: string, role: Role): ObservableType[] =>
  Object.entries(artifacts.find((artifact) => artifact.id === id)?.emits ?? {})
    .filter(([, roles]) => roles.includes(role))
    .map(([type]) => type as ObservableType);

function rowOf(
  family: string,
  role: Role,
  byType: ReadonlyMap<IndicatorType, number>,
  types: ReadonlySet<IndicatorType>,
  span: FamilyCoverage["span"],
): FamilyCoverage {
  let indicators = 0;
  let evaluable = 0;
  for (const [type, count] of byType) {
    indicators += count;
    if (types.has(type)) evaluable += count;
  }
  return { family, role, indicators, evaluable, ...(span && { span }) };
}
