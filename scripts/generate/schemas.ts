import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { AssessmentSchema } from "../../packages/core/src/model/assessment.ts";
import { FindingsDocumentSchema } from "../../packages/core/src/model/finding.ts";
import { CoverageDocumentSchema } from "../../packages/core/src/model/outcome.ts";
import { ProgramsDocumentSchema } from "../../packages/core/src/model/program.ts";
import { type GeneratedFile, ROOT } from "./files.ts";

/** Ids of schemas are names, not addresses: nothing is fetched to read a case. */
const ID = "urn:bridle:schema";
const FOLDER = "packages/core/schemas";

interface SchemaPage {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly schema: GenericSchema;
}

const PAGES: readonly SchemaPage[] = [
  {
    name: "findings",
    title: "Findings",
    description: "data/findings.json of a case: what a person should look at, each with the evidence it rests on.",
    schema: FindingsDocumentSchema,
  },
  {
    name: "coverage",
    title: "Coverage",
    description: "data/coverage.json of a case: what was read, what was not and why, and which indicators could have matched at all.",
    schema: CoverageDocumentSchema,
  },
  {
    name: "programs",
    title: "Programs",
    description: "data/programs.json of a case: what was seen to run, joined over all sources that tell of programs. Not of every phone.",
    schema: ProgramsDocumentSchema,
  },
  {
    name: "assessment",
    title: "Assessment",
    description: "data/assessment.json of a case: the headline, the axes behind it, and what to do next.",
    schema: AssessmentSchema,
  },
];

/** JSON Schemas (draft 2020-12) of the documents of a case, from the schemas that the code itself uses. */
export async function schemas(): Promise<readonly GeneratedFile[]> {
  return [...PAGES, ...(await casePages())].map(({ name, title, description, schema }) => ({
    path: `${FOLDER}/${name}.json`,
    text: `${JSON.stringify({ ...converted(schema), $id: `${ID}:${name}`, title, description }, undefined, 2)}\n`,
  }));
}

const converted = (schema: GenericSchema): object => toJsonSchema(schema, { target: "draft-2020-12", errorMode: "throw" });

/** Every `<Name>DocumentSchema` that case/documents.ts exports, under its name in kebab-case. */
async function casePages(): Promise<readonly SchemaPage[]> {
  const file = join(ROOT, "packages/core/src/case/documents.ts");
  if (!existsSync(file)) return [];
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  return Object.entries(exported).flatMap(([key, schema]) => {
    const words = /^(\w+)DocumentSchema$/.exec(key)?.[1]?.replace(/(?<=.)[A-Z]/g, " $&");
    if (words === undefined) return [];
    const name = words.toLowerCase().replaceAll(" ", "-");
    const description = `${name}.json of a case.`;
    return [{ name, title: words, description, schema: schema as GenericSchema }];
  });
}
