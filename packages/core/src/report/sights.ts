import { compareText } from "../model/json.ts";
import { ROLES, type Role } from "../model/observable.ts";
import type { CoverageDocument, FamilyCoverage } from "../model/outcome.ts";
import type { TimeSpan } from "../model/time.ts";

/** One way in which a listed name or address could have shown itself, over all families. */
export interface Sight {
  readonly role: Role;
  /** Sources that were read and show it. */
  readonly artifacts: readonly string[];
  readonly span: TimeSpan | undefined;
  /** Families of which at least one indicator could have been met in this way, of all that have been published about. */
  readonly families: number;
  readonly allFamilies: number;
}

export function sightsOf({ families }: CoverageDocument): Sight[] {
  return ROLES.flatMap((role) => {
    const own = families.filter((family) => family.role === role);
    return own.length === 0 ? [] : [sightOf(role, own)];
  });
}

function sightOf(role: Role, own: readonly FamilyCoverage[]): Sight {
  const met = own.filter(({ evaluable }) => evaluable > 0);
  return {
    role,
    artifacts: [...new Set(met.flatMap(({ artifacts = [] }) => artifacts))].sort(compareText),
    span: unionOf(met.flatMap(({ span }) => span ?? [])),
    families: met.length,
    allFamilies: own.length,
  };
}

/** ISO texts of one form compare as times do. */
function unionOf(spans: readonly TimeSpan[]): TimeSpan | undefined {
  const from = spans.flatMap((span) => span.from ?? []).sort(compareText)[0];
  const to = spans
    .flatMap((span) => span.to ?? [])
    .sort(compareText)
    .at(-1);
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
