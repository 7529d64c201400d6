import { artifacts } from "../artifacts/index.generated.ts";
import { renderEnglish } from "../messages/catalog.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import type { Locator } from "../model/locator.ts";
import { message, type Text } from "../model/message.ts";
import type { CoverageDocument, ProblemDocument } from "../model/outcome.ts";
import type { ProgramsDocument } from "../model/program.ts";
import type { CaseView, Redaction } from "./case-view.ts";
import { createPseudonyms, type Pseudonyms } from "./pseudonyms.ts";
import { CONTACT_FIELDS, TECHNICAL_FIELDS } from "./redact-fields.ts";

/**
 * A view to hand on: people under other names, and with `content` without what they wrote. The same case gives the same names. Only
 * what is shown changes; the documents of the case keep the evidence as it is (docs/privacy.md).
 */
export function redact(view: CaseView, redaction: Redaction): CaseView {
  const pseudonyms = createPseudonyms(view.findings.flatMap(shownParties));
  // First, so that a name is known in every text, wherever it is told whose it is.
  for (const { evidence } of view.findings) for (const { record } of evidence) meetPeople(record, "", pseudonyms);
  const redactor = { pseudonyms, leavesOutContent: redaction === "content" };
  const findings = view.findings.map((finding) => redactedFinding(finding, redactor));
  const { note, consent } = view.case;
  return {
    ...view,
    redacted: redaction,
    case: {
      ...view.case,
      ...(note !== undefined && { note: pseudonyms.within(note) }),
      ...(consent !== undefined && { consent: pseudonyms.within(consent) }),
    },
    findings,
    coverage: redactedCoverage(view.coverage, pseudonyms),
    ...(view.programs && { programs: redactedPrograms(view.programs, pseudonyms) }),
  };
}

const PARTY_TYPES: readonly string[] = ["email-addr:value", "phone-number:value"];

/** Accounts that an indicator describes: they are the evidence. */
const shownParties = ({ kind, indicators = [], observables }: Finding): string[] =>
  [...indicators, ...(kind === "indicator-match" ? observables : [])]
    .filter(({ type }) => PARTY_TYPES.includes(type))
    .map(({ value }) => value);

interface Redactor {
  readonly pseudonyms: Pseudonyms;
  readonly leavesOutContent: boolean;
}

function meetPeople(value: unknown, field: string, pseudonyms: Pseudonyms): void {
  if (typeof value === "string" && CONTACT_FIELDS.has(field)) pseudonyms.of(value);
  if (value === null || typeof value !== "object" || isTime(value)) return;
  for (const [key, member] of Object.entries(value)) meetPeople(member, fieldOf(value, field, key), pseudonyms);
}

/** Members of a list, and of what stands for somebody, belong to the field that holds it. */
const fieldOf = (holder: object, field: string, key: string): string => (Array.isArray(holder) || CONTACT_FIELDS.has(field) ? field : key);

// ---- A finding

function redactedFinding(finding: Finding, redactor: Redactor): Finding {
  const { pseudonyms } = redactor;
  const matched = [...finding.observables, ...(finding.indicators ?? [])].map(({ value }) => value);
  const leftOut: string[] = [];
  const evidence = finding.evidence.map((one) => redactedEvidence(one, { ...redactor, matched, leftOut }));
  const text = (sentence: Text): Text => redactedText(sentence, pseudonyms, leftOut, matched);
  return {
    ...finding,
    title: text(finding.title),
    summary: text(finding.summary),
    benign: finding.benign.map(text),
    observables: finding.observables.map(({ type, value }) => ({
      type,
      value: PARTY_TYPES.includes(type) ? pseudonyms.of(value) : pseudonyms.within(value),
    })),
    evidence,
  };
}

interface RecordRedactor extends Redactor {
  /** Values of the finding's own indicators and observables. */
  readonly matched: readonly string[];
  /** Gathers what was taken out of records, so that it is taken out of sentences, too. */
  readonly leftOut: string[];
}

const COMMUNICATION: ReadonlySet<string> = new Set(artifacts.filter(({ scope }) => scope === "communication").map(({ id }) => id));
const DEVICE: ReadonlySet<string> = new Set(artifacts.filter(({ scope }) => scope === "device").map(({ id }) => id));

/** A source that this version does not know (a case of another version) is treated as communication. */
const isCommunication = (artifact: string): boolean => COMMUNICATION.has(artifact) || !DEVICE.has(artifact);

function redactedEvidence(evidence: Evidence, redactor: RecordRedactor): Evidence {
  const { pseudonyms } = redactor;
  const { artifact, path, rawPath, at, record, reproduce, ...rest } = evidence;
  const redacted = redactedValue(record, { ...redactor, field: "", isCommunication: isCommunication(artifact) }) as Evidence["record"];
  const redactedAt = at.map((locator) => redactedLocator(locator, pseudonyms));
  return {
    ...rest,
    artifact,
    path: pseudonyms.within(path),
    rawPath: pseudonyms.within(rawPath),
    at: redactedAt,
    record: redacted,
    // A command with another name in it would show another row.
    ...(reproduce !== undefined && pseudonyms.within(reproduce) === reproduce && { reproduce }),
  };
}

