import { sha256OfText } from "../bytes/hasher.ts";
import { type Detection, readsOf, type Subject } from "../detections/detection.ts";
import type { IndicatorIndex } from "../indicators/indicator-index.ts";
import { isSystemProcess } from "../indicators/system-processes.ts";
import { toText } from "../messages/catalog.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import { type Indicator, type IndicatorRef, type IndicatorType, PATTERN_TYPE, type Pack, UNKNOWN_PUBLISHER } from "../model/indicator.ts";
import { compareText, toJson } from "../model/json.ts";
import { type Message, message } from "../model/message.ts";
import type { ObservableType } from "../model/observable.ts";
import { partitionPoint } from "../model/partition-point.ts";
import { compareAxis, compareConfidence, compareSeverity, lessSure } from "../model/severity.ts";
import { type EvidenceTime, isoOf } from "../model/time.ts";
import type { EvidenceDraft, PlacedResult, Sighting, SightingWay } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { type MetJoint, metJoints, type PlacedSighting } from "./joints.ts";
import { LURE_WINDOW_SECONDS, MAX_EVIDENCE } from "./limits.ts";
import { gravest, type MatchRow, rowFor } from "./match-table.ts";
import { mergeHits, shared, subjectKey } from "./merge-hits.ts";
import { rangeOf } from "./sightings.ts";

/** What findings are made of. */
export interface FindingSources {
  /** Of all acquisitions of the phone, one after another. */
  readonly results: readonly PlacedResult[];
  readonly correlated: readonly CorrelatedHit[];
  readonly index: IndicatorIndex;
  readonly detections: readonly Detection[];
}

/** All findings, gravest first; the order is total and depends on nothing but the findings. */
export function buildFindings(sources: FindingSources): Finding[] {
  const lures = lureTimes(sources);
  const findings = [
    ...sightingsOf(sources).map((placed) => fromSighting(sources, placed, lures)),
    ...metJoints(sources.index, sources.results).map((joint) => fromJoint(sources, joint, lures)),
    ...hitsOf(sources).map(({ artifact, hit }) => fromHit(sources, [artifact], hit)),
    ...sources.correlated.map((hit) => fromHit(sources, artifactsOf(sources.detections, hit.detection), hit)),
  ];
  return findings.sort(compareFindings);
}

/** Each trace once, with what every acquisition tells of it. */
function sightingsOf({ results, index }: FindingSources): readonly (readonly PlacedSighting[])[] {
  const placed = results.flatMap((result) => result.sightings.filter(isPublished(index)).map((sighting) => ({ result, sighting })));
  return [
    ...Map.groupBy(placed, ({ result, sighting: { indicator, type, value } }) => `${result.id}\n${indicator}\n${type}\n${value}`).values(),
  ];
}

/** The same of what detections spoke of in one artifact. */
function hitsOf({ results, detections }: FindingSources): readonly { readonly artifact: string; readonly hit: CorrelatedHit }[] {
  const placed = results.flatMap((result) =>
    result.hits.map(({ evidence, ...hit }) => ({
      artifact: result.id,
      hit: { ...hit, evidence: evidence.map((draft) => ({ result, draft })) },
    })),
  );
  const groups = Map.groupBy(placed, ({ artifact, hit }) => `${artifact}\n${hit.detection}\n${subjectKey(hit.hit)}`);
  return [...groups.values()].map(([first, ...others]) => {
    const detection = detections.find(({ id }) => id === first!.hit.detection)!;
    return { artifact: first!.artifact, hit: mergeHits(detection, [first!.hit, ...others.map(({ hit }) => hit)]) };
  });
}

/** A part of a pattern is nobody's indicator: it counts where the whole pattern is met. */
const isPublished =
  (index: IndicatorIndex) =>
  ({ indicator }: Sighting): boolean =>
    index.entry(indicator).published.length > 0;

/** Of equals those come first that can say when, the earliest before the later ones. */
const NO_TIME = "~";

