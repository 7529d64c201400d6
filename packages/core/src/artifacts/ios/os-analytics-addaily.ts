import { isArray, isDictionary, type PlistDictionary, type PlistValue } from "../../formats/plist/value.ts";
import { atKey, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { countOf, readDictionary, readMember, timeOf } from "../plist-members.ts";

/** What the daily analytics keep of a program that used the network. */
export interface NetworkBaseline {
  /** As stored: a process, `process/bundle.id`, or a bundle id alone. */
  readonly processName: string;
  /** The half before the slash. */
  readonly processPart?: string;
  /** The half after the slash, or the whole where it is written like a bundle id. */
  readonly bundleId?: string;
  /** When its counters were taken. */
  readonly used?: EvidenceTime;
  readonly wifiIn?: number;
  readonly wifiOut?: number;
  readonly cellularIn?: number;
  readonly cellularOut?: number;
}

const BASELINE = "netUsageBaseline";
/** Programs in the list; a phone has some hundred. */
const MAX_PROGRAMS = 20_000;
/** Time, then bytes in and out over Wi-Fi and over the cellular network. */
const MEMBERS = 5;
const BUNDLE_ID = /^[A-Za-z][\w-]*(?:\.[\w-]+){2,}$/;

export default defineArtifact<NetworkBaseline>({
  id: "ios/os-analytics-addaily",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Preferences/com.apple.osanalytics.addaily.plist", // seen from iOS 14 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"] },
  provenOn: "synthetic-only",
  // Kaspersky's utility looks for Operation Triangulation in this list.
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://securelist.com/find-the-triangulation-utility/109867/",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    const baseline = root && readMember(context, root, BASELINE);
    if (isDictionary(baseline)) yield programsOf(baseline, context);
    else if (baseline !== undefined) context.skip(message("artifacts/shared/not-a-dictionary"), [atKey(BASELINE)], "unreadable-form");
  },

  observables: observablesOf,
  programs: ({ processName, processPart, bundleId, used }) =>
    processName === bundleId ? [] : [{ name: processPart ?? processName, ...optional("first", used), ...optional("last", used) }],
  events: ({ used, processName }) =>
    used ? [{ time: used, kind: "process", message: "artifacts/ios/os-analytics-addaily/counted", params: { name: processName } }] : [],
});

const programsOf = (baseline: PlistDictionary, context: ParseContext): Located<NetworkBaseline>[] =>
  withinLimit(context, [...baseline], MAX_PROGRAMS).map(([name, value]) => {
    const at = [atKey(BASELINE, name)];
    return { at, data: { ...namesOf(name), ...countersOf(value, at, context) } };
  });

function namesOf(processName: string): NetworkBaseline {
  const slash = processName.indexOf("/");
  if (slash < 0) return { processName, ...(BUNDLE_ID.test(processName) && { bundleId: processName }) };
  const processPart = processName.slice(0, slash);
  const bundleId = processName.slice(slash + 1);
  return { processName, ...(processPart && { processPart }), ...(bundleId && { bundleId }) };
}

/** A program whose counters cannot be read was there all the same: its name is kept. */
function countersOf(value: PlistValue, at: readonly Locator[], context: ParseContext): Partial<NetworkBaseline> {
  const members = isArray(value) ? value : [];
  const [time, wifiIn, wifiOut, cellularIn, cellularOut] = members;
  const counters = [wifiIn, wifiOut, cellularIn, cellularOut].map(countOf);
  if (members.length < MEMBERS || counters.includes(undefined)) {
    context.skip(message("artifacts/shared/field-damaged", { field: BASELINE }), at);
  }
  return {
    ...optional("used", timeOf(time)),
    ...optional("wifiIn", counters[0]),
    ...optional("wifiOut", counters[1]),
    ...optional("cellularIn", counters[2]),
    ...optional("cellularOut", counters[3]),
  };
}

function observablesOf({ processName, bundleId }: NetworkBaseline): readonly Observable[] {
  const name: Observable = { type: "process:name", role: "ran", value: processName };
  return bundleId === undefined ? [name] : [name, { type: "app:id", role: "ran", value: bundleId }];
}
