import applications, { type Application, type ApplicationRecord, type Origin } from "../../artifacts/ios/applications.ts";
import type { Severity } from "../../model/severity.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly outside: SourcedRecord<Application>[];
  installed: number;
  withoutRecord: number;
}

/** Apps from outside the store that are remembered; a full phone has some hundred apps in all. */
const STATE_LIMIT = 20_000;
const RECORDS_IN_HIT = 100;
/** Where the records of more apps than this share are missing, whoever made the backup did not copy them. */
const USUAL_SHARE = 0.5;
/** … or there is nothing to be usual among. */
const MIN_APPS = 4;

/** What each origin is worth asking about. A store's record that does not state its source is no sign of anything: old ones never did. */
const RATING: Readonly<Record<Origin, Severity | undefined>> = {
  "app-store": undefined,
  unstated: undefined,
  "test-flight": "info",
  marketplace: "info",
  "device-management": "info",
  "no-store-record": "low",
  other: "medium",
};

export default defineFold<ApplicationRecord, State>({
  id: "ios/app-outside-store",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: applications,
  falsePositives: ["developer", "company", "marketplace", "records-not-copied"],
  references: [
    "https://docs.mvt.re/en/latest/ios/records/",
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ outside: [], installed: 0, withoutRecord: 0 }),
  step(state, record) {
    const { data } = record;
    if (data.kind !== "application" || !data.isInstalled) return;
    state.installed++;
    if (data.origin === "no-store-record") state.withoutRecord++;
    if (RATING[data.origin] !== undefined) state.outside.push(record as SourcedRecord<Application>);
  },
  end(state) {
    if (!areRecordsMissing(state)) return state.outside.flatMap(hitsOf);
    const [without, others] = [true, false].map((isWithout) =>
      state.outside.filter(({ data }) => (data.origin === "no-store-record") === isWithout),
    );
    return [missingRecords(without!), ...others!.flatMap(hitsOf)];
  },
  size: ({ outside }) => outside.length,
});

const areRecordsMissing = ({ installed, withoutRecord }: State): boolean =>
  withoutRecord >= MIN_APPS && withoutRecord > installed * USUAL_SHARE;

function hitsOf(record: SourcedRecord<Application>): readonly HitWithRecords[] {
  const { bundleId, storeBundleId, origin, distributor, sourceApp, purchased } = record.data;
  const app = bundleId ?? storeBundleId;
  const severity = RATING[origin];
  if (severity === undefined || app === undefined) return [];
  return [
    {
      subject: { type: "app:id", value: app },
      message: `summary-${origin}`,
      params: { app, source: distributor ?? sourceApp ?? "" },
      severity,
      ...(purchased && { time: purchased }),
      records: [record],
    },
  ];
}

const missingRecords = (without: readonly SourcedRecord[]): HitWithRecords => ({
  subject: "missing-records",
  message: "summary-many",
  params: { apps: without.length },
  severity: "info",
  benign: [{ message: "detections/ios/app-outside-store/records-not-copied" }],
  count: without.length,
  records: without.slice(0, RECORDS_IN_HIT),
});
