import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { artifacts, buildKnowledge, type CaseView, defaultPacks, type Redaction, redact, reportHtml, viewOf } from "@bridle/core";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONTACT_FIELDS, TECHNICAL_FIELDS } from "../packages/core/src/report/redact-fields.ts";
import { examine } from "../packages/core/src/testing/examine.ts";
import { recordFields } from "../scripts/generate/record-fields.ts";

/** What `--redact` takes out, over whole synthetic phones and in the command line; the function itself is tested beside it. */

/** Fields of communication that hold what somebody wrote or looked at, looked at one by one: `content` leaves them out. */
const WRITTEN_FIELDS = [
  "attachments",
  "contentLocation",
  "details",
  "embeddedUrls",
  "fileName",
  "fromUrl",
  "iconUrl",
  "links",
  "notes",
  "otherUrls",
  "pages",
  "partUrl",
  "path",
  "paths",
  "previousTexts",
  "redirectDestination",
  "redirectSource",
  "shortcut",
  "shownUrl",
  "source",
  "stepUrls",
  "subject",
  "summary",
  "text",
  "title",
  "transferName",
  "url",
  "urls",
  "value",
  "values",
];

test("somebody has looked at every field of communication that may hold words", () => {
  const fields = artifacts
    .filter(({ scope }) => scope === "communication")
    .flatMap(({ id }) => recordFields(readFileSync(resolve(`packages/core/src/artifacts/${id}.ts`), "utf8")) ?? [])
    .filter(({ type }) => !/^(?:boolean|number|EvidenceTime|readonly LocationTime\[\])$/.test(type))
    .map(({ name }) => name);
  const known = new Set([...CONTACT_FIELDS, ...TECHNICAL_FIELDS, ...WRITTEN_FIELDS]);
  expect([...new Set(fields)].filter((name) => !known.has(name)).sort()).toEqual([]);
  expect(WRITTEN_FIELDS.filter((name) => !fields.includes(name))).toEqual([]);
});

interface Said {
  readonly field: string;
  readonly text: string;
}

/** Every text of a record with the field that holds it. */
function said(value: unknown, field = ""): Said[] {
  if (typeof value === "string") return [{ field, text: value }];
  if (value === null || typeof value !== "object" || "earliest" in value) return [];
  return Object.entries(value).flatMap(([key, member]) => said(member, Array.isArray(value) || CONTACT_FIELDS.has(field) ? field : key));
}

const ofCommunication = new Set(artifacts.filter(({ scope }) => scope === "communication").map(({ id }) => id));
const evidenceOf = (view: CaseView): CaseView["findings"][number]["evidence"] =>
  view.findings.flatMap(({ evidence }) => evidence).filter(({ artifact }) => ofCommunication.has(artifact));

/** Accounts that an indicator of the case describes. */
const shownAccounts = (view: CaseView): string[] =>
  view.findings
    .flatMap(({ indicators = [], observables, kind }) => [...indicators, ...(kind === "indicator-match" ? observables : [])])
    .filter(({ type }) => type === "email-addr:value" || type === "phone-number:value")
    .map(({ value }) => value.toLowerCase());

/** A page without its head, as text. */
const textOf = (view: CaseView): string =>
  reportHtml(view)
    .replace(/<head>.*<\/head>/s, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe.each(["communication", "compromised", "browsing", "researcher-and-compromised"])("a report on %s", (id) => {
  let view: CaseView;
  beforeAll(async () => {
    const { analysis, document } = await examine(scenario(id).build(), buildKnowledge([...defaultPacks()], []));
    view = viewOf(document, analysis);
  });

  test.each(["contacts", "content"] as const)("names nobody whom no indicator describes (%s)", (redaction) => {
    const people = evidenceOf(view)
      .flatMap(({ record }) => said(record))
      .filter(
        ({ field, text }) =>
          CONTACT_FIELDS.has(field) && text.length > 3 && !shownAccounts(view).includes(text.toLowerCase().replace(/^(?:mailto|tel):/, "")),
      );
    const page = textOf(redact(view, redaction));
    expect(people.filter(({ text }) => page.includes(text))).toEqual([]);
    expect(people.every(({ text }) => textOf(view).includes(text))).toBe(true);
  });

  test("says nothing of what was written, and names every host that was met", () => {
    const met = view.findings.flatMap(({ indicators = [] }) => indicators.map(({ value }) => value));
    const words = evidenceOf(view)
      .flatMap(({ record }) => said(record))
      .filter(
        ({ field, text }) =>
          WRITTEN_FIELDS.includes(field) && text.length > 12 && !met.includes(text) && !/^https?:\/\/[^/]+\/?$/.test(text),
      );
    const page = textOf(redact(view, "content"));
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter(({ text }) => page.includes(text))).toEqual([]);
    expect(met.filter((value) => !page.includes(value))).toEqual([]);
  });
});

describe("bridle check --redact", () => {
  const folder = mkdtempSync(join(tmpdir(), "bridle-redaction-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const bridle = (...args: readonly string[]): string =>
    spawnSync(process.execPath, [resolve("packages/cli/bin/bridle.mjs"), ...args], { cwd: folder, encoding: "utf8" }).stdout;
  const check = (name: string, ...more: readonly string[]): string =>
    bridle("check", "phone", "-o", name, "--as-of", "2026-11-22", "--no-env-indicators", "--no-stored-indicators", ...more);
  const file = (...path: readonly string[]): string => readFileSync(join(folder, ...path), "utf8");
  /** The sender of the lure, and words of it. */
  const PRIVATE = ["+12025550177", "Your parcel could not be delivered"];
  const foundIn = (text: string): string[] => PRIVATE.filter((words) => text.includes(words));
  let plain: string;
  beforeAll(() => {
    writeBackup(join(folder, "phone"), scenario("compromised").entries());
    plain = check("plain", "--json");
  });

  test.each<[Redaction, string[]]>([
    ["contacts", [PRIVATE[1]!]],
    ["content", []],
  ])("leaves out of the page and of all that is printed what it names, and keeps the documents (%s)", (redaction, left) => {
    const summary = check(redaction, "--redact", redaction);
    const printed = check(`${redaction}-json`, "--redact", redaction, "--json");
    expect(foundIn(plain)).toEqual(PRIVATE);
    expect(foundIn(file(redaction, "data", "report.html"))).toEqual(left);
    expect(foundIn(printed)).toEqual(left);
    expect(foundIn(summary)).toEqual([]);
    for (const name of ["findings.json", "coverage.json", "assessment.json", "timeline.jsonl"])
      expect(file(redaction, "data", name)).toBe(file("plain", "data", name));
    expect(JSON.parse(file(redaction, "data", "case.json"))).toMatchObject({ options: { redact: redaction } });
  });

  test("is what `bridle report` goes by, until it is told otherwise", () => {
    check("again", "--redact", "content");
    bridle("report", "again");
    expect(file("again", "exports", "report.html")).toBe(file("again", "data", "report.html"));
    bridle("report", "again", "--redact", "contacts");
    expect(foundIn(file("again", "exports", "report.html"))).toEqual([PRIVATE[1]]);
    bridle("report", "again", "--redact", "none");
    expect(foundIn(file("again", "exports", "report.html"))).toEqual(PRIVATE);
  });
});