const redactedLocator = (locator: Locator, pseudonyms: Pseudonyms): Locator => {
  if (locator.kind === "member") return { ...locator, name: pseudonyms.within(locator.name) };
  if (locator.kind !== "key") return locator;
  return { ...locator, path: locator.path.map((step) => (typeof step === "string" ? pseudonyms.within(step) : step)) };
};

// ---- A value of a record

interface Place extends RecordRedactor {
  /** Name of the field that holds the value, also where a list or an object stands between. */
  readonly field: string;
  readonly isCommunication: boolean;
}

function redactedValue(value: unknown, place: Place): unknown {
  if (typeof value === "string") return textOf(value, place);
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, place));
  if (value === null || typeof value !== "object" || isTime(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    place.pseudonyms.within(key),
    redactedValue(member, { ...place, field: fieldOf(value, place.field, key) }),
  ]);
  return Object.fromEntries(members);
}

const isTime = (value: object): boolean => "earliest" in value && "latest" in value && "clock" in value;

function textOf(text: string, { field, isCommunication: isOfPeople, pseudonyms, leavesOutContent, matched, leftOut }: Place): string {
  if (CONTACT_FIELDS.has(field)) return pseudonyms.of(text);
  if (!isOfPeople) return pseudonyms.within(text);
  if (TECHNICAL_FIELDS.has(field)) return pseudonyms.within(text, "technical");
  if (!leavesOutContent || matched.includes(text)) return pseudonyms.within(text, "written");
  const host = HOST_OF_URL.exec(text);
  if (host) return matched.some((value) => value.includes("/") && text.includes(value)) ? pseudonyms.within(text) : hostOnly(host);
  leftOut.push(text);
  return LEFT_OUT;
}

const LEFT_OUT = renderEnglish(message("report/redacted-left-out"));
/** Scheme and host of a text that is one URL and nothing else. */
const HOST_OF_URL = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/\s@]*@)?([^/\s?#]+)(\S*)$/i;
const hostOnly = ([, scheme, host, rest]: RegExpExecArray): string => `${scheme}${host}${/^\/?$/.test(rest!) ? rest : "/…"}`;

// ---- Sentences

/** Shorter texts stand in too many words to be looked for. */
const SHORTEST_QUOTE = 8;
const SHORTEST_PART = 20;

function redactedText(
  { message: id, params, text }: Text,
  pseudonyms: Pseudonyms,
  leftOut: readonly string[],
  matched: readonly string[],
): Text {
  if (params === undefined) return { message: id, text };
  const redacted = Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value !== "string" || matched.includes(value)
        ? shownParam(value, pseudonyms)
        : isQuoted(value, leftOut)
          ? LEFT_OUT
          : pseudonyms.within(value),
    ]),
  );
  const rendered = renderEnglish({ message: id, params: redacted });
  return { message: id, params: redacted, text: rendered === id ? pseudonyms.within(text) : rendered };
}

/** What was met is shown; of a rule's own finding it may still be somebody's number. */
const shownParam = (value: string | number, pseudonyms: Pseudonyms): string | number =>
  typeof value === "string" ? pseudonyms.within(value) : value;

/** Whether a sentence repeats what was taken out of a record, whole or in part. */
const isQuoted = (value: string, leftOut: readonly string[]): boolean =>
  leftOut.some(
    (text) =>
      text === value || (value.length >= SHORTEST_PART && text.includes(value)) || (text.length >= SHORTEST_QUOTE && value.includes(text)),
  );

// ---- Coverage

const redactedPrograms = (document: ProgramsDocument, pseudonyms: Pseudonyms): ProgramsDocument => ({
  ...document,
  programs: document.programs.map((program) => ({
    ...program,
    name: pseudonyms.within(program.name),
    ...(program.path !== undefined && { path: pseudonyms.within(program.path) }),
  })),
});

function redactedCoverage(coverage: CoverageDocument, pseudonyms: Pseudonyms): CoverageDocument {
  const problem = (one: ProblemDocument): ProblemDocument => ({
    ...one,
    ...(one.file !== undefined && { file: pseudonyms.within(one.file) }),
    ...(one.at && { at: one.at.map((locator) => redactedLocator(locator, pseudonyms)) }),
    problem: redactedText(one.problem, pseudonyms, [], []),
  });
  return {
    ...coverage,
    acquisition: { ...coverage.acquisition, problems: coverage.acquisition.problems.map(problem) },
    artifacts: coverage.artifacts.map((artifact) => ({
      ...artifact,
      problems: artifact.problems.map(problem),
      files: artifact.files.map((file) => ({ ...file, path: pseudonyms.within(file.path), rawPath: pseudonyms.within(file.rawPath) })),
    })),
  };
}
