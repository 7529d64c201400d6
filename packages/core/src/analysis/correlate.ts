import type { CorrelateDetection, Detection, Hit, Moment } from "../detections/detection.ts";
import { compareText, toJson } from "../model/json.ts";
import { compareTimes, type EvidenceTime } from "../model/time.ts";
import type { EvidenceDraft, MomentDraft, PlacedResult } from "./artifact-result.ts";
import { MAX_EVIDENCE, MAX_NEIGHBOURS } from "./limits.ts";

/** What a correlation spoke of, with evidence out of several artifacts. */
export interface CorrelatedHit {
  readonly detection: string;
  readonly hit: Hit;
  readonly count: number;
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
  readonly evidence: readonly { readonly result: PlacedResult; readonly draft: EvidenceDraft }[];
}

interface Placed {
  readonly moment: Moment;
  readonly nanoseconds: bigint;
  readonly result: PlacedResult;
  readonly draft: EvidenceDraft;
  /** The same trace as other acquisitions of the phone tell it. */
  readonly twins: readonly Placed[];
}

/** Runs the correlations over the moments that the artifacts gave, in time order. `familiesOf` names the families of merged indicators. */
export function correlate(
  detections: readonly Detection[],
  results: readonly PlacedResult[],
  familiesOf: (indicators: readonly number[]) => readonly string[],
): readonly CorrelatedHit[] {
  return detections.flatMap((detection) =>
    detection.form === "correlate" ? correlateOne(detection, placedMoments(detection, results, familiesOf)) : [],
  );
}

function placedMoments(
  detection: CorrelateDetection,
  results: readonly PlacedResult[],
  familiesOf: (indicators: readonly number[]) => readonly string[],
): Placed[] {
  const placed = results.flatMap((result) =>
    result.moments
      .filter((stream) => stream.detection === detection.id)
      .flatMap(({ stream, moments }) => moments.map((draft) => place(result, stream, draft, familiesOf(draft.indicators)))),
  );
  return toldOnce(placed).sort((a, b) => compareTimes(a.moment.time, b.moment.time) || compareText(keyOf(a), keyOf(b)));
}

/**
 * A moment that two acquisitions tell is one moment: counted twice it would look like two crashes. Within one acquisition two alike stay
 * two, so of each kind of moment as many stand as the acquisition has that tells most of them.
 */
function toldOnce(placed: readonly Placed[]): Placed[] {
  if (placed.every(({ result }) => result.acquisition === placed[0]!.result.acquisition)) return [...placed];
  const alike = Map.groupBy(placed, ({ moment: { stream, time, subject }, result }) =>
    toJson([stream, result.id, subject, time.earliest, time.latest, time.clock]),
  );
  return [...alike.values()].flatMap((group) => {
    const lists = [...Map.groupBy(group, ({ result }) => result.acquisition).values()];
    const longest = lists.reduce((best, list) => (list.length > best.length ? list : best));
    const others = lists.filter((list) => list !== longest);
    return longest.map((one, index) => ({ ...one, twins: others.flatMap((list) => list[index] ?? []) }));
  });
}

const place = (result: PlacedResult, stream: string, { time, subject, evidence }: MomentDraft, families: readonly string[]): Placed => {
  const { path, rawPath } = result.files[evidence.file]!;
  return {
    moment: {
      stream,
      time,
      subject,
      families,
      record: { artifact: result.id, file: { path, rawPath }, at: evidence.at, data: evidence.record },
    },
    nanoseconds: BigInt(time.earliest),
    result,
    draft: evidence,
    twins: [],
  };
};

const keyOf = ({ moment }: Placed): string => toJson([moment.stream, moment.subject, moment.record.file.rawPath, moment.record.at]);

