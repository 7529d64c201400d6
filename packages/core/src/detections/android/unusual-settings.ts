import settings, { type PhoneSetting } from "../../artifacts/android/settings.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { type SettingKind, unusualSetting } from "../android-settings.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface Group {
  readonly records: SourcedRecord<PhoneSetting>[];
  severity: Severity;
}

type State = Map<SettingKind, Group>;

/** Users times settings of one kind; a phone has a handful. */
const RECORDS_PER_KIND = 100;
const STATE_LIMIT = 10_000;

export default defineFold<PhoneSetting, State>({
  id: "android/unusual-settings",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: settings,
  falsePositives: ["own-choice", "preset", "needed-for-acquisition", "managed"],
  references: [
    "https://developer.android.com/reference/android/provider/Settings.Global",
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const rule = unusualSetting(record.data.setting, record.data.value);
    if (!rule) return;
    const group = state.get(rule.kind) ?? { records: [], severity: rule.severity };
    state.set(rule.kind, group);
    if (compareSeverity(rule.severity, group.severity) > 0) group.severity = rule.severity;
    if (group.records.length < RECORDS_PER_KIND) group.records.push(record);
  },
  end: (state) => [...state].map(([kind, group]) => hitOf(kind, group)),
  size: (state) => [...state.values()].reduce((sum, { records }) => sum + records.length, 0),
});

const hitOf = (kind: SettingKind, { records, severity }: Group): HitWithRecords => ({
  subject: kind,
  message: `of-${kind}`,
  params: { settings: records.map(({ data }) => `${data.setting}=${data.value}`).join(", ") },
  severity,
  count: records.length,
  records,
});
