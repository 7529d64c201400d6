import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Assessment,
  type CaseDocument,
  CaseDocumentSchema,
  type CoverageDocument,
  type Finding,
  reportHtml,
  viewOf,
} from "@bridle/core";
import { buildBackup, writeBackup } from "@bridle/corpus";
import type { Browser } from "playwright-core";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AssessmentSchema } from "../packages/core/src/model/assessment.ts";
import { FindingSchema } from "../packages/core/src/model/finding.ts";
import { CoverageDocumentSchema } from "../packages/core/src/model/outcome.ts";
import { hasBrowser, startBrowser } from "./support/browser.ts";
import { hostilePhone, MARKUP } from "./support/hostile-phone.ts";
import { runBridle } from "./support/launcher.ts";

/** Evidence in the report as a browser takes it: no program runs, nothing is asked for, no element is of its making. */

let browser: Browser;
let folder: string;
beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), "bridle-injection-"));
  writeBackup(join(folder, "phone"), buildBackup(hostilePhone()));
  const bridle = (...args: string[]): void => void runBridle(folder, args);
  bridle("check", "phone", "-o", "case", "--quiet", "--note", MARKUP, "--consent", MARKUP, "--no-env-indicators", "--no-stored-indicators");
  bridle("report", "case");
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** What a browser made of a page. */
interface Seen {
  /** Element names with the names of their attributes, in order. */
  readonly skeleton: readonly string[];
  /** Attributes that act: handlers, addresses, styles of an element's own. */
  readonly acting: readonly string[];
  readonly text: string;
  /** Requests, dialogs, windows, errors and complaints of the page's policy. */
  readonly events: readonly string[];
}

/** Opens the page as a person does, with scripts allowed, and unfolds everything. */
async function seen(html: string): Promise<Seen> {
  const file = join(folder, "shown.html");
  writeFileSync(file, html);
  const context = await browser.newContext();
  const events: string[] = [];
  try {
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    page.on("request", (request) => request.url() !== url && events.push(`request ${request.url()}`));
    page.on("dialog", (dialog) => {
      events.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (entry) => void events.push(`console ${entry.text()}`));
    page.on("pageerror", (error) => void events.push(`error ${error.message}`));
    context.on("page", (other) => other !== page && events.push(`window ${other.url()}`));
    await page.goto(url, { waitUntil: "load" });
    const found = await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
      const elements = [...document.querySelectorAll("*")];
      const acts = ({ name, value }: Attr): boolean =>
        /^on/i.test(name) ||
        (/^(?:href|src|srcset|action|formaction|xlink:href|data|style|ping|poster|background)$/i.test(name) && !/^#[\w-]*$/.test(value));
      return {
        skeleton: elements.map((element) => `${element.localName} ${[...element.attributes].map(({ name }) => name).join(" ")}`),
        acting: elements.flatMap((element) =>
          [...element.attributes].filter(acts).map(({ name, value }) => `${element.localName} ${name}=${value}`),
        ),
        text: document.body.textContent ?? "",
      };
    });
    await page.mouse.move(200, 200);
    await page.keyboard.press("Tab");
    return { ...found, events };
  } finally {
    await context.close();
  }
}

const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/;
const withoutPolicy = (html: string): string => {
  expect(html).toMatch(POLICY);
  return html.replace(POLICY, "");
};
const read = (path: string): string => readFileSync(join(folder, "case", path), "utf8");

describe.skipIf(!hasBrowser)("the report of a hostile phone in Chromium", () => {
  test.each(["data/report.html", "exports/report.html"])("%s runs nothing, asks for nothing, and shows markup as text", async (path) => {
    const { acting, events, text, skeleton } = await seen(read(path));
    expect(events).toEqual([]);
    expect(acting).toEqual([]);
    expect(skeleton.length).toBeGreaterThan(100);
    expect(text).toContain("<script>alert(1)</script>");
    expect(text).toContain("<img src=x onerror=alert(2)>");
  });

  test("owes that to no policy: the same page without its own does the same", async () => {
    const { acting, events, text } = await seen(withoutPolicy(read("data/report.html")));
    expect(events).toEqual([]);
    expect(acting).toEqual([]);
    expect(text).toContain("<script>alert(1)</script>");
  });

  test("a page that did run something would be seen to", async () => {
    const { acting, events } = await seen(
      `<body>${MARKUP}<a href="https://example.org/">x</a><script src="https://127.0.0.1:9/x.js"></script>`,
    );
    expect(events).toEqual(expect.arrayContaining(["dialog 1", "dialog 2", "request https://127.0.0.1:9/x.js"]));
    expect(acting).toEqual(expect.arrayContaining(["img onerror=alert(2)", "a href=https://example.org/"]));
  });
});

