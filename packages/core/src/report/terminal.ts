import type { Renderer } from "../messages/catalog.ts";
import type { Finding } from "../model/finding.ts";
import { type Message, message } from "../model/message.ts";
import { acquisitionInWords, relationInWords } from "./acquisitions.ts";
import type { CaseView } from "./case-view.ts";
import { visible } from "./escape.ts";
import * as facts from "./facts.ts";
import { createSay, type Say } from "./say.ts";
import { lackingInBrief, readInBrief } from "./sources.ts";
import { wrap } from "./wrap.ts";

export interface TerminalOptions {
  readonly width: number;
  /** Colour is an addition: every line says the same without it. */
  readonly colour: boolean;
  readonly render?: Renderer;
  /** What only the host knows of the run. */
  readonly place?: { readonly folder: string; readonly auditHead?: string; readonly status: number };
}

/** Kinds of findings shown with their details, then in one line each; ids listed of those alike. */
const MAX_DETAILED = 3;
const MAX_GROUPS = 10;
const MAX_ALIKE = 4;
/** Innocent explanations shown of one finding, and places to ask for help; the report holds all. */
const MAX_BENIGN = 1;
const MAX_CONTACTS = 3;

const MINIMUM_WIDTH = 40;

/** The case in a page that can be read: what was examined, not examined, found; what it means; what to do; where it lies. */
export function terminalSummary(view: CaseView, options: TerminalOptions): string {
  const page = createPage(options);
  const say = createSay(options.render);
  banner(page, view, say);
  examined(page, view, say);
  unread(page, view, say);
  found(page, view, say);
  meaning(page, view, say);
  next(page, view, say);
  whereItLies(page, options, say);
  return page.text();
}

// ---- The page

type Style = "plain" | "bold" | "dim" | "alert" | "demo";
const SGR: Readonly<Record<Style, string>> = { plain: "", bold: "1", dim: "2", alert: "1;33", demo: "7" };

interface Page {
  /** A paragraph; `first` stands before its first line, the others are indented as far. */
  line(text: string, style?: Style, first?: string): void;
  heading(text: string): void;
  gap(): void;
  text(): string;
}

