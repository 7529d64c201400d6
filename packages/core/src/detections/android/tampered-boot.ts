import getprop, { type SystemProperty } from "../../artifacts/android/getprop.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { type PropertyKind, unusualProperty } from "../android-properties.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface Group {
  readonly records: SourcedRecord<SystemProperty>[];
  severity: Severity;
}

type State = Map<PropertyKind, Group>;

const RECORDS_PER_KIND = 100;
const STATE_LIMIT = 1_000;

export default defineFold<SystemProperty, State>({
  id: "android/tampered-boot",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "high",
  confidence: "medium",
  reads: getprop,
  falsePositives: ["own-choice", "custom-system", "maker"],
  references: [
    "https://source.android.com/docs/security/features/verifiedboot/device-state",
    "https://source.android.com/docs/security/features/verifiedboot/boot-flow",
  ],
  stateLimit: STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const unusual = unusualProperty(record.data.property, record.data.value);
    if (!unusual) return;
    const group = state.get(unusual.kind) ?? { records: [], severity: unusual.severity };
    state.set(unusual.kind, group);
    if (compareSeverity(unusual.severity, group.severity) > 0) group.severity = unusual.severity;
    if (group.records.length < RECORDS_PER_KIND) group.records.push(record);
  },
  end: (state) => [...state].map(([kind, group]) => hitOf(kind, group)),
  size: (state) => [...state.values()].reduce((sum, { records }) => sum + records.length, 0),
});

const hitOf = (kind: PropertyKind, { records, severity }: Group): HitWithRecords => ({
  subject: kind,
  message: `of-${kind}`,
  params: { properties: records.map(({ data }) => `${data.property}=${data.value}`).join(", ") },
  severity,
  count: records.length,
  records,
});
