import { ageInDays } from "../analysis/age-in-days.ts";
import { knowledgeDate, mercenaryDate } from "../analysis/knowledge-date.ts";
import { needsAcquisition } from "../analysis/reproduce.ts";
import type { AcquisitionInfo, Device } from "../model/acquisition.ts";
import type { AxisAssessment } from "../model/assessment.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import type { IndicatorRef, PackDocument } from "../model/indicator.ts";
import { compareText, toJson } from "../model/json.ts";
import { type Message, message, type Text } from "../model/message.ts";
import { compareSeverity } from "../model/severity.ts";
import type { TimeSpan } from "../model/time.ts";
import type { CaseFacts, CaseView } from "./case-view.ts";
import type { Say } from "./say.ts";

/** Phrases that the summary on a terminal and the page have in common. */

const SHORTEST_ID = 8;
export type ShortId = (finding: Finding) => string;

/** What a person types after `bridle explain`: the beginning of a finding's id, as long as it takes to name one finding only. */
export function shortIds(findings: readonly Finding[]): ShortId {
  const ids = findings.map(({ id }) => id).sort(compareText);
  let length = SHORTEST_ID;
  for (let index = 1; index < ids.length; index++) while (length < 64 && ids[index]!.startsWith(ids[index - 1]!.slice(0, length))) length++;
  return ({ id }) => id.slice(0, length);
}

/** Whether a finding has a say in the headline (design 5.6): others are shown, and alarm nobody. */
export const isCounted = ({ isExperimental, severity }: Pick<Finding, "isExperimental" | "severity">): boolean =>
  !isExperimental && compareSeverity(severity, "medium") >= 0;

/** What carries the headline stands before what does not; within each the order of findings.json, gravest first. */
export const strongestFirst = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter(isCounted),
  ...findings.filter((finding) => !isCounted(finding)),
];

/** Findings on the page; findings.json holds all. */
export const MAX_FINDINGS = 400;
export const shownFindings = (findings: readonly Finding[]): Finding[] => strongestFirst(findings).slice(0, MAX_FINDINGS);

