import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { messages } from "../packages/core/src/testing/messages.ts";
import { CLAIM_EXCEPTIONS } from "../scripts/meta/claim-exceptions.ts";
import { checkClaims, type Sentence } from "../scripts/meta/claims.ts";
import { pageSentences } from "../scripts/meta/page-sentences.ts";
import { sourceSentences } from "../scripts/meta/source-sentences.ts";

/** No sentence for people says more than data can carry: those that Bridle prints, and those of its documents. */
const ROOT = resolve(import.meta.dirname, "..");
const PRINTED: readonly Sentence[] = Object.entries(messages).map(([id, text]) => ({ id, text }));

const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
];
/** Generated pages repeat sentences of the catalog; those are held to the rule there. */
const printed = new Set(PRINTED.map(({ text }) => text));
const WRITTEN: readonly Sentence[] = pages.flatMap((id) =>
  pageSentences(readFileSync(join(ROOT, id), "utf8"))
    .filter((text) => !printed.has(text))
    .map((text) => ({ id, text })),
);

/** What sources say besides: descriptions in schemas, faults. The corpus speaks of phones that it made itself, and knows them. */
const NO_SENTENCES = /\.(?:test|contract|generated)\.ts$|\/messages\/en\/|\/(?:top-level-domains|html\/style)\.ts$/;
const CODED: readonly Sentence[] = ["core", "node", "browser", "cli"].flatMap((name) =>
  readdirSync(join(ROOT, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => `packages/${name}/src/${path.replaceAll("\\", "/")}`)
    .filter((id) => id.endsWith(".ts") && !NO_SENTENCES.test(id))
    .flatMap((id) => sourceSentences(readFileSync(join(ROOT, id), "utf8")).map((text) => ({ id, text }))),
);

test("no sentence that is printed, and none of the documents or sources, claims what data cannot carry", () => {
  expect(WRITTEN.length).toBeGreaterThan(500);
  expect(CODED.length).toBeGreaterThan(200);
  expect(checkClaims([...PRINTED, ...WRITTEN, ...CODED], CLAIM_EXCEPTIONS)).toEqual({ claims: [], stale: [] });
});

test("exceptions are given once", () => {
  const keys = CLAIM_EXCEPTIONS.map(({ id, words }) => `${id}: ${words}`);
  expect([...new Set(keys)]).toEqual(keys);
});

describe("the claim check", () => {
  const claimsOf = (text: string) => checkClaims([{ id: "a/b", text }], []).claims;

  test.each([
    "Your phone is clean.",
    "You are safe now.",
    "Take it to somebody safer.",
    "All clear.",
    "A clean bill of health.",
    "There is no need to worry.",
    "This phone is infected.",
    "It was hacked.",
    "Pegasus was found on this phone.",
    "We detected Predator.",
    "NSO Group attacked this person.",
    "The government sent the link.",
    "The user opened the link.",
    "The owner has visited the page.",
    "You clicked a link.",
    "This proves an attack.",
    "This is proven.",
    "That confirms an infection.",
    "A malicious link was received.",
    "There is no spyware here.",
    "There were no traces of an attack.",
    "The phone was not targeted.",
    "This is the complete history of the phone.",
    "All messages were read.",
    "It shows everything on this phone.",
    "Ordinary features are misused more often than hidden apps.",
  ])("refuses: %s", (text) => {
    expect(claimsOf(text)).not.toEqual([]);
  });

  test.each([
    "Nothing that was read matched an indicator.",
    "A page of a listed host was loaded.",
    "It matches an indicator that Amnesty links to Pegasus.",
    "Do not remove anything before you have spoken to an advocate.",
    "The Safari history was read.",
    "No known traces were found in the parts that could be read.",
    "Did you read about spyware, or install the app yourself?",
    "proven on: real data",
    "Stalkerware is often not the cause.",
  ])("lets pass: %s", (text) => {
    expect(claimsOf(text)).toEqual([]);
  });

  test("an exception covers its words alone, needs a reason, and fails when it covers nothing", () => {
    const good = { id: "a/b", words: "clean install", reason: "quotes a name" };
    const check = (text: string, exception = good) => checkClaims([{ id: "a/b", text }], [exception]);
    expect(check("a clean install")).toEqual({ claims: [], stale: [] });
    expect(check("an install").stale).toEqual([good]);
    expect(check("a clean install of a clean phone").claims).toMatchObject([{ words: "clean" }]);
    expect(check("a clean phone").claims).toHaveLength(1);
    expect(check("a clean install", { ...good, id: "a/c" }).claims).toHaveLength(1);
    expect(check("a clean install", { ...good, reason: " " }).stale).toHaveLength(1);
  });
});

test("sentences of a source are its longer strings, those of templates among them", () => {
  const text = `import "a b c d e"; const a = "two words"; say("a phone that was updated", \`the phone was updated by \${a} words\`);`;
  expect(sourceSentences(text)).toEqual(["a phone that was updated", "the phone was updated by "]);
});

describe("sentences of a page", () => {
  test("are its paragraphs, headings, items and table fields, each on one line", () => {
    expect(
      pageSentences(
        "# A title\n\nOne paragraph\non two lines.\n\n* an item\n  of two lines\n* another\n\n1. first\n\n| a | b |\n|---|---|\n",
      ),
    ).toEqual(["A title", "One paragraph on two lines.", "an item of two lines", "another", "first", "a", "b"]);
  });

  test("leave out code, comments and addresses, and keep the words of links", () => {
    expect(
      pageSentences("<!-- clean -->\nSee [the guide](docs/clean.md) on `clean` (https://example.org/clean).\n\n```sh\nrm clean\n```\nEnd."),
    ).toEqual(["See the guide on … (…", "End."]);
  });

  test("take quoted lines as one", () => {
    expect(pageSentences("> What to\n> say.\n\nAnd more.")).toEqual(["What to say.", "And more."]);
  });

  test("keep emphasis and an escaped stroke inside a field", () => {
    expect(pageSentences("| **what** a \\| b | c |\n")).toEqual(["what a \\| b", "c"]);
  });
});
