import type { Detection, HitWithRecords, JoinDetection, JoinedFact, SourcedRecord } from "../detections/detection.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { ArtifactResult, EvidenceDraft } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { MAX_EVIDENCE, MAX_HITS } from "./limits.ts";

type Placed = CorrelatedHit["evidence"][number];

/** Runs the joins over the facts that the artifacts gave. */
export const join = (detections: readonly Detection[], results: readonly ArtifactResult[]): readonly CorrelatedHit[] =>
  detections.flatMap((detection) => {
    if (detection.form !== "join") return [];
    const readability = readabilityOf(detection, results);
    if (readability === "unread") return [];
    const hits = joinOne(detection, results);
    return readability === "whole" ? hits : hits.map(({ hit, ...rest }) => ({ ...rest, hit: { ...hit, confidence: "low" as const } }));
  });

type Readability = "whole" | "but-for-rows" | "unread";

/**
 * What a part lacks looks like what the phone lacks: parts that it rests on must have been read whole. Rows that could not be read cost
 * confidence and no more, or whoever can spoil a row could silence the rule.
 */
function readabilityOf({ parts, needed, mayBeMissing = [] }: JoinDetection, results: readonly ArtifactResult[]): Readability {
  const resultOf = (name: string): ArtifactResult | undefined => results.find(({ id }) => id === parts[name]!.artifact.id);
  const isMissing = (name: string): boolean => mayBeMissing.includes(name) && resultOf(name)?.reason === "expected-but-missing";
  const read = needed.filter((name) => !isMissing(name)).map(resultOf);
  if (read.every((result) => result?.status === "parsed")) return "whole";
  const isRead = (result: ArtifactResult | undefined): boolean =>
    result?.status === "parsed" || (result?.status === "partial" && result.reason === "rows-skipped");
  return read.every(isRead) ? "but-for-rows" : "unread";
}

function joinOne(detection: JoinDetection, results: readonly ArtifactResult[]): CorrelatedHit[] {
  const places = new Map<SourcedRecord, Placed>();
  const facts = Object.fromEntries(Object.keys(detection.parts).map((name) => [name, factsOf(detection.id, name, results, places)]));
  return detection
    .join(facts)
    .slice(0, MAX_HITS)
    .map((hit) => hitOf(detection.id, hit, places));
}

function factsOf(detection: string, name: string, results: readonly ArtifactResult[], places: Map<SourcedRecord, Placed>): JoinedFact[] {
  return results.flatMap((result) =>
    result.facts
      .filter((facts) => facts.detection === detection && facts.part === name)
      .flatMap(({ facts }) =>
        facts.map(({ fact, evidence }) => {
          const record = recordOf(result, evidence);
          places.set(record, { result, draft: evidence });
          return { fact, record };
        }),
      ),
  );
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
