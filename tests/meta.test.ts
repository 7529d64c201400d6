import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { MATCH_TABLE } from "../packages/core/src/analysis/match-table.ts";
import { artifacts } from "../packages/core/src/artifacts/index.generated.ts";
import { readsOf } from "../packages/core/src/detections/detection.ts";
import { detections } from "../packages/core/src/detections/index.generated.ts";
import { ACQUISITION_KINDS } from "../packages/core/src/model/acquisition.ts";
import { messages } from "../packages/core/src/testing/messages.ts";
import { recordFields } from "../scripts/generate/record-fields.ts";
import { type MessageUses, messageUses } from "../scripts/meta/message-uses.ts";

/** What holds for every artifact, detection and sentence; CONTRIBUTING.md asks for it, these tests see to it. */
const ROOT = resolve(import.meta.dirname, "..");
const CORE = join(ROOT, "packages/core/src");
const read = (path: string): string => readFileSync(join(CORE, path), "utf8");

/** Messages that no code names: none, unless a reason stands here. */
const NAMED_BY_DATA: Readonly<Record<string, string>> = {};

/** Types of one field name that may differ between artifacts: the discriminant of each artifact's own records. */
const OWN_TO_EACH = new Set(["kind"]);

const expectSentence = (id: string): void => {
  expect(Object.hasOwn(messages, id), `no message ${id}`).toBe(true);
  expect(messages[id]?.trim(), id).toMatch(/\S{2}/);
};

