import smsAttachments, { type MessageAttachment } from "../../artifacts/ios/sms-attachments.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

/** Attachments of one sender and one size that came within a day. */
interface Series {
  readonly records: SourcedRecord[];
  readonly times: EvidenceTime[];
  readonly ending: Ending;
  readonly size: number;
  longest: number;
  first: EvidenceTime | undefined;
}

interface State {
  readonly series: Map<string, Series>;
}

/**
 * FORCEDENTRY sent 27 copies of one file named .gif (Citizen Lab 2021), BLASTPASS pass files one after the other (iVerify 2024);
 * people send the same animation a few times over, and a pass twice at most.
 */
const ENDINGS = { gif: 20, pkpass: 4 } as const;
type Ending = keyof typeof ENDINGS;

const STATE_LIMIT = 100_000;
const RECORDS_PER_SERIES = 20;
/** Times of one series that are looked at; the first ones stand for more. */
const TIMES_PER_SERIES = 2_000;
const DAY_NANOSECONDS = 86_400_000_000_000n;

export default defineFold<MessageAttachment, State>({
  id: "ios/repeated-attachment",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  families: ["Pegasus"],
  reads: smsAttachments,
  falsePositives: ["same-animation", "tickets"],
  references: [
    "https://citizenlab.ca/2021/09/forcedentry-nso-group-imessage-zero-click-exploit-captured-in-the-wild/",
    "https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ series: new Map() }),
  step({ series }, record) {
    const { data } = record;
    const ending = endingOf(data);
    const time = data.created ?? data.sent;
    if (data.isFromMe || !ending || data.size === undefined || !time) return;
    const key = JSON.stringify([data.handle ?? "", ending, data.size]);
    const known = series.get(key) ?? { records: [], times: [], ending, size: data.size, longest: 0, first: undefined };
    series.set(key, known);
    if (known.records.length < RECORDS_PER_SERIES) known.records.push(record);
    if (known.times.length < TIMES_PER_SERIES) known.times.push(time);
  },
  end: ({ series }) => [...series.values()].filter(isBurst).map(hitOf),
  size: ({ series }) => series.size,
});

/** By the name its sender gave it, or that of the stored file. */
function endingOf({ transferName, path }: MessageAttachment): Ending | undefined {
  const name = (transferName ?? path ?? "").toLowerCase();
  return (Object.keys(ENDINGS) as Ending[]).find((ending) => name.endsWith(`.${ending}`));
}

/** The most that came within one day, by sliding a day over the sorted times. */
function isBurst(series: Series): boolean {
  const times = series.times.sort(compareTimes);
  let start = 0;
  for (let end = 0; end < times.length; end++) {
    while (BigInt(times[end]!.earliest) - BigInt(times[start]!.earliest) > DAY_NANOSECONDS) start++;
    if (end - start + 1 <= series.longest) continue;
    series.longest = end - start + 1;
    series.first = times[start];
  }
  return series.longest >= ENDINGS[series.ending];
}

const hitOf = ({ records, ending, size, longest, first }: Series): HitWithRecords => ({
  subject: `repeated-${ending}-${size}`,
  message: "summary",
  params: { copies: longest, ending, size },
  ...(first && { time: first }),
  count: longest,
  records,
});
