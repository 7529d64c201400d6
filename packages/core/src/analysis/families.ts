import type { Artifact } from "../artifacts/artifact.ts";
import type { IndicatorIndex } from "../indicators/indicator-index.ts";
import { type PatternNeeds, typesFor } from "../indicators/pattern/pattern-needs.ts";
import type { AcquisitionKind } from "../model/acquisition.ts";
import { compareText } from "../model/json.ts";
import { type ObservableType, ROLES, type Role } from "../model/observable.ts";
import type { FamilyCoverage } from "../model/outcome.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { wholeSpan } from "./span.ts";

/**
 * "Could this have matched?": per family and role, how many of its indicators something read here could have met. A pattern counts
 * where each of its parts could: one of them in this role, the others in any.
 */
export function familyCoverage(
  index: Pick<IndicatorIndex, "counts">,
  artifacts: readonly Artifact[],
  results: readonly ArtifactResult[],
  kinds: readonly AcquisitionKind[] = [],
): FamilyCoverage[] {
  const read = results.filter(({ status }) => status === "parsed" || status === "partial");
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  const emittedIn = (id: string, role: Role): ObservableType[] => emittedBy(byId.get(id), role);
  const inAnyRole = typesOf(read.flatMap(({ id }) => byId.get(id) ?? []));
  const otherHeld = otherKinds(artifacts, kinds).map((kind) => ({ kind, held: heldBy(artifacts, kind) }));
  const families = familiesOf(index);
  const rows = ROLES.flatMap((role) => {
    const reading = read.filter(({ id }) => emittedIn(id, role).length > 0);
    const readers = readersByType(reading, (id) => emittedIn(id, role));
    if (readers.size === 0) return [];
    const others = otherHeld.map(({ kind, held }) => ({ kind, read: readIn(held, role) }));
    const inRole: ReadInRole = { readers, inAnyRole, reading, spans: new Map() };
    return families.map((family) => {
      const row = rowOf(index, family, role, inRole);
      const elsewhere = others
        .map(({ kind: other, read }) => ({ evaluable: countIn(index, family, read).evaluable, kind: other }))
        .filter(({ evaluable }) => evaluable > row.evaluable);
      if (elsewhere.length === 0) return row;
      const { artifacts: readers, ...rest } = row;
      return { artifacts: readers, elsewhere, ...rest };
    });
  });
  return rows.sort((a, b) => compareText(a.family, b.family) || compareText(a.role, b.role));
}

/** What else can be made of such a phone and has a reader. A file-system dump takes other means than an owner has. */
const MADE_BY_OWNERS: readonly AcquisitionKind[] = ["ios-backup-encrypted", "sysdiagnose", "androidqf", "android-bugreport"];

function otherKinds(artifacts: readonly Artifact[], kinds: readonly AcquisitionKind[]): readonly AcquisitionKind[] {
  const platformOf = (one: AcquisitionKind): string | undefined =>
    artifacts.find(({ presence }) => presence[one] !== undefined)?.id.split("/")[0];
  const platforms = kinds.map(platformOf);
  return MADE_BY_OWNERS.filter((other) => !kinds.includes(other) && platforms.includes(platformOf(other)));
}

/** What a kind of acquisition can hold. */
interface Held {
  readonly artifacts: readonly Artifact[];
  readonly types: ReadonlySet<ObservableType>;
}

function heldBy(artifacts: readonly Artifact[], kind: AcquisitionKind): Held {
  const held = artifacts.filter(({ presence }) => presence[kind] !== undefined && presence[kind] !== "encrypted-backups-only");
  return { artifacts: held, types: typesOf(held) };
}

/** What a kind of acquisition shows where all that it can hold is read. */
const readIn = ({ artifacts, types }: Held, role: Role): ReadInRole => ({
  readers: new Map(artifacts.flatMap((artifact) => emittedBy(artifact, role).map((type) => [type, []]))),
  inAnyRole: types,
  reading: [],
  spans: new Map(),
});

/** In any role. */
const typesOf = (artifacts: readonly Artifact[]): ReadonlySet<ObservableType> =>
  new Set(
    artifacts.flatMap(({ emits }) => Object.entries(emits).flatMap(([type, roles]) => (roles.length > 0 ? (type as ObservableType) : []))),
  );

const familiesOf = ({ counts }: Pick<IndicatorIndex, "counts">): string[] => [
  ...new Set([...counts.byFamily.keys(), ...counts.patterns.flatMap(({ families }) => families)]),
];

const emittedBy = (artifact: Artifact | undefined, role: Role): ObservableType[] =>
  Object.entries(artifact?.emits ?? {})
    .filter(([, roles]) => roles.includes(role))
    .map(([type]) => type as ObservableType);

/** Artifacts by the type of observable they yield in a role. */
function readersByType(
  reading: readonly ArtifactResult[],
  emitted: (id: string) => readonly ObservableType[],
): Map<ObservableType, string[]> {
  const readers = new Map<ObservableType, string[]>();
  for (const { id } of reading) {
    for (const type of emitted(id)) readers.set(type, [...(readers.get(type) ?? []), id]);
  }
  return readers;
}

interface ReadInRole {
  readonly readers: ReadonlyMap<ObservableType, readonly string[]>;
  readonly inAnyRole: ReadonlySet<ObservableType>;
  readonly reading: readonly ArtifactResult[];
  /** Of the artifacts that were asked about before: most families are met by the same. */
  readonly spans: Map<string, ReturnType<typeof wholeSpan>>;
}

function rowOf(index: Pick<IndicatorIndex, "counts">, family: string, role: Role, read: ReadInRole): FamilyCoverage {
  const { indicators, evaluable, met } = countIn(index, family, read);
  const artifacts = [...new Set([...met].flatMap((type) => read.readers.get(type) ?? []))].sort(compareText);
  const span = spanOf(artifacts, read);
  // In the order in which they are written: there are a thousand, and each out of order is copied then.
  return { artifacts, evaluable, family, indicators, role, ...(span && { span }) };
}

interface FamilyCount {
  readonly indicators: number;
  readonly evaluable: number;
  /** Types of observables that the evaluable ones meet. */
  readonly met: ReadonlySet<ObservableType>;
}

function countIn({ counts }: Pick<IndicatorIndex, "counts">, family: string, read: ReadInRole): FamilyCount {
  const met = new Set<ObservableType>();
  let indicators = 0;
  let evaluable = 0;
  const count = (amount: number, types: readonly ObservableType[], isMet: boolean): void => {
    indicators += amount;
    if (!isMet) return;
    evaluable += amount;
    for (const type of types) met.add(type);
  };
  for (const [type, amount] of counts.byFamily.get(family) ?? []) {
    const types = typesFor(type);
    count(
      amount,
      types,
      types.some((one) => read.readers.has(one)),
    );
  }
  for (const { families, needs } of counts.patterns) if (families.includes(family)) count(1, needs.flat(), isEvaluable(needs, read));
  return { indicators, evaluable, met };
}

function spanOf(artifacts: readonly string[], { reading, spans }: ReadInRole): ReturnType<typeof wholeSpan> {
  const key = artifacts.join();
  if (!spans.has(key)) spans.set(key, wholeSpan(reading.filter(({ id }) => artifacts.includes(id))));
  return spans.get(key);
}

const isEvaluable = (needs: PatternNeeds, { readers, inAnyRole }: ReadInRole): boolean =>
  needs.every((group) => group.some((type) => inAnyRole.has(type))) && needs.some((group) => group.some((type) => readers.has(type)));
