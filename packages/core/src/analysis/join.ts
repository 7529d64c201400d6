import type { Detection, HitWithRecords, JoinDetection, JoinedFact, SourcedRecord } from "../detections/detection.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { ArtifactResult, EvidenceDraft } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { MAX_EVIDENCE, MAX_HITS } from "./limits.ts";

type Placed = CorrelatedHit["evidence"][number];

/** Runs the joins over the facts that the artifacts gave. */
export const join = (detections: readonly Detection[], results: readonly ArtifactResult[]): readonly CorrelatedHit[] =>
  detections.flatMap((detection) => (detection.form === "join" && isReadable(detection, results) ? joinOne(detection, results) : []));

/** What a part lacks looks like what the phone lacks: parts that it rests on must have been read whole. */
const isReadable = ({ parts, needed }: JoinDetection, results: readonly ArtifactResult[]): boolean =>
  needed.every((name) => results.find(({ id }) => id === parts[name]!.artifact.id)?.status === "parsed");

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
