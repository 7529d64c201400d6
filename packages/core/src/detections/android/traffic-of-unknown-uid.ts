import netstats, { type NetworkUse } from "../../artifacts/android/netstats.ts";
import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

interface Uid {
  readonly uid: number;
}
interface Traffic extends Uid {
  readonly sentBytes: number;
  readonly lastUsed: EvidenceTime | undefined;
}

/** Ids of apps within a user (android.os.Process.FIRST_APPLICATION_UID, LAST_APPLICATION_UID). */
const [FIRST_APP, LAST_APP, PER_USER] = [10_000, 19_999, 100_000];

/** The system counts traffic of removed apps apart: what stands under an id that no app has is odd. */
export default defineJoin({
  id: "android/traffic-of-unknown-uid",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["just-removed", "list-incomplete"],
  references: [
    "https://developer.android.com/reference/android/app/usage/NetworkStats.Bucket",
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/Process.java",
  ],
  parts: {
    apps: definePart<PackageEntry, Uid>({
      artifact: packages,
      select: ({ appUid }) => (appUid === undefined ? undefined : { key: String(appUid), fact: { uid: appUid } }),
    }),
    traffic: definePart<NetworkUse, Traffic>({
      artifact: netstats,
      select: ({ uid, sentBytes, lastUsed }) =>
        isApp(uid % PER_USER) ? { key: String(uid), fact: { uid, sentBytes, lastUsed } } : undefined,
    }),
  },
  needed: ["apps"],

  join({ apps, traffic }) {
    const known = new Set((apps as readonly JoinedFact<Uid>[]).map(({ fact }) => fact.uid % PER_USER));
    if (known.size === 0) return [];
    return (traffic as readonly JoinedFact<Traffic>[]).flatMap(({ fact, record }): HitWithRecords[] =>
      known.has(fact.uid % PER_USER)
        ? []
        : [
            {
              subject: `uid ${fact.uid}`,
              message: "summary",
              params: { uid: String(fact.uid), bytes: fact.sentBytes },
              ...(fact.lastUsed && { time: fact.lastUsed }),
              records: [record],
            },
          ],
    );
  },
});

const isApp = (id: number): boolean => id >= FIRST_APP && id <= LAST_APP;
