import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Pack } from "../model/indicator.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason, Status } from "../model/outcome.ts";
import { nanosecondsOfIso } from "../model/time.ts";
import { ageInDays } from "./age-in-days.ts";
import { FLOOR_TABLE, MAX_KNOWLEDGE_AGE_DAYS } from "./floor-table.ts";
import { mercenaryDate } from "./knowledge-date.ts";
import { ofAcquisition, type ReadAcquisition } from "./read-acquisition.ts";
import { spanDays } from "./span.ts";

/** What decides whether a case may say `nothing-matched`. */
export interface FloorSources {
  readonly acquisitions: readonly ReadAcquisition[];
  readonly packs: readonly Pack[];
  /** Day the age of knowledge is reckoned against, ISO 8601. */
  readonly asOf: string;
  /** Sources of indicators that were asked for and could not be read. */
  readonly unreadableIndicators: readonly string[];
  /** True when the user left artifacts out. */
  readonly isNarrowed: boolean;
  /** Acquisitions of the phone that were handed over and could not be opened. */
  readonly unopened: number;
}

/** A condition of one acquisition that does not hold. */
interface Gap {
  readonly about: "kind" | "span" | "artifact";
  readonly status?: Status;
  readonly reason?: Reason | undefined;
  readonly told: Message;
}

/**
 * Each condition of the floor that does not hold, as a sentence. Of several acquisitions of one phone it is enough that one alone
 * reaches the floor of its kind: a weak one beside it takes nothing away, and two halves do not make a whole. What an acquisition beside
 * it lacks counts only where HOLDS_DOWN says so.
 */
export function floorGaps(sources: FloorSources): Message[] {
  const { acquisitions, isNarrowed, unreadableIndicators, packs, asOf, unopened } = sources;
  const own = acquisitions.map((acquisition) => ({ acquisition, gaps: gapsOf(acquisition) }));
  const [ofKind, others] = acquisitions.length === 1 ? ofOne(own[0]!.gaps) : [[], ofSeveral(own)];
  return [
    ...ofKind,
    ...(isNarrowed ? [message("floor/narrowed")] : []),
    ...others,
    ...(unopened > 0 ? [message("floor/unopened", { count: unopened })] : []),
    ...unreadableIndicators.map((name) => message("floor/indicators-unreadable", { name })),
    ...knowledgeGaps(packs, asOf),
  ];
}

type Gapped = { readonly acquisition: ReadAcquisition; readonly gaps: readonly Gap[] };

const ofOne = (gaps: readonly Gap[]): readonly [readonly Message[], readonly Message[]] => [
  gaps.filter(({ about }) => about === "kind").map(({ told }) => told),
  gaps.filter(({ about }) => about !== "kind").map(({ told }) => told),
];

function ofSeveral(own: readonly Gapped[]): readonly Message[] {
  const whole = own.filter(({ gaps }) => gaps.length === 0).map(({ acquisition }) => acquisition.info);
  return own.flatMap(({ acquisition: { info }, gaps }, index) =>
    gaps.filter((gap) => whole.length === 0 || holdsDown(gap, isOutdated(info, whole))).map(({ told }) => ofAcquisition(index, info, told)),
  );
}

/**
 * Whether what one acquisition lacks holds a case down in which another reaches its floor.
 * - its kind never reaches it: no. That says nothing of this phone.
 * - a source could not be read, is locked or was read in part: yes. It was handed over and may hold what was looked for.
 * - a source is missing that such an acquisition always holds: yes. It may have been taken away.
 * - a source is not there for a usual cause: no. The other acquisition has what is needed.
 * - the phone's own memory is short: only where nothing newer reaches the floor. A phone that was restored since is another state of it;
 *   an older acquisition had less to remember.
 */
function holdsDown({ about, status, reason }: Gap, isOlder: boolean): boolean {
  if (about === "kind") return false;
  if (about === "span") return !isOlder;
  return status !== "absent" || reason === "expected-but-missing";
}

/** Whether one that reaches its floor was made later; where either does not say when it was made, not. */
const isOutdated = ({ made }: AcquisitionInfo, whole: readonly AcquisitionInfo[]): boolean => {
  const own = made === undefined ? undefined : nanosecondsOfIso(made);
  return own !== undefined && whole.some((other) => other.made !== undefined && (nanosecondsOfIso(other.made) ?? own) > own);
};

function gapsOf({ info, results }: ReadAcquisition): readonly Gap[] {
  const row = FLOOR_TABLE[info.kind];
  const gaps: Gap[] = row.never ? [{ about: "kind", told: message(row.never) }] : [];
  for (const id of row.artifacts) {
    const result = results.find((one) => one.id === id);
    const status = result?.status ?? "unsupported";
    if (status !== "parsed")
      gaps.push({ about: "artifact", status, reason: result?.reason, told: message(`floor/artifact-${status}`, { artifact: id }) });
  }
  for (const { id, status, reason } of results) {
    if ((status === "failed" || status === "locked") && !row.artifacts.includes(id))
      gaps.push({ about: "artifact", status, reason, told: message(`floor/artifact-${status}`, { artifact: id }) });
  }
  const days = spanDays(results);
  if (row.spanDays > 0 && days === undefined) gaps.push({ about: "span", told: message("floor/span-unknown") });
  else if (days !== undefined && days < row.spanDays)
    gaps.push({ about: "span", told: message("floor/span-short", { days, needed: row.spanDays }) });
  return gaps;
}

function knowledgeGaps(packs: readonly Pack[], asOf: string): Message[] {
  const newest = mercenaryDate(packs);
  if (newest === undefined) return [message("floor/no-mercenary-pack")];
  const age = ageInDays(newest, asOf);
  return age > MAX_KNOWLEDGE_AGE_DAYS ? [message("floor/knowledge-old", { date: newest, days: age, allowed: MAX_KNOWLEDGE_AGE_DAYS })] : [];
}