const compareFindings = (a: Finding, b: Finding): number =>
  compareAxis(b.axis, a.axis) ||
  compareSeverity(b.severity, a.severity) ||
  Number(a.isExperimental) - Number(b.isExperimental) ||
  compareConfidence(b.confidence, a.confidence) ||
  compareText(a.firstTime ?? NO_TIME, b.firstTime ?? NO_TIME) ||
  compareText(a.id, b.id);

/** Stable: of what it is about, never of evidence, pack, language or order (design 5.2). */
export const findingId = (what: string, artifacts: readonly string[], observables: readonly string[]): string =>
  sha256OfText(toJson([what, [...artifacts].sort(compareText), [...observables].sort(compareText)]));

const HOST_TYPES: readonly string[] = ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"];

/** When messages came in that led to a listed host, sorted. A vendor's own website is no lure. */
function lureTimes({ results, index }: FindingSources): readonly bigint[] {
  const isLure = ({ indicator }: Sighting): boolean => {
    const entry = index.entry(indicator);
    return HOST_TYPES.includes(entry.type) && entry.published.some(({ domainRole }) => domainRole !== "website");
  };
  const received = (way: SightingWay): boolean => way.role === "received";
  return results
    .flatMap(({ sightings }) => sightings.filter(isLure))
    .flatMap(({ ways }) => ways.filter(received).flatMap(({ times }) => times.map(BigInt)))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const isAfterLure = ({ role, times }: SightingWay, lures: readonly bigint[]): boolean =>
  role === "visited" &&
  times.some((time) => {
    const lure = latestBefore(lures, BigInt(time));
    return lure !== undefined && BigInt(time) - lure <= LURE_WINDOW_SECONDS * 1_000_000_000n;
  });

/** The last of sorted times that is not after `time`. */
const latestBefore = (times: readonly bigint[], time: bigint): bigint | undefined =>
  times[partitionPoint(times.length, (place) => times[place]! <= time) - 1];

function fromSighting(sources: FindingSources, placed: readonly PlacedSighting[], lures: readonly bigint[]): Finding {
  const { result, sighting } = placed[0]!;
  const { type, value } = sources.index.entry(sighting.indicator);
  return {
    ...fromPlaced(sources, sighting.indicator, placed, lures),
    id: findingId(`${type}:${value}`, [result.id], [`${sighting.type}:${sighting.value}`]),
  };
}

/** One finding of all that met the brackets of a pattern: each of them alone may be an everyday thing. */
function fromJoint(sources: FindingSources, { entry, sightings }: MetJoint, lures: readonly bigint[]): Finding {
  const { type, value } = sources.index.entry(entry);
  const finding = fromPlaced(sources, entry, sightings, lures);
  const artifacts = namesOf(sightings.map(({ result }) => result.id));
  return {
    ...finding,
    id: findingId(
      `${type}:${value}`,
      artifacts,
      finding.observables.map((observable) => `${observable.type}:${observable.value}`),
    ),
  };
}

/** Values named in a sentence; all of them stand in the finding. */
const MAX_NAMED_VALUES = 5;

function fromPlaced(
  sources: FindingSources,
  entry: number,
  placed: readonly PlacedSighting[],
  lures: readonly bigint[],
): Omit<Finding, "id"> {
  const { published } = sources.index.entry(entry);
  const row = gravest(
    placed.flatMap(({ sighting }) =>
      sighting.ways.flatMap((way) =>
        published.map((indicator) => rowOf(sources.index, sighting.type, way, indicator, isAfterLure(way, lures))),
      ),
    ),
  );
  const families = namesOf(published.flatMap((indicator) => indicator.families));
  const benign = eachOnce(placed.flatMap(({ sighting }) => explanationsOf(typeOfSighting(sources.index, sighting), sighting.value)));
  const publishers = namesOf(published.map(({ pack, publisher }) => publisher ?? publisherOf(packOf(sources.index, pack))));
  const values = namesOf(placed.map(({ sighting }) => sighting.value));
  const count = countOf(placed);
  const value = values.slice(0, MAX_NAMED_VALUES).join(", ") + (values.length > MAX_NAMED_VALUES ? ", …" : "");
  const params = { value, publishers: publishers.join(", "), families: families.join(", "), count };
  const isLessSure = benign.length > 0 || placed.some(({ sighting }) => sighting.ways.every(({ manner }) => manner === "pattern"));
  return {
    kind: "indicator-match",
    title: toText(message(`finding/title-${row.id}`)),
    summary: toText(message(families.length > 0 ? "finding/match-summary" : "finding/match-summary-no-family", params)),
    axis: row.axis,
    severity: row.severity,
    // An innocent explanation of this very trace makes it less sure, and so does a pattern that describes values rather than name
    // them; neither takes it away (design 5.6).
    confidence: isLessSure ? lessSure(row.confidence) : row.confidence,
    rationale: toText(message(`match-table/${row.id}`)),
    families,
    indicators: published.map((indicator) => indicatorRef(sources.index, indicator)),
    observables: observablesOf(placed),
    benign: benign.map(toText),
    isExperimental: false,
    count,
    ...spanOf(placed),
    evidence: shared(placed.map(({ result, sighting }) => sighting.evidence.map((draft) => ({ result, draft })))).map(toEvidence),
  };
}

const eachOnce = (messages: readonly Message[]): Message[] => [...new Map(messages.map((one) => [toJson(one), one])).values()];

/** Records of the acquisition that tells most of them: what one tells another may tell, too. */
const countOf = (placed: readonly PlacedSighting[]): number =>
  Math.max(
    ...[...Map.groupBy(placed, ({ result }) => result.acquisition).values()].map((own) =>
      own.reduce((sum, { sighting }) => sum + sighting.count, 0),
    ),
  );

/** Each once, in code-unit order. */
const observablesOf = (placed: readonly PlacedSighting[]): Finding["observables"] =>
  [...new Map(placed.map(({ sighting: { type, value } }) => [`${type}:${value}`, { type, value }])).entries()]
    .sort(([a], [b]) => compareText(a, b))
    .slice(0, MAX_EVIDENCE)
    .map(([, observable]) => observable);

const spanOf = (placed: readonly PlacedSighting[]): ReturnType<typeof timesOf> => {
  const { first, last } = rangeOf(placed.map(({ sighting }) => sighting));
  return timesOf(first, last);
};

/** Of a pattern, the type of the value that met it. */
const typeOfSighting = (index: IndicatorIndex, { indicator, type }: Sighting): IndicatorType => {
  const entry = index.entry(indicator);
  return entry.type === PATTERN_TYPE ? type : entry.type;
};

/** Innocent explanations of a match that lie in the value itself: implants take the names of programs that stand on every phone. */
const explanationsOf = (type: IndicatorType, value: string): Message[] =>
  type === "process:name" && isSystemProcess(value) ? [message("finding/benign-apple-program", { value })] : [];

const rowOf = (
  index: IndicatorIndex,
  sighted: ObservableType,
  way: SightingWay,
  { type, domainRole, pack }: Indicator,
  afterLure: boolean,
): MatchRow =>
  rowFor({
    type: type === PATTERN_TYPE ? sighted : type,
    manner: way.manner,
    role: way.role,
    circumstances: afterLure ? [...way.circumstances, "after-lure"] : way.circumstances,
    class: packOf(index, pack).class,
    domainRole,
  });

const packOf = (index: IndicatorIndex, id: string): Pack => index.packs.find((pack) => pack.id === id)!;

/** Who is named for an indicator: its publisher, or the file where nobody is. */
const publisherOf = ({ publisher, source }: Pack): string => (publisher === UNKNOWN_PUBLISHER ? source : publisher);

const namesOf = (names: readonly string[]): string[] => [...new Set(names)].sort(compareText);

function indicatorRef(index: IndicatorIndex, indicator: Indicator): IndicatorRef {
  const { type, value, pattern, isAlternative, domainRole, families, references, validFrom, validUntil, confidence, tlp } = indicator;
  const pack = packOf(index, indicator.pack);
  return {
    type,
    value,
    ...(pattern !== undefined && { pattern }),
    ...(isAlternative && { isAlternative }),
    pack: pack.id,
    packHash: pack.sha256,
    class: pack.class,
    ...(domainRole && { domainRole }),
    families: [...families],
    publisher: indicator.publisher ?? publisherOf(pack),
    references: references.length > 0 ? [...references] : [pack.source],
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(confidence !== undefined && { confidence }),
    ...(tlp !== undefined && { tlp }),
  };
}

function fromHit(sources: FindingSources, artifacts: readonly string[], placed: CorrelatedHit): Finding {
  const detection = sources.detections.find(({ id }) => id === placed.detection)!;
  const { hit } = placed;
  const own = `detections/${detection.id}`;
  const subjects = [hit.subject].flat() as Subject[];
  const rationale = toText(message(`${own}/rationale`));
  return {
    id: findingId(`detection:${detection.id}`, artifacts, subjects.map(nameOf)),
    kind: "detection",
    title: toText(message(`${own}/title`)),
    summary: toText(message(`${own}/${hit.message}`, { ...hit.params, count: placed.count })),
    axis: detection.axis,
    severity: lower(hit.severity, detection.severity, compareSeverity),
    confidence: lower(hit.confidence, detection.confidence, compareConfidence),
    rationale,
    families: [...(detection.families ?? [])],
    detection: {
      id: detection.id,
      version: detection.version,
      status: detection.status,
      rationale,
      falsePositives: detection.falsePositives.map((key) => toText(message(`${own}/${key}`))),
      references: [...detection.references],
      ...(detection.concerns && { concerns: detection.concerns }),
    },
    observables: subjects.filter((subject) => typeof subject !== "string").map(({ type, value }) => ({ type, value })),
    benign: (hit.benign ?? []).map(toText),
    isExperimental: detection.status === "experimental",
    count: placed.count,
    ...timesOf(placed.first, placed.last),
    evidence: placed.evidence.slice(0, MAX_EVIDENCE).map(toEvidence),
  };
}

const nameOf = (subject: Subject): string => (typeof subject === "string" ? subject : `${subject.type}:${subject.value}`);

/** A hit may say less than its rule declares, never more. */
const lower = <T>(said: T | undefined, declared: T, compare: (a: T, b: T) => number): T =>
  said !== undefined && compare(said, declared) < 0 ? said : declared;

function artifactsOf(detections: readonly Detection[], id: string): string[] {
  const detection = detections.find((candidate) => candidate.id === id)!;
  return namesOf(readsOf(detection).map((artifact) => artifact.id));
}

const timesOf = (first: EvidenceTime | undefined, last: EvidenceTime | undefined): Pick<Finding, "time" | "firstTime" | "lastTime"> =>
  first && last ? { time: first, firstTime: isoOf(first), lastTime: isoOf(last) } : {};

function toEvidence({ result, draft }: { readonly result: PlacedResult; readonly draft: EvidenceDraft }): Evidence {
  const file = result.files[draft.file]!;
  // In the order in which they are written: there are thousands, and each out of order is copied then.
  return {
    acquisition: result.acquisition,
    artifact: result.id,
    artifactVersion: result.version,
    at: [...draft.at],
    ...(draft.circumstances && { circumstances: [...draft.circumstances] }),
    ...(draft.manner && { manner: draft.manner }),
    path: file.path,
    rawPath: file.rawPath,
    record: draft.record as Record<string, unknown>,
    ...(draft.reproduce !== undefined && { reproduce: draft.reproduce }),
    ...(draft.role && { role: draft.role }),
    sha256: file.sha256,
  };
}