interface Documents {
  readonly document: CaseDocument;
  readonly findings: readonly Finding[];
  readonly assessment: Assessment;
  readonly coverage: CoverageDocument;
}
const DOCUMENTS = v.object({
  document: CaseDocumentSchema,
  findings: v.array(FindingSchema),
  assessment: AssessmentSchema,
  coverage: CoverageDocumentSchema,
});

/** Findings of the case whose fields are tried: each kind of record a few times. */
const MAX_FINDINGS = 25;

function documentsOfCase(): Documents {
  const json = <T>(name: string): T => JSON.parse(read(`data/${name}.json`)) as T;
  const { findings } = json<{ findings: readonly Finding[] }>("findings");
  return {
    document: json("case"),
    findings: findings.slice(0, MAX_FINDINGS).map((finding) => ({ ...finding, evidence: finding.evidence.slice(0, 2) })),
    assessment: json("assessment"),
    coverage: json("coverage"),
  };
}

type Path = readonly (string | number)[];

/** Every text of a value, with where it stands. */
function* textsOf(value: unknown, path: Path = []): Generator<[path: Path, text: string]> {
  if (typeof value === "string") yield [path, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) yield* textsOf(member, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** The value with every text that `change` wants replaced. */
const mapped = (value: unknown, change: (text: string, path: Path) => string, path: Path = []): unknown => {
  if (typeof value === "string") return change(value, path);
  if (Array.isArray(value)) return value.map((member, index) => mapped(member, change, [...path, index]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, change, [...path, key])]));
};

/** The place in the documents whatever the entry of a list. */
const fieldOf = (path: Path): string => path.map((step) => (typeof step === "number" ? "[]" : step)).join(".");

/** Texts that the schemas allow to be anything: there evidence, indicators or their authors may speak. */
function freeFields(documents: Documents): ReadonlySet<string> {
  const fields = new Map<string, Path>();
  for (const [path] of textsOf(documents)) if (!fields.has(fieldOf(path))) fields.set(fieldOf(path), path);
  const isFree = (at: Path): boolean =>
    v.is(
      DOCUMENTS,
      mapped(documents, (text, path) => (path.length === at.length && path.every((step, index) => step === at[index]) ? "anything" : text)),
    );
  return new Set([...fields].filter(([, path]) => isFree(path)).map(([field]) => field));
}

/** Times are read from evidence as numbers and written by us; a page may take them apart. */
const IS_TIME = /^\d{4}-\d\d-\d\d/;

describe.skipIf(!hasBrowser)("every field of a case in Chromium", () => {
  test.each([
    ["as parameters of our sentences", false],
    ["as whole sentences", true],
  ])("holds markup without an element, a program or a request of its making, %s", async (_title, areSentences) => {
    const documents = documentsOfCase();
    const free = freeFields(documents);
    expect(free.size).toBeGreaterThan(60);
    const numbers = new Map<string, string>();
    const numberOf = (text: string): string => {
      if (!numbers.has(text)) numbers.set(text, String(numbers.size).padStart(6, "0"));
      return numbers.get(text)!;
    };
    const withEach = (ending: string): Documents =>
      mapped(documents, (text, path) => {
        const isId = path.at(-1) === "message";
        return !free.has(fieldOf(path)) || IS_TIME.test(text) || (isId && !areSentences) ? text : numberOf(text) + ending;
      }) as Documents;
    const page = ({ document, ...analysis }: Documents): string =>
      withoutPolicy(reportHtml(viewOf(document, { ...analysis, findings: [...analysis.findings] })));
    const plain = await seen(page(withEach("y".repeat(MARKUP.length))));
    const hostile = await seen(page(withEach(MARKUP)));
    expect(hostile.events).toEqual([]);
    expect(hostile.acting).toEqual([]);
    expect(hostile.text.split("<script>alert(1)</script>").length).toBeGreaterThan(100);
    expect(hostile.skeleton).toEqual(plain.skeleton);
  });
});
