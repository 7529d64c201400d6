import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRenderer } from "../packages/core/src/messages/catalog.ts";
import { reportHtml } from "../packages/core/src/report/html.ts";
import { messages } from "../packages/core/src/testing/messages.ts";
import { type SampleChoices, sampleView } from "../packages/core/src/testing/sample-view.ts";
import { hasBrowser, startBrowser } from "./support/browser.ts";

/** The report as a browser shows, judges and prints it. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA, and what axe-core counts as good practice beyond it. https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const SCREEN: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const NARROW: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
const DARK: BrowserContextOptions = { ...SCREEN, colorScheme: "dark" };

const PAGES: Readonly<Record<string, SampleChoices>> = {
  "a compromise": {},
  "a compromise of a real phone, opened with consent": { isDemo: false, consent: "A. B., 2026-04-01, all of the phone" },
  stalkerware: { stalkerware: true },
  "no conclusion": { headline: "inconclusive", findings: [] },
};

describe.skipIf(!hasBrowser)("the report in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bridle-report-page-"));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function shown<T>(html: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
    const file = join(folder, "report.html");
    writeFileSync(file, html);
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      return await look(page);
    } finally {
      await context.close();
    }
  }

  /** What axe-core objects to, one line each. Its program comes in past the page's policy, as a person's tools do. */
  async function objections(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults, string[]>(
      (values) => (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run({ runOnly: { type: "tag", values } }),
      RULES,
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
    );
  }

  describe.each(Object.entries(PAGES))("of %s", (_, choices) => {
    const html = reportHtml(sampleView(choices));

    test.each([
      ["on a screen", SCREEN],
      ["in the dark", DARK],
      ["on a telephone", PHONE],
    ])("meets WCAG 2.2 AA %s, with all that is folded unfolded", async (_name, options) => {
      await shown(html, options, async (page) => {
        await page.getByRole("checkbox").check();
        expect(await objections(page)).toEqual([]);
      });
    });

    test.each(["A4", "Letter"])("holds all in short on one sheet of %s", async (format) => {
      await shown(html, SCREEN, async (page) => {
        const whole = sheetsOf(await page.pdf({ format }));
        await page.evaluate(() => {
          for (const part of document.querySelectorAll("main > :not(.cover)")) part.remove();
        });
        expect(sheetsOf(await page.pdf({ format }))).toBe(1);
        expect(whole).toBeGreaterThan(1);
      });
    });
  });

  test("opens on paper what is folded only when asked to", async () => {
    await shown(reportHtml(sampleView()), SCREEN, async (page) => {
      const folded = sheetsOf(await page.pdf({ format: "A4" }));
      await page.getByRole("checkbox").check();
      expect(sheetsOf(await page.pdf({ format: "A4" }))).toBeGreaterThan(folded * 2);
    });
  });

  test("needs no scrolling sideways on a narrow screen, unfolded or not", async () => {
    await shown(reportHtml(sampleView()), NARROW, async (page) => {
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.getByRole("checkbox").check();
      expect(await overflow()).toBeLessThanOrEqual(0);
    });
  });

  test("turns around for a language from right to left, the picture of times with it", async () => {
    const html = reportHtml(sampleView({ headline: "compromise-indicated" }), { render: createRenderer("ar", (id) => messages[id]) });
    await shown(html, SCREEN, async (page) => {
      const places = await page.evaluate(() => {
        const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
        const reach = box(".times .reach rect");
        const frame = box(".times");
        return {
          direction: document.documentElement.dir,
          headingIsRight: box(".part > h2").left > box(".part > .body").left,
          labelEnds: Math.round(frame.right - box(".times .targeting > text").right),
          reachIsRightOfMiddle: reach.right > frame.left + frame.width / 2,
        };
      });
      expect(places).toEqual({ direction: "rtl", headingIsRight: true, labelEnds: 0, reachIsRightOfMiddle: true });
      expect(await objections(page)).toEqual([]);
    });
  });

  test("gives the picture a name and a description, and the table below it the same findings", async () => {
    await shown(reportHtml(sampleView()), SCREEN, async (page) => {
      const picture = page.getByRole("img", { name: /^From 2020-11-02 to 2021-05-08: how far back the records reach/ });
      expect(await picture.count()).toBe(1);
      const rows = await page.getByRole("table", { name: "What counts, earliest first" }).getByRole("row").allInnerTexts();
      expect(rows.slice(1).map((row) => row.split("\t")[1]!.split("\n")[0])).toEqual([
        "A message held a link to a listed host",
        "A process bore a listed name",
      ]);
    });
  });

  test("asks for nothing and applies no style but its own", async () => {
    const file = join(folder, "report.html");
    writeFileSync(file, reportHtml(sampleView()).replace("<main>", '<main><p id="forged" style="color: rgb(1, 2, 3)">x</p>'));
    const page = await browser.newPage();
    const asked: string[] = [];
    const refused: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (line) => refused.push(line.text()));
    await page.goto(pathToFileURL(file).href);
    const look = await page.evaluate(() => ({
      forged: getComputedStyle(document.querySelector("#forged")!).color,
      own: getComputedStyle(document.querySelector(".brief > div")!).display,
    }));
    await page.close();
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(look.own).toBe("grid");
    expect(look.forged).not.toBe("rgb(1, 2, 3)");
    expect(refused.join(" ")).toMatch(/Content Security Policy/);
  });
});

/** Sheets of a PDF, by the entries of its page tree. */
const sheetsOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
