import type { TextLine } from "../../formats/text/read-lines.ts";
import { type EvidenceTime, fromUnixMilliseconds, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { keyValues, wholeNumber } from "../key-values.ts";
import { type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** Bytes that one app sent and received, in the foreground or not, over the weeks that the system remembers. */
export interface NetworkUse {
  readonly uid: number;
  /** `DEFAULT` in the background, `FOREGROUND`, and others of the system's sets. */
  readonly usageSet: string;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly firstUsed?: EvidenceTime;
  readonly lastUsed?: EvidenceTime;
}

const UID_PART = /^\s*(?:UID|Uid) stats:/;
/** The service's other lists: of interfaces, of single connections (tags), of what waits to be written. */
const OTHER_PART = /^\s*(?:Dev|Xt|UID tag|Uid tag) stats:|^\s*(?:Active interfaces|Active UID interfaces|Configs):/;
const KEY = /\buid=-?\d+ set=\w+ tag=0x0\b/;
const BUCKET = /^\s*(?:st|bucketStart)=(\d+)/;
/** Apps times sets. */
const MAX_USES = 20_000;
/** Milliseconds were written to Android 6, seconds since. */
const SECONDS_END = 100_000_000_000;

export default defineArtifact<NetworkUse>({
  id: "android/netstats",
  version: 1,
  paths: [
    "bridle:/dumpsys/netstats", // all versions since 4
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/reference/android/app/usage/NetworkStatsManager"],

  parse: (file, context) =>
    linewise<NetworkUse>(context.lines(file), (found) => {
      const { see, uses } = useReader();
      return {
        see,
        end() {
          for (const { line, use } of uses()) found(line, use);
        },
      };
    }),

  events: ({ uid, usageSet, lastUsed, sentBytes }) =>
    lastUsed
      ? [
          {
            time: lastUsed,
            kind: "usage",
            message: "artifacts/android/netstats/used",
            params: { uid: String(uid), set: usageSet, sent: sentBytes },
          },
        ]
      : [],
});

interface Sum {
  readonly line: TextLine;
  readonly uid: number;
  readonly usageSet: string;
  received: number;
  sent: number;
  first: number;
  last: number;
}

/** One record for an app and set, over all networks and buckets: which networks a person used is nobody's business. */
function useReader(): LineReader & { uses(): Iterable<{ readonly line: TextLine; readonly use: NetworkUse }> } {
  const sums = new Map<string, Sum>();
  let isInside = false;
  let sum: Sum | undefined;
  return {
    see(line) {
      if (UID_PART.test(line.text)) isInside = true;
      else if (OTHER_PART.test(line.text)) isInside = false;
      if (!isInside) return;
      const values = keyValues(line.text);
      if (values.has("uid") && values.has("set")) sum = KEY.test(line.text) ? sumOf(sums, line, values) : undefined;
      else if (sum && BUCKET.test(line.text)) addBucket(sum, values);
    },
    uses: () => [...sums.values()].map((total) => ({ line: total.line, use: useOf(total) })),
  };
}

function sumOf(sums: Map<string, Sum>, line: TextLine, values: ReadonlyMap<string, string>): Sum | undefined {
  const [uid, usageSet] = [wholeNumber(values.get("uid")), values.get("set")];
  if (uid === undefined || usageSet === undefined) return undefined;
  const key = `${uid} ${usageSet}`;
  const known = sums.get(key);
  if (known || sums.size >= MAX_USES) return known;
  const sum = { line, uid, usageSet, received: 0, sent: 0, first: 0, last: 0 };
  sums.set(key, sum);
  return sum;
}

function addBucket(sum: Sum, values: ReadonlyMap<string, string>): void {
  const count = (...names: string[]): number =>
    names.map((name) => wholeNumber(values.get(name))).find((value) => value !== undefined && value >= 0) ?? 0;
  const start = count("st", "bucketStart");
  sum.received += count("rb", "rxBytes");
  sum.sent += count("tb", "txBytes");
  if (start === 0) return;
  sum.first = sum.first === 0 ? start : Math.min(sum.first, start);
  sum.last = Math.max(sum.last, start);
}

const useOf = ({ uid, usageSet, received, sent, first, last }: Sum): NetworkUse => ({
  uid,
  usageSet,
  receivedBytes: received,
  sentBytes: sent,
  ...optional("firstUsed", timeOf(first)),
  ...optional("lastUsed", timeOf(last)),
});

const timeOf = (value: number): EvidenceTime | undefined => (value < SECONDS_END ? fromUnixSeconds(value) : fromUnixMilliseconds(value));
