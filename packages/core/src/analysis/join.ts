import type { Detection, HitWithRecords, JoinDetection, JoinedFact, SourcedRecord } from "../detections/detection.ts";
import { toJson } from "../model/json.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { ArtifactResult, EvidenceDraft, FactDraft, PlacedResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { MAX_EVIDENCE, MAX_HITS } from "./limits.ts";
import { byAcquisition, mergeHits, subjectKey } from "./merge-hits.ts";

type Placed = CorrelatedHit["evidence"][number];

/**
 * Runs the joins over the facts that the artifacts gave: within each acquisition of the phone, so that a further one never takes away
 * what one alone shows, and then across all of them.
 */
export function join(detections: readonly Detection[], results: readonly PlacedResult[]): readonly CorrelatedHit[] {
  const acquisitions = byAcquisition(results);
  const told: Told = { places: new Map(), facts: new Map() };
  return detections.flatMap((detection) => (detection.form === "join" ? joinAll(detection, acquisitions, told) : []));
}

/** What was made of facts, for all joins: a dozen ask for the same list of apps. */
interface Told {
  readonly places: Map<SourcedRecord, Placed>;
  readonly facts: Map<readonly FactDraft[], readonly JoinedFact[]>;
}

function joinAll(detection: JoinDetection, acquisitions: readonly (readonly PlacedResult[])[], told: Told): readonly CorrelatedHit[] {
  const within = acquisitions.flatMap((results) => joinWithin(detection, results, told));
  if (acquisitions.length < 2) return within;
  const bySubject = Map.groupBy(within, ({ hit }) => subjectKey(hit));
  const across = joinAcross(detection, acquisitions.flat(), told).filter(({ hit }) => !bySubject.has(subjectKey(hit)));
  return [...[...bySubject.values()].map((hits) => mergeHits(detection, hits)), ...across].slice(0, MAX_HITS);
}

function joinWithin(detection: JoinDetection, results: readonly PlacedResult[], told: Told): readonly CorrelatedHit[] {
  const readability = readabilityOf(detection, results);
  if (readability === "unread") return [];
  const hits = joinOne(detection, results, told);
  return readability === "whole" ? hits : hits.map(lessSure);
}

/** What one acquisition lists and another does not may have come or gone between them: never more than low confidence. */
function joinAcross(detection: JoinDetection, results: readonly PlacedResult[], told: Told): readonly CorrelatedHit[] {
  const isRead = detection.needed.every((name) => {
    const held = results.filter(({ id, status }) => id === detection.parts[name]!.artifact.id && status !== "absent");
    return held.length > 0 && held.every(isReadButForRows);
  });
  return isRead ? joinOne(detection, results, told).map(lessSure) : [];
}

const lessSure = ({ hit, ...rest }: CorrelatedHit): CorrelatedHit => ({ ...rest, hit: { ...hit, confidence: "low" } });

type Readability = "whole" | "but-for-rows" | "unread";

/**
 * What a part lacks looks like what the phone lacks: parts that it rests on must have been read whole. Rows that could not be read cost
 * confidence and no more, or whoever can spoil a row could silence the rule.
 */
function readabilityOf({ parts, needed, mayBeMissing = [] }: JoinDetection, results: readonly PlacedResult[]): Readability {
  const resultOf = (name: string): PlacedResult | undefined => results.find(({ id }) => id === parts[name]!.artifact.id);
  const isMissing = (name: string): boolean => mayBeMissing.includes(name) && resultOf(name)?.reason === "expected-but-missing";
  const read = needed.filter((name) => !isMissing(name)).map(resultOf);
  if (read.every((result) => result?.status === "parsed")) return "whole";
  return read.every((result) => result !== undefined && isReadButForRows(result)) ? "but-for-rows" : "unread";
}

const isReadButForRows = ({ status, reason }: ArtifactResult): boolean =>
  status === "parsed" || (status === "partial" && reason === "rows-skipped");

function joinOne(detection: JoinDetection, results: readonly PlacedResult[], told: Told): CorrelatedHit[] {
  const facts = Object.fromEntries(Object.keys(detection.parts).map((name) => [name, factsOf(detection.id, name, results, told)]));
  return detection
    .join(facts)
    .slice(0, MAX_HITS)
    .map((hit) => hitOf(detection.id, hit, told.places));
}

/** Within an acquisition facts differ by their keys; what another acquisition tells in the same words is no second fact. Results stand by acquisition. */
function factsOf(detection: string, name: string, results: readonly PlacedResult[], told: Told): JoinedFact[] {
  const isOfSeveral = results[0]?.acquisition !== results.at(-1)?.acquisition;
  const tellers = new Map<string, string>();
  const isFirst = (fact: object, { acquisition }: PlacedResult): boolean => {
    const words = toJson(fact);
    const teller = tellers.get(words) ?? acquisition;
    tellers.set(words, teller);
    return teller === acquisition;
  };
  return results.flatMap((result) =>
    result.facts
      .filter((facts) => facts.detection === detection && facts.part === name)
      .flatMap(({ facts }) => {
        const joined = joinedFacts(result, facts, told);
        return isOfSeveral ? joined.filter(({ fact }) => isFirst(fact, result)) : joined;
      }),
  );
}

function joinedFacts(result: PlacedResult, facts: readonly FactDraft[], { places, facts: known }: Told): readonly JoinedFact[] {
  const joined = known.get(facts) ?? facts.map(({ fact, evidence }) => ({ fact, record: recordOf(result, evidence) }));
  if (known.has(facts)) return joined;
  known.set(facts, joined);
  for (const [index, { record }] of joined.entries()) places.set(record, { result, draft: facts[index]!.evidence });
  return joined;
}

const recordOf = (result: ArtifactResult, { file, at, record }: EvidenceDraft): SourcedRecord => {
  const { path, rawPath } = result.files[file]!;
  return { artifact: result.id, file: { path, rawPath }, at, data: record };
};

function hitOf(detection: string, { records, ...hit }: HitWithRecords, places: ReadonlyMap<SourcedRecord, Placed>): CorrelatedHit {
  const evidence = [...new Set(records)].slice(0, MAX_EVIDENCE).flatMap((record) => places.get(record) ?? []);
  return { detection, hit, count: hit.count ?? 1, ...endsOf(hit.time), evidence };
}

const endsOf = (time: EvidenceTime | undefined): Pick<CorrelatedHit, "first" | "last"> => (time ? { first: time, last: time } : {});