const expectReferences = (references: readonly string[]): void => {
  expect(references).not.toEqual([]);
  for (const reference of references) {
    expect(URL.canParse(reference), reference).toBe(true);
    expect(reference).toMatch(/^https:\/\//);
    expect(reference).not.toMatch(/example\.(?:org|com)|TODO/);
    // A branch moves; what was read there yesterday may not stand there tomorrow.
    if (/^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\//.test(reference)) expect(reference).toMatch(/\/blob\/[0-9a-f]{40}\//);
  }
};

const expectUnit = (folder: string, id: string, version: number): void => {
  expect(id).toMatch(/^(?:ios|android)\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(version).toBeGreaterThanOrEqual(1);
  expect(Number.isInteger(version)).toBe(true);
  expect(existsSync(join(CORE, folder, `${id}.ts`)), `${folder}/${id}.ts is not there: the id is not the path`).toBe(true);
  expect(read(`${folder}/${id}.ts`), "a placeholder is left").not.toContain("TODO");
};

test("ids are given once", () => {
  for (const units of [artifacts, detections]) {
    const ids = units.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
  }
});

describe.each(artifacts.map((artifact) => [artifact.id, artifact] as const))("artifact %s", (id, artifact) => {
  test("says what it is, what it does not tell, and where that is published", () => {
    expectUnit("artifacts", id, artifact.version);
    for (const key of ["title", "about", "limits"]) expectSentence(`artifacts/${id}/${key}`);
    expectReferences(artifact.references);
  });

  test("names where it lies and which acquisitions hold it", () => {
    expect(artifact.paths).not.toEqual([]);
    for (const path of artifact.paths) expect(path).toMatch(/^(?:\/|bridle:\/)/);
    expect(Object.keys(artifact.presence)).not.toEqual([]);
    for (const kind of Object.keys(artifact.presence)) expect(ACQUISITION_KINDS).toContain(kind);
    const isEmitting = Object.keys(artifact.emits).length > 0;
    expect(artifact.observables !== undefined, "emits and observables go together").toBe(isEmitting);
  });

  test("has a test, with a damaged case", () => {
    const file = `artifacts/${id}.test.ts`;
    expect(existsSync(join(CORE, file)), `${file} is not there`).toBe(true);
    expect(read(file), "no test speaks of damage").toMatch(
      /\b(?:test|it|describe)(?:\.\w+)*\([^)]*\b(?:damage|truncat|cut|corrupt|broken|unreadable|bad row)/i,
    );
  });

  test("has records whose fields can be told", () => {
    expect(recordFields(read(`artifacts/${id}.ts`))).toBeDefined();
  });
});

test("a field of the same name has the same type in every artifact", () => {
  const fields = artifacts.flatMap(({ id }) => (recordFields(read(`artifacts/${id}.ts`)) ?? []).map((field) => ({ id, ...field })));
  for (const [name, same] of Map.groupBy(fields, (field) => field.name)) {
    const types = new Set(same.map(({ type }) => widened(type)));
    if (!OWN_TO_EACH.has(name)) expect([...types], `${name} in ${same.map(({ id }) => id).join(", ")}`).toHaveLength(1);
  }
});

/** Text of any set of words is text. */
const widened = (type: string): string =>
  [...new Set(type.split(" | ").map((part) => (part.startsWith('"') ? "string" : part)))].sort().join(" | ");

describe.each(detections.map((detection) => [detection.id, detection] as const))("detection %s", (id, detection) => {
  test("says what it looks for, why, and which innocent causes are known", () => {
    expectUnit("detections", id, detection.version);
    for (const key of ["title", "rationale", ...detection.falsePositives]) expectSentence(`detections/${id}/${key}`);
    expect(detection.falsePositives).not.toEqual([]);
    expectReferences(detection.references);
  });

  test("reads artifacts that exist", () => {
    for (const artifact of readsOf(detection)) expect(artifacts).toContain(artifact);
  });

  test("takes the place of rules that are gone, and of none that another took the place of", () => {
    for (const gone of detection.replaces ?? []) {
      expect(detections.map((other) => other.id)).not.toContain(gone);
      expect(detections.filter(({ replaces }) => replaces?.includes(gone))).toEqual([detection]);
    }
  });

  test("has a test, with something that must stay silent", () => {
    const file = `detections/${id}.test.ts`;
    expect(existsSync(join(CORE, file)), `${file} is not there`).toBe(true);
    expect(read(file), "no test speaks of silence").toMatch(/\b(?:silent|silence|says nothing|nothing|not |no |never)/);
  });
});

describe("the catalog", () => {
  test.each(Object.entries(messages))("%s is a sentence in ICU syntax", (id, text) => {
    expect(id).toMatch(/^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/);
    expect(text.trim()).toBe(text);
    expect(text).not.toBe("");
    expect(text).not.toContain("TODO");
    expect(() => new IntlMessageFormat(text, "en", undefined, { ignoreTag: true })).not.toThrow();
  });

  test("says of every row of the match table why it rates so, and what else leaves the trace", () => {
    for (const { id } of MATCH_TABLE) for (const catalog of ["match-table", "innocent"]) expectSentence(`${catalog}/${id}`);
  });

  const uses = usesOfAllSources();

  test("holds every message that code names", () => {
    const missing = uses.flatMap(({ file, ids, patterns }) => [
      ...ids.filter(({ id }) => !Object.hasOwn(messages, id)).map(({ id, line }) => `${file}:${line} ${id}`),
      ...patterns
        .filter(({ pattern }) => !Object.keys(messages).some((id) => pattern.test(id)))
        .map(({ pattern, line }) => `${file}:${line} ${pattern}`),
    ]);
    expect(missing).toEqual([]);
  });

  test("holds nothing that no code names", () => {
    const unused = Object.keys(messages).filter((id) => !isNamed(id, uses) && !Object.hasOwn(NAMED_BY_DATA, id));
    expect(unused).toEqual([]);
    expect(Object.keys(NAMED_BY_DATA).filter((id) => !Object.hasOwn(messages, id))).toEqual([]);
  });
});

type FileUses = MessageUses & { readonly file: string };

function usesOfAllSources(): readonly FileUses[] {
  const catalogs = [...new Set(Object.keys(messages).map((id) => id.slice(0, id.lastIndexOf("/"))))];
  return ["core", "node", "browser", "cli"].flatMap((name) =>
    readdirSync(join(ROOT, "packages", name, "src"), { recursive: true, encoding: "utf8" })
      .map((path) => join("packages", name, "src", path).replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".ts") && !/\.(?:test|contract|generated)\.ts$|\/messages\/en\/|\/testing\//.test(path))
      .map((file) => ({ file, ...messageUses(readFileSync(join(ROOT, file), "utf8"), catalogs) })),
  );
}

/** By its whole id or a pattern of it anywhere; by what every artifact and detection has; by its key alone in its own detection. */
function isNamed(id: string, uses: readonly FileUses[]): boolean {
  const [, kind, unit, key] = /^(artifacts|detections)\/([a-z]+\/[^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (kind === "artifacts" && ["title", "about", "limits"].includes(key!)) return artifacts.some((artifact) => artifact.id === unit);
  if (kind === "detections" && ["title", "rationale"].includes(key!)) return detections.some((detection) => detection.id === unit);
  // The report makes the second from the first (report/facts.ts), which no pattern shows.
  if (id.startsWith("innocent/")) return MATCH_TABLE.some((row) => id === `innocent/${row.id}`);
  const own = kind === "detections" ? uses.find(({ file }) => file.endsWith(`/detections/${unit}.ts`)) : undefined;
  if (own?.strings.has(key!) || own?.stringPatterns.some((pattern) => pattern.test(key!))) return true;
  // A pattern as wide as `artifacts/${id}/title` names titles alone, whatever its first part varies over.
  return uses.some(({ ids, patterns }) => ids.some((use) => use.id === id) || patterns.some(({ pattern }) => pattern.test(id)));
}