function correlateOne(detection: CorrelateDetection, placed: readonly Placed[]): CorrelatedHit[] {
  const window = BigInt(detection.windowSeconds) * 1_000_000_000n;
  const hits = new Map<string, { hit: Hit; evidence: Set<Placed>; anchors: Placed[] }>();
  const streams = streamsBeside(placed);
  for (const anchor of placed) {
    if (anchor.moment.stream !== "anchor") continue;
    const near = nearestFirst(
      streams.map((stream) => neighbours(stream, anchor, window)),
      anchor,
    );
    const hit =
      near.length > 0
        ? detection.correlate(
            anchor.moment,
            near.map(({ moment }) => moment),
          )
        : undefined;
    if (!hit) continue;
    const key = toJson(hit.subject);
    const entry = hits.get(key) ?? { hit, evidence: new Set(), anchors: [] };
    hits.set(key, entry);
    entry.anchors.push(anchor);
    for (const member of [anchor, ...near].flatMap((one) => [one, ...one.twins]))
      if (entry.evidence.size < MAX_EVIDENCE) entry.evidence.add(member);
  }
  return [...hits.values()].map(({ hit, evidence, anchors }) => ({
    detection: detection.id,
    hit,
    count: anchors.length,
    first: hit.time ?? anchors[0]!.moment.time,
    last: hit.time ?? anchors.at(-1)!.moment.time,
    evidence: [...evidence],
  }));
}

interface BesideStream {
  readonly moments: Placed[];
  /** The first that is not before the last anchor that was looked at. */
  next: number;
}

/** The streams beside the anchors, each in time order. */
function streamsBeside(placed: readonly Placed[]): readonly BesideStream[] {
  const streams = new Map<string, BesideStream>();
  for (const one of placed) {
    const { stream } = one.moment;
    if (stream === "anchor") continue;
    const known = streams.get(stream);
    if (known) known.moments.push(one);
    else streams.set(stream, { moments: [one], next: 0 });
  }
  return [...streams.values()];
}

/**
 * Moments of one stream within the window on either side, nearest first. Goes outward from the anchor and no further than it must:
 * where an attacker puts fifty thousand traces into one window, looking at all of them for each of fifty thousand anchors would take
 * days. Each stream has a limit of its own: a crowd of one kind of trace must not push another kind out.
 */
function neighbours(stream: BesideStream, anchor: Placed, window: bigint): readonly Placed[] {
  const others = stream.moments;
  while (stream.next < others.length && others[stream.next]!.nanoseconds < anchor.nanoseconds) stream.next++;
  const near: Placed[] = [];
  let before = stream.next - 1;
  let after = stream.next;
  while (near.length < MAX_NEIGHBOURS) {
    const back = distanceWithin(others[before], anchor, window);
    const ahead = distanceWithin(others[after], anchor, window);
    if (back === undefined && ahead === undefined) break;
    const isBack = ahead === undefined || (back !== undefined && back <= ahead);
    near.push(others[isBack ? before-- : after++]!);
  }
  return near;
}

function distanceWithin(other: Placed | undefined, anchor: Placed, window: bigint): bigint | undefined {
  const distance = other && distanceOf(other, anchor);
  return distance !== undefined && distance <= window ? distance : undefined;
}

const distanceOf = ({ nanoseconds }: Placed, anchor: Placed): bigint =>
  nanoseconds > anchor.nanoseconds ? nanoseconds - anchor.nanoseconds : anchor.nanoseconds - nanoseconds;

/** The moments of all streams, nearest first; of those that are equally far, those before the anchor first. */
function nearestFirst(streams: readonly (readonly Placed[])[], anchor: Placed): readonly Placed[] {
  if (streams.length < 2) return streams[0] ?? [];
  return streams.flat().sort((a, b) => {
    const [left, right] = [distanceOf(a, anchor), distanceOf(b, anchor)];
    if (left === right) return Number(a.nanoseconds > anchor.nanoseconds) - Number(b.nanoseconds > anchor.nanoseconds);
    return left < right ? -1 : 1;
  });
}
