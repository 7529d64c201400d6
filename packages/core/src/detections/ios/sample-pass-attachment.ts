import manifest, { type CatalogueEntry } from "../../artifacts/ios/manifest.ts";
import { baseName, isBelow } from "../../model/canonical-path.ts";
import { defineFold, type SourcedRecord } from "../detection.ts";

const ATTACHMENTS = "/private/var/mobile/Library/SMS/Attachments";
/** The name that the pass files of BLASTPASS bore (iVerify, Black Hat Asia 2024). It is that of Apple's own sample, too. */
const NAME = "sample.pkpass";
const REPEATED = 2;
const RECORDS = 100;

interface State {
  readonly records: SourcedRecord[];
  count: number;
}

export default defineFold<CatalogueEntry, State>({
  id: "ios/sample-pass-attachment",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  families: ["Pegasus"],
  reads: manifest,
  falsePositives: ["developer"],
  references: [
    "https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/",
    "https://www.blackhat.com/asia-24/briefings/schedule/",
  ],
  stateLimit: RECORDS,

  start: () => ({ records: [], count: 0 }),
  step(state, record) {
    const { path, entryKind } = record.data;
    if (entryKind !== "file" || baseName(path).toLowerCase() !== NAME || !isBelow(path, ATTACHMENTS)) return;
    state.count++;
    if (state.records.length < RECORDS) state.records.push(record);
  },
  end: ({ records, count }) =>
    count === 0
      ? []
      : [
          {
            subject: "sample-pass",
            message: "summary",
            params: { files: count, name: NAME },
            severity: count >= REPEATED ? "medium" : "low",
            count,
            records,
          },
        ],
  size: ({ records }) => records.length,
});