/** Findings that differ in nothing but what they are about, strongest kind first. */
export function grouped(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { title, axis, severity, confidence, isExperimental, families } = finding;
    const key = toJson([title.message, axis, severity, confidence, isExperimental, families]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/** Stalkerware changes what comes first on a page: whoever reads it may be watched by someone in the same home. */
export const isAboutStalkerware = (findings: readonly Finding[]): boolean =>
  findings.some(({ indicators }) => indicators?.some((indicator) => indicator.class === "stalkerware"));

export function deviceInWords(device: Device, say: Say): string {
  const { model, modelName } = device;
  if (model !== undefined && modelName !== undefined) return say(message("report/device-model", { name: modelName, model }));
  return modelName ?? model ?? say(message("report/device-unknown"));
}

export function systemInWords({ platform, osVersion, osBuild }: Device, say: Say): string {
  const system = say(message(`report/platform-${platform}`));
  if (osVersion === undefined) return say(message("report/system-unknown", { system }));
  return osBuild === undefined
    ? say(message("report/system-version", { system, version: osVersion }))
    : say(message("report/system-build", { system, version: osVersion, build: osBuild }));
}

export const kindInWords = ({ kind }: AcquisitionInfo, say: Say): string => say(message(`report/kind-${kind}`));

export function knowledgeInWords({ packs, asOf }: CaseFacts, say: Say): string {
  if (packs.length === 0) return say(message("report/knowledge-none"));
  const counts = { count: packs.reduce((sum, { indicators }) => sum + indicators, 0), packs: packs.length };
  const mercenary = mercenaryDate(packs);
  const date = mercenary ?? newestOf(packs);
  if (date === undefined) return say(message("report/knowledge-no-date", counts));
  const id = mercenary === undefined ? "report/knowledge-age" : "report/knowledge-age-mercenary";
  return say(message(id, { ...counts, date, days: ageInDays(date, asOf), asOf }));
}

/** Where no set decides by its age what may be concluded: of all. */
const newestOf = (packs: readonly PackDocument[]): string | undefined =>
  packs
    .flatMap((pack) => knowledgeDate(pack) ?? [])
    .sort(compareText)
    .at(-1);

/** What the headline says and what it does not, by its name. Where nothing was found, also what that does not cancel. */
export function meaningOf({ assessment: { headline } }: CaseView): Message[] {
  const own = [message(`report/means-${headline}`), message(`report/means-not-${headline}`)];
  return headline.endsWith("-indicated") ? own : [...own, message("report/means-warning"), message("report/means-later")];
}

/** What a person is to do. Places to ask for help are no steps, and neither is that all this is a demonstration. */
export interface Steps {
  readonly demo: Text | undefined;
  readonly steps: readonly Text[];
  readonly contacts: readonly Text[];
}

export const stepsAndContacts = (sentences: readonly Text[]): Steps => ({
  demo: sentences.find(({ message: id }) => id === DEMO),
  steps: sentences.filter(({ message: id }) => id !== CONTACT && id !== DEMO),
  contacts: sentences.filter(({ message: id }) => id === CONTACT),
});
const CONTACT = "next-steps/contact";
const DEMO = "next-steps/demo";

/** Why it may not say more: first what concerns the whole, then what concerns single sources, by their names. */
export interface Limits {
  readonly whole: readonly string[];
  readonly sources: readonly string[];
}

export function limitsInWords({ assessment: { floor } }: CaseView, say: Say): Limits {
  const isOfSource = ({ params }: Text): boolean => typeof params?.["artifact"] === "string";
  return {
    whole: floor.filter((limit) => !isOfSource(limit)).map(say),
    sources: floor
      .filter(isOfSource)
      .map(({ message: id, params }) => say(message(id, { ...params, artifact: artifactInWords(String(params!["artifact"]), say) }))),
  };
}

// ---- Times

const DAY_LENGTH = "2021-05-01".length;

/** "2021-05-01T12:22:33.123456Z" as "2021-05-01 12:22:33", a whole day as its date. */
const plainTime = (iso: string): string =>
  iso
    .replace(/T00:00:00Z$/, "")
    .replace("T", " ")
    .replace(/(?:\.\d+)?Z$/, "");

export const timeInWords = (iso: string, say: Say): string => {
  const time = plainTime(iso);
  return say(message(time.includes(" ") ? "report/time-utc" : "report/time-day", { time }));
};

/** When, in UTC where the zone is known. */
export function whenInWords({ time, firstTime, lastTime }: Finding, say: Say): string {
  if (firstTime === undefined) return say(message("report/time-none"));
  const [from, to] = [plainTime(firstTime), plainTime(lastTime ?? firstTime)];
  const both = from === to ? from : say(message("report/time-period", { from, to }));
  return say(message(time && time.clock !== "utc" ? "report/time-local" : "report/time-utc", { time: both }));
}

/** By days: how far something reaches back matters, not at which hour it begins. */
export function spanInWords(span: TimeSpan | undefined, say: Say): string | undefined {
  const from = span?.from?.slice(0, DAY_LENGTH);
  const to = span?.to?.slice(0, DAY_LENGTH);
  if (from !== undefined && from === to) return say(message("report/span-day", { day: from }));
  if (from !== undefined && to !== undefined) return say(message("report/span-both", { from, to }));
  if (from !== undefined) return say(message("report/span-from", { from }));
  return to === undefined ? undefined : say(message("report/span-to", { to }));
}

// ---- Sources and ratings

/** The artifact's title; its id where this version does not know it. */
export function artifactInWords(id: string, say: Say): string {
  const title: Message = { message: `artifacts/${id}/title` };
  const words = say(title);
  return words === title.message ? id : words;
}

export const sourcesInWords = ({ evidence }: Finding, say: Say): string =>
  [...new Set(evidence.map(({ artifact }) => artifactInWords(artifact, say)))].join(", ");

/** The question a finding speaks to; one that is not counted towards the headline is only noted, so that its axis alarms nobody. */
export const axisInWords = (finding: Finding, say: Say): string =>
  say(message(isCounted(finding) ? `report/axis-${finding.axis}` : "report/axis-noted"));

/** The value it is about, where it is about one: the published address that was met, the name of the process. */
export const aboutInWords = ({ observables: [first] }: Finding): string | undefined => first?.value;

/** What else leaves such a trace: the rule's own words, or those for the row of the match table that decided. */
export function innocentInWords({ detection, rationale }: Finding, say: Say): string[] {
  if (detection) return detection.falsePositives.map(say);
  const cause: Message = { message: rationale.message.replace(/^match-table\//, "innocent/") };
  const words = say(cause);
  return words === cause.message || cause.message === rationale.message ? [] : [words];
}

/** How much speaks for an answer of yes, as a sentence. */
export const answerInWords = ({ level }: Pick<AxisAssessment, "level">, say: Say): string => say(message(`report/answer-${level}`));

/** How sure, and how grave it would be. */
export const sureInWords = ({ confidence, severity, isExperimental }: Finding, say: Say): string =>
  [
    message(`report/sure-${confidence}`),
    message(`report/grave-${severity}`),
    ...(isExperimental ? [message("report/sure-experimental")] : []),
  ]
    .map(say)
    .join(" ");

/** Names beside each other; of many the first, and how many more. */
export function listInWords(names: readonly string[], say: Say, most = MAX_LISTED): string {
  const shown = names.slice(0, most).join(", ");
  const left = names.length - most;
  return left > 0 ? say(message("report/list-more", { names: shown, count: left })) : shown;
}
const MAX_LISTED = 8;

export const ratingInWords = ({ severity, confidence, isExperimental }: Finding, say: Say): string[] => [
  say(message(`report/severity-${severity}`)),
  say(message(`report/confidence-${confidence}`)),
  ...(isExperimental ? [say(message("report/experimental"))] : []),
];

/** How a value met its indicator: what the phone did with it, how much of it fits, and what stands around it. */
export function metInWords({ role, manner, circumstances = [] }: Evidence, say: Say): string | undefined {
  const ids = [
    ...(role ? [`role-${role}`] : []),
    ...(manner ? [`manner-${manner}`] : []),
    ...circumstances.map((circumstance) => `circumstance-${circumstance}`),
  ];
  return ids.length > 0 ? ids.map((id) => say(message(`report/${id}`))).join("; ") : undefined;
}

/** Kind of an indicator, and of a host what its publisher says it is for. */
export const typeInWords = ({ type, domainRole }: IndicatorRef, say: Say): string =>
  domainRole === undefined ? type : `${type}, ${say(message(`report/host-role-${domainRole}`))}`;

/** Where a finding's command is to be run. */
export const reproduceHeading = (command: string | undefined): string =>
  command !== undefined && needsAcquisition(command) ? "report/evidence-reproduce-fetched" : "report/evidence-reproduce";

/** Options as they are written in case.json; an empty list or text asked for nothing. */
export const optionsInWords = (options: CaseFacts["options"]): string =>
  Object.keys(options)
    .sort(compareText)
    .filter((key) => options[key] !== undefined && String(options[key]) !== "")
    .map((key) => `${key}: ${typeof options[key] === "string" ? options[key] : JSON.stringify(options[key])}`)
    .join(" · ");
