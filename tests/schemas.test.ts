import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { AssessmentSchema } from "../packages/core/src/model/assessment.ts";
import { FindingsDocumentSchema } from "../packages/core/src/model/finding.ts";
import { CoverageDocumentSchema } from "../packages/core/src/model/outcome.ts";

const FOLDER = resolve(import.meta.dirname, "../packages/core/schemas");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
const validator = (name: string): ValidateFunction =>
  new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(read(name));

describe.each(names)("the published schema %s", (name) => {
  test("is of draft 2020-12, named, titled, and compiles in a strict validator", () => {
    const schema = read(name);
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema["$id"]).toBe(`urn:bridle:schema:${name.replace(".json", "")}`);
    for (const key of ["title", "description"]) expect(schema[key], key).toMatch(/\S/);
    expect(validator(name)).toBeTypeOf("function");
  });
});

const text = (words: string) => ({ message: "report/title", text: words });
const axis = { level: "not-assessable", findings: [], reasons: [text("Nothing was read.")] };
const finding = {
  id: "0".repeat(64),
  kind: "detection",
  title: text("A title"),
  summary: { ...text("A summary"), params: { count: 2, name: "x" } },
  axis: "none",
  severity: "info",
  confidence: "low",
  rationale: text("Why"),
  families: [],
  observables: [{ type: "process:name", value: "x" }],
  benign: [],
  isExperimental: true,
  count: 1,
  evidence: [
    {
      artifact: "ios/data-usage",
      artifactVersion: 1,
      acquisition: "0".repeat(64),
      path: "/private/var/x",
      rawPath: "ab/cd",
      sha256: "0".repeat(64),
      at: [
        { kind: "row", table: "ZPROCESS", row: "1" },
        { kind: "key", path: ["a", 0] },
      ],
      record: { anything: [1, "two", null] },
    },
  ],
};

/** A document, and changes that make it wrong. Our own validator and an outside one over the published schema must agree. */
const CASES = [
  {
    name: "findings",
    schema: FindingsDocumentSchema,
    good: { schemaVersion: "1.0.0", findings: [finding] },
    bad: [
      { schemaVersion: 1, findings: [] },
      { schemaVersion: "1.0.0" },
      { schemaVersion: "1.0.0", findings: [{ ...finding, id: "short" }] },
      { schemaVersion: "1.0.0", findings: [{ ...finding, severity: "fatal" }] },
      { schemaVersion: "1.0.0", findings: [{ ...finding, verdict: "x" }] },
      { schemaVersion: "1.0.0", findings: [{ ...finding, evidence: [{ ...finding.evidence[0], at: [{ kind: "row" }] }] }] },
    ],
  },
  {
    name: "coverage",
    schema: CoverageDocumentSchema,
    good: {
      schemaVersion: "1.0.0",
      acquisition: { problems: [{ problem: text("Gone"), count: 1 }], problemCount: 1 },
      artifacts: [
        {
          id: "ios/sms",
          version: 1,
          status: "absent",
          reason: "expected-but-missing",
          files: [],
          records: 0,
          problems: [],
          problemCount: 0,
        },
      ],
      families: [{ family: "X", role: "ran", indicators: 1, evaluable: 0 }],
      indicators: { loaded: 1, revoked: 0, unreadable: [], notEvaluable: [{ pack: "p", reason: "r", count: 1, examples: ["e"] }] },
    },
    bad: [
      { schemaVersion: "1.0.0" },
      {
        schemaVersion: "1.0.0",
        acquisition: { problems: [], problemCount: 0 },
        artifacts: [{ id: "x", status: "fine" }],
        families: [],
        indicators: {},
      },
    ],
  },
  {
    name: "assessment",
    schema: AssessmentSchema,
    good: {
      schemaVersion: "1.0.0",
      headline: "inconclusive",
      sentence: text("Too little was read."),
      axes: { targeting: axis, attempt: axis, compromise: axis },
      review: [],
      exposure: [],
      floor: [text("Too little")],
      coverage: [],
      nextSteps: [],
    },
    bad: [{ schemaVersion: "1.0.0", headline: "fine" }],
  },
] as const;

describe.each(CASES)("documents of $name", ({ name, schema, good, bad }) => {
  test("that are good pass both validators", () => {
    const validate = validator(`${name}.json`);
    expect(validate(good), JSON.stringify(validate.errors)).toBe(true);
    expect(v.safeParse(schema, good).success).toBe(true);
  });

  test.each(bad.map((document, index) => [index, document] as const))("that are wrong fail both (%i)", (_index, document) => {
    expect(validator(`${name}.json`)(document)).toBe(false);
    expect(v.safeParse(schema as v.GenericSchema, document).success).toBe(false);
  });
});
