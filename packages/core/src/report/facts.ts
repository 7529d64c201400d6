import { ageInDays } from "../analysis/assessment.ts";
import { knowledgeDate, mercenaryDate } from "../analysis/knowledge-date.ts";
import { needsAcquisition } from "../analysis/reproduce.ts";
import type { AcquisitionInfo, Device } from "../model/acquisition.ts";
import type { Finding } from "../model/finding.ts";
import type { PackDocument } from "../model/indicator.ts";
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

/** What carries the headline stands before what does not; within each the order of findings.json, gravest first. */
export function strongestFirst(findings: readonly Finding[]): Finding[] {
  const carries = (finding: Finding): boolean => !finding.isExperimental && compareSeverity(finding.severity, "medium") >= 0;
  return [...findings.filter(carries), ...findings.filter((finding) => !carries(finding))];
}

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

/** Steps are numbered, places to ask for help are not steps. */
export const stepsAndContacts = (sentences: readonly Text[]): { readonly steps: readonly Text[]; readonly contacts: readonly Text[] } => ({
  steps: sentences.filter(({ message: id }) => id !== CONTACT),
  contacts: sentences.filter(({ message: id }) => id === CONTACT),
});
const CONTACT = "next-steps/contact";

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
export const axisInWords = ({ axis, severity, isExperimental }: Finding, say: Say): string =>
  say(message(isExperimental || compareSeverity(severity, "medium") < 0 ? "report/axis-noted" : `report/axis-${axis}`));

export const ratingInWords = ({ severity, confidence, isExperimental }: Finding, say: Say): string[] => [
  say(message(`report/severity-${severity}`)),
  say(message(`report/confidence-${confidence}`)),
  ...(isExperimental ? [say(message("report/experimental"))] : []),
];

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