function createPage({ width, colour }: TerminalOptions): Page {
  const room = Math.max(width, MINIMUM_WIDTH);
  const lines: string[] = [];
  const paint = (text: string, style: Style): string => (colour && SGR[style] !== "" ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
  const gap = (): void => {
    if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
  };
  return {
    line: (text, style = "plain", first = "") =>
      wrap(visible(text), room - first.length).forEach((part, index) => {
        lines.push(paint((index === 0 ? first : " ".repeat(first.length)) + part, style));
      }),
    heading: (text) => {
      gap();
      for (const part of wrap(visible(text).toUpperCase(), room)) lines.push(paint(part, "bold"));
    },
    gap,
    text: () => `${lines.join("\n")}\n`,
  };
}

const INDENT = "  ";
const BULLET = "  - ";

// ---- Its parts

function banner(page: Page, view: CaseView, say: Say): void {
  if (view.isDemo) {
    page.line(say(message("report/demo-banner")), "demo");
    page.gap();
  }
  page.line(say(view.assessment.sentence), "alert");
  const notes = [
    ...(facts.isAboutStalkerware(view.findings) ? [message("report/stalkerware-first")] : []),
    ...(view.redacted === undefined ? [] : [message(`report/redacted-${view.redacted}`)]),
  ];
  for (const note of notes) {
    page.gap();
    page.line(say(note), "bold");
  }
}

function examined(page: Page, view: CaseView, say: Say): void {
  const { case: about } = view;
  page.heading(say(message("report/examined-heading")));
  for (const acquisition of about.acquisitions) {
    const { device, made, files, span } = acquisition;
    page.line(
      `${acquisitionInWords(about.acquisitions, acquisition.id, say) ?? facts.kindInWords(acquisition, say)}: ${facts.deviceInWords(device, say)}, ${facts.systemInWords(device, say)}`,
      "plain",
      INDENT,
    );
    const params = {
      made: made === undefined ? say(message("report/not-stated")) : facts.timeInWords(made, say),
      files: say(message("report/file-count", { count: files })),
    };
    const reaches = facts.spanInWords(span, say);
    page.line(
      say(
        reaches === undefined
          ? message("report/examined-details-no-span", params)
          : message("report/examined-details", { ...params, span: reaches }),
      ),
      "plain",
      INDENT,
    );
  }
  const relation = relationInWords(about, say);
  if (relation !== undefined) page.line(relation, "plain", INDENT);
  page.line(labelled(say, "report/brief-compared", facts.knowledgeInWords(about, say)), "plain", INDENT);
  for (const sentence of readInBrief(view, say)) page.line(sentence, "plain", INDENT);
  if (about.consent !== undefined) page.line(say(message("report/consent-body", { consent: about.consent })), "bold", INDENT);
}

const labelled = (say: Say, id: string, value: string): string => `${say(message(id))}: ${value}`;

function found(page: Page, view: CaseView, say: Say): void {
  page.heading(say(message("report/found-heading")));
  for (const axis of ["targeting", "attempt", "compromise"] as const) {
    page.line(say(message(`report/axis-question-${axis}`)), "plain", INDENT);
    page.line(facts.answerInWords(view.assessment.axes[axis], say), "bold", INDENT + INDENT);
  }
  const counted = view.findings.filter(facts.isCounted).length;
  page.line(say(message("report/found-count", { counted, noted: view.findings.length - counted })), "plain", INDENT);
  findings(page, facts.grouped(facts.strongestFirst(view.findings)), facts.shortIds(view.findings), say);
}

function findings(page: Page, groups: readonly Finding[][], shortId: facts.ShortId, say: Say): void {
  for (const [index, group] of groups.slice(0, MAX_GROUPS).entries()) {
    const first = `${index + 1}. `.padStart(4);
    const isDetailed = index < MAX_DETAILED && facts.isCounted(group[0]!);
    if (index <= MAX_DETAILED && (isDetailed || index === 0 || facts.isCounted(groups[index - 1]![0]!))) page.gap();
    if (isDetailed) detailed(page, group, first, shortId, say);
    else page.line(inOneLine(group, shortId, say), "plain", first);
  }
  const left = groups.slice(MAX_GROUPS).reduce((sum, group) => sum + group.length, 0);
  if (left === 0) return;
  page.gap();
  page.line(say(message("report/findings-left", { count: left })), "plain", INDENT);
}

function detailed(page: Page, group: readonly Finding[], first: string, shortId: facts.ShortId, say: Say): void {
  const [finding, ...alike] = group as [Finding, ...Finding[]];
  const below = " ".repeat(first.length);
  page.line(say(finding.title), "bold", first);
  page.line([facts.axisInWords(finding, say), ...facts.ratingInWords(finding, say)].join(", "), "plain", below);
  page.line(say(finding.summary), "plain", below);
  page.line(`${facts.sourcesInWords(finding, say)}; ${facts.whenInWords(finding, say)}`, "plain", below);
  for (const benign of finding.benign.slice(0, MAX_BENIGN)) page.line(labelled(say, "report/finding-benign", say(benign)), "plain", below);
  const innocent = facts.innocentInWords(finding, say)[0];
  if (innocent !== undefined) page.line(labelled(say, "report/finding-innocent", innocent), "plain", below);
  page.line(say(message("report/finding-explain", { id: shortId(finding) })), "dim", below);
  if (alike.length > 0) page.line(say(alikeMessage(alike, shortId)), "dim", below);
}

/** What is only noted says so in place of a severity: a word such as "high" would alarm for nothing. */
const inOneLine = (group: readonly Finding[], shortId: facts.ShortId, say: Say): string => {
  const [finding, ...alike] = group as [Finding, ...Finding[]];
  const rating = say(message(facts.isCounted(finding) ? `report/severity-${finding.severity}` : "report/lane-noted"));
  const params = { title: say(finding.title), rating, id: shortId(finding) };
  return say(
    alike.length > 0 ? message("report/finding-line-alike", { ...params, count: alike.length }) : message("report/finding-line", params),
  );
};

function alikeMessage(alike: readonly Finding[], shortId: facts.ShortId): Message {
  const ids = alike.slice(0, MAX_ALIKE).map(shortId).join(", ");
  return message(alike.length > MAX_ALIKE ? "report/finding-more-alike-etc" : "report/finding-more-alike", { count: alike.length, ids });
}

/** Why it may not say more matters where nothing was found; the report says it always. */
function unread(page: Page, view: CaseView, say: Say): void {
  page.heading(say(message("report/unread-heading")));
  if (view.assessment.headline === "inconclusive") bullets(page, facts.limitsInWords(view, say).whole);
  bullets(page, lackingInBrief(view, say));
}

const bullets = (page: Page, sentences: readonly string[]): void => {
  for (const sentence of sentences) page.line(sentence, "plain", BULLET);
};

function meaning(page: Page, view: CaseView, say: Say): void {
  page.heading(say(message("report/meaning-heading")));
  for (const sentence of facts.meaningOf(view)) page.line(say(sentence), "plain", INDENT);
}

function next(page: Page, { assessment }: CaseView, say: Say): void {
  if (assessment.nextSteps.length === 0) return;
  page.heading(say(message("report/next-heading")));
  const { demo, steps, contacts } = facts.stepsAndContacts(assessment.nextSteps);
  if (demo) page.line(say(demo), "plain", INDENT);
  for (const [index, step] of steps.entries()) page.line(say(step), "plain", `${index + 1}. `.padStart(5));
  bullets(page, contacts.slice(0, MAX_CONTACTS).map(say));
  const left = contacts.length - MAX_CONTACTS;
  if (left > 0) page.line(say(message("report/contacts-left", { count: left })), "plain", INDENT);
}

function whereItLies(page: Page, { place }: TerminalOptions, say: Say): void {
  if (place === undefined) return;
  page.heading(say(message("report/case-heading")));
  page.line(say(message("report/case-folder", { folder: place.folder })), "plain", INDENT);
  if (place.auditHead !== undefined) page.line(say(message("report/case-audit", { head: place.auditHead })), "plain", INDENT);
  page.line(say(message("report/case-status", { status: place.status })), "plain", INDENT);
}
