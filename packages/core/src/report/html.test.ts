import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256OfText } from "../bytes/hasher.ts";
import { HEADLINES } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";
import { HOSTILE_TEXT, sampleView } from "../testing/sample-view.ts";
import { reportHtml } from "./html.ts";

const VOID = new Set(["meta", "br", "input"]);
const TAG = /<(\/?)([a-z0-9]+)(?: [a-z0-9-]+="[^"<>]*")*(\/?)>/g;

/** Elements left open or closed out of turn. The page is ours, so a few lines judge it: every tag we write is lower-case and whole. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const body = page.replace(/<style>.*?<\/style>/s, "").replace("<!doctype html>", "");
  for (const [, slash, name, end] of body.matchAll(TAG)) {
    if (VOID.has(name!) || end !== "") continue;
    if (slash === "") open.push(name!);
    else if (open.pop() !== name) faults.push(name!);
  }
  const rest = body.replace(TAG, "");
  return [...faults, ...open, ...(rest.match(/[<>]/g) ?? [])];
}

const withText = (text: string): Finding => {
  const finding = sampleView().findings[1]!;
  return {
    ...finding,
    title: { message: "sample/hostile", text },
    summary: { message: "sample/hostile", text },
    families: [text],
    evidence: finding.evidence.map((evidence) => ({
      ...evidence,
      rawPath: text,
      path: text,
      record: { [text]: text, nested: { [text]: [text] }, list: [text, null, 7] },
      reproduce: text,
    })),
  };
};

describe("what the page may do", () => {
  const page = reportHtml(sampleView({ consent: "A. B." }));

  test("forbids everything but its own style, and holds no program, form, frame or reference to elsewhere", () => {
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = btoa(String.fromCharCode(...Uint8Array.from(sha256OfText(style).match(/../g)!, (pair) => Number.parseInt(pair, 16))));
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`);
    expect(page).not.toMatch(/<(script|iframe|object|embed|form|link|img|image|use|base|video|audio|foreignObject)\b/i);
    expect(page).not.toMatch(/\s(src|action|on[a-z]+|style|xlink:href)="/);
    for (const [, target] of page.matchAll(/\shref="([^"]*)"/g)) {
      expect(target).toMatch(/^#/);
      expect(page).toContain(` id="${target!.slice(1)}"`);
    }
    expect(page).not.toMatch(/url\(|@import/);
  });

  test("names its language and direction, and gives each table a caption and its headings a scope", () => {
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page.match(/<table\b/g)!.length).toBe(page.match(/<caption>/g)!.length);
    expect(page).toContain('<th scope="col">');
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });

  test("gives every anchor once", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("is whole", () => {
    expect(unbalanced(page)).toEqual([]);
  });
});

describe("what the page says", () => {
  const page = reportHtml(sampleView());

  test("follows the order of the summary", () => {
    const order = [
      "<h1>",
      ">What was examined</h2>",
      ">What could not be examined</h2>",
      ">What was found</h2>",
      ">What this means, and what it does not mean</h2>",
      ">What to do next</h2>",
      ">When it happened</h2>",
      ">How this was made</h2>",
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("follows a finding to file, hash, place, record, rule of thumb and command", () => {
    for (const part of [
      "/private/var/mobile/Library/SMS/sms.db",
      "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
      "row 1234 of table message, with row 17 of table handle",
      "sqlite3 -safe -readonly",
      "a host below the published one",
      "Amnesty International Security Lab",
      "(stored as 641564553)",
    ]) {
      expect(page).toContain(part);
    }
  });

  test("says on itself, in its title and on paper that it is a demonstration, only when it is one", () => {
    expect(page).toContain("<title>DEMO");
    expect(page).toContain('class="demo"');
    expect(page).toContain("@top-left");
    const real = reportHtml(sampleView({ isDemo: false }));
    expect(real).not.toContain("DEMO");
    expect(real).not.toContain("@top-left");
  });

  test("shows the consent before anything else was opened", () => {
    const opened = reportHtml(sampleView({ consent: "Ana <M.>, 2026-04-01" }));
    expect(opened.indexOf("Ana &lt;M.&gt;")).toBeLessThan(opened.indexOf(">Examined<"));
    expect(page).not.toContain("Opened with consent");
  });

  test("warns first where stalkerware matched", () => {
    const warned = reportHtml(sampleView({ stalkerware: true }));
    expect(warned.indexOf("Read this on another device")).toBeLessThan(warned.indexOf(">Examined<"));
    expect(page).not.toContain("Read this on another device");
  });

  test.each(HEADLINES)("renders %s without findings, with every sentence in the catalog", (headline) => {
    const empty = reportHtml(sampleView({ headline, findings: [], isDemo: false }));
    expect(empty).toContain("No finding counts.");
    expect(empty).not.toMatch(/>(report|headline|next-steps|coverage|floor|assessment)\/[a-z]/);
    expect(empty.replace(/<style>.*?<\/style>/s, "")).not.toMatch(/\b(clean|safe|secure|infected|all clear)\b/i);
  });

  test("gives the same bytes for the same case", () => {
    expect(reportHtml(sampleView())).toBe(page);
  });

  test("folds a long value and says how much of it is folded or left out", () => {
    const long = reportHtml(sampleView({ findings: [withText("x".repeat(20_000))] }));
    expect(long).toContain("the rest, 19,600 characters");
    expect(long).toContain("11,408 characters left out here; findings.json holds the value.");
  });

  test("stays whole and says what it leaves out when there are thousands of findings", () => {
    const page = reportHtml(sampleView({ listed: 2_000 }));
    expect(page).toContain("1,603 more findings stand in findings.json.");
    expect(unbalanced(page)).toEqual([]);
  });
});

describe("what evidence can do to the page", () => {
  test("shows markup, escape sequences and turned text as what they are", () => {
    const page = reportHtml(sampleView());
    expect(HOSTILE_TEXT).toContain("<script>");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;⟨U+001B⟩]0;owned⟨U+0007⟩ invoice⟨U+202E⟩xcod.pdf");
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test("breaks nothing, whatever stands in titles, paths, keys and values", () => {
    const hostile = fc
      .array(
        fc.oneof(
          fc.constantFrom('"', "'", "<", ">", "&", "`", "</span>", "-->", "]]>", "\u0000", "\u202e", "\ud800", "__proto__"),
          fc.string({ unit: "binary" }),
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, (text) => {
        const page = reportHtml(sampleView({ findings: [withText(text)], consent: text }));
        expect(unbalanced(page)).toEqual([]);
        expect(page).not.toMatch(/<script|\u202e|\u0000/);
      }),
      { numRuns: 60 },
    );
  });

  test("cannot pass for markup of ours", () => {
    const finding = withText("a");
    const [evidence] = finding.evidence as [Finding["evidence"][number]];
    const forged = { ...evidence, record: { forged: { markup: "<b>bold</b>", "Symbol(markup)": "<b>bold</b>" } } };
    expect(reportHtml(sampleView({ findings: [{ ...finding, evidence: [forged] }] }))).not.toContain("<b>");
  });
});
