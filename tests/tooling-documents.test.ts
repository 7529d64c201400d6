import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { messages } from "../packages/core/src/testing/messages.ts";

/** What the documents name must be there: pages, files, scripts, commands. */
const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
];
const found = (path: string, pattern: RegExp): string[] => [...read(path).matchAll(pattern)].map(([, name]) => name!);
const each = (pattern: RegExp): [string, string][] =>
  pages.flatMap((page) => found(page, pattern).map((name): [string, string] => [page, name]));

test("links between pages lead somewhere", () => {
  const links = each(/\]\((?!https?:)([^)#\s]+)/g);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(([page, target]) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

/** As GitHub makes the address of a heading: its words in small letters, hyphens for spaces. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
const anchorsOf = (path: string): readonly string[] => found(path, /^#+ (.*)$/gm).map(anchorOf);

test("links into pages lead to a heading", () => {
  const links = each(/\]\((?!https?:)([^)\s]*#[^)\s]+)\)/g);
  expect(links.length).toBeGreaterThan(5);
  const wrong = links.filter(([page, link]) => {
    const [path, anchor] = link.split("#") as [string, string];
    return !anchorsOf(path === "" ? page : join(dirname(page), path)).includes(anchor);
  });
  expect(wrong).toEqual([]);
});

test("scripts that are named can be run", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = each(/npm run (?:-s )?([\w:-]+)/g);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(([, name]) => !(name in scripts))).toEqual([]);
});

test("commands that are named can be given", () => {
  const commands = new Set(found("docs/reference/command-line.md", /^## bridle ([\w-]+)/gm));
  expect(commands.size).toBeGreaterThan(3);
  const named = each(/`(?:npx )?bridle ([a-z][\w-]*)/g).concat(each(/^npx bridle ([\w-]+)/gm));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(([, name]) => !commands.has(name))).toEqual([]);
});

test("options that are named are those of their command", () => {
  const help = new Map(
    [...read("docs/reference/command-line.md").matchAll(/^#+ bridle ([\w -]+)\n([\s\S]*?)(?=^#+ |(?![\s\S]))/gm)].map(([, name, text]) => [
      name!,
      text!,
    ]),
  );
  const lines = pages
    .filter((page) => !page.startsWith("docs/reference/"))
    .flatMap((page) => found(page, /(?:npx |`)bridle ([^\n`|;&]*)/g).map((line): [string, string] => [page, line]));
  const wrong = lines.flatMap(([page, line]) => {
    const command = [...help.keys()].filter((name) => `${line} `.startsWith(`${name} `)).sort((one, other) => other.length - one.length)[0];
    const options = [...line.matchAll(/(?<=\s)--?[a-z][a-z-]*/g)].map(([option]) => option);
    return options
      .filter((option) => !new RegExp(`[ ,]${option}(?![\\w-])`).test(help.get(command ?? "") ?? ""))
      .map((option) => `${page}: ${line}: ${option}`);
  });
  expect(lines.filter(([, line]) => / --?[a-z]/.test(line)).length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test("an artifact is spelled one way", () => {
  expect(pages.filter((page) => /artefact/i.test(read(page)))).toEqual([]);
  expect(Object.entries(messages).filter(([, text]) => /artefact/i.test(text))).toEqual([]);
});

/** The guide follows the report; a part or a label that is renamed there is renamed here. */
const GUIDE = "docs/reading-a-report.md";
const PARTS = ["examined", "unread", "found", "meaning", "next", "times", "method"];

test("the guide to the report has its parts, in its order", () => {
  const headings = found(GUIDE, /^## (.*)$/gm);
  const parts = PARTS.map((part) => messages[`report/${part}-heading` as keyof typeof messages]);
  expect(headings.filter((heading) => parts.includes(heading))).toEqual(parts);
});

test("what the guide quotes stands in the report", () => {
  const said = Object.values(messages).join("\n").replaceAll("''", "'");
  const prose = read(GUIDE)
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/`[^`]*`/g, "")
    .replaceAll(/\s+/g, " ");
  const quoted = [...prose.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, words]) => words!);
  expect(quoted.length).toBeGreaterThan(30);
  expect(quoted.filter((words) => words !== "no" && !said.includes(words))).toEqual([]);
});
