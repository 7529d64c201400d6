import { appListOf, appPart, appSubject } from "../android-apps.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";

/** The app that is the system, and the id that only its signer may share (Android, sharedUserId). */
const [PLATFORM, SYSTEM_ID] = ["android", "android.uid.system"];

/** The system refuses such an app: one that has the id all the same was let in by a changed system. */
export default defineJoin({
  id: "android/system-id-foreign-signer",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  falsePositives: ["rotated-key", "hobby-system"],
  references: [
    "https://source.android.com/docs/core/ota/sign_builds",
    "https://developer.android.com/guide/topics/manifest/manifest-element#uid",
  ],
  parts: { apps: appPart },
  needed: ["apps"],

  join({ apps }) {
    const list = appListOf(apps);
    const platform = list.find(PLATFORM);
    const signers = platform?.fact.signerHashes ?? [];
    if (!platform || signers.length === 0) return [];
    return list.apps.flatMap(({ fact, record }): HitWithRecords[] =>
      fact.sharedUser !== SYSTEM_ID || fact.signerHashes.length === 0 || fact.signerHashes.some((hash) => signers.includes(hash))
        ? []
        : [
            {
              subject: appSubject(fact.packageName),
              message: "summary",
              params: { app: fact.packageName, signer: fact.signerHashes.join(", "), platform: signers.join(", ") },
              records: [record, platform.record],
            },
          ],
    );
  },
});
