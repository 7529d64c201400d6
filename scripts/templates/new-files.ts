import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const DETECTION_FORMS = ["match", "fold", "correlate"] as const;
export type DetectionForm = (typeof DETECTION_FORMS)[number];

/** What a person asked for in a way that cannot be done; the message is one sentence for them. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}

interface NewFile {
  /** Below packages/core/src. */
  readonly path: string;
  readonly template: string;
}

const ID = /^(ios|android)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
/** A file name that is still read at a glance. */
const MAX_NAME_LENGTH = 60;

export const writeArtifact = (root: string, id: string): readonly string[] =>
  writeNew(root, id, [
    { path: `artifacts/${id}.ts`, template: "artifact/source.txt" },
    { path: `artifacts/${id}.test.ts`, template: "artifact/test.txt" },
    { path: `messages/en/artifacts/${id}.ts`, template: "artifact/messages.txt" },
  ]);

export function writeDetection(root: string, id: string, form: string): readonly string[] {
  if (!isForm(form)) throw new RequestError(`There is no form "${form}"; there are ${DETECTION_FORMS.join(", ")}.`);
  return writeNew(root, id, [
    { path: `detections/${id}.ts`, template: `detection/${form}.txt` },
    { path: `detections/${id}.test.ts`, template: `detection/${form}.test.txt` },
    { path: `messages/en/detections/${id}.ts`, template: `detection/${form}.messages.txt` },
  ]);
}

const isForm = (form: string): form is DetectionForm => (DETECTION_FORMS as readonly string[]).includes(form);

/** Writes all files or none; gives their paths from the root. */
function writeNew(root: string, id: string, files: readonly NewFile[]): readonly string[] {
  const [, , name] = ID.exec(id) ?? [];
  if (name === undefined || name.length > MAX_NAME_LENGTH) {
    throw new RequestError(`"${id}" is no id: write a platform and a short name in kebab-case, such as ios/example-name.`);
  }
  const targets = files.map(({ path, template }) => ({ path: `packages/core/src/${path}`, template }));
  const taken = targets.find(({ path }) => existsSync(join(root, path)));
  if (taken) throw new RequestError(`${taken.path} is there already, and ids are never given twice.`);
  for (const { path, template } of targets) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), filled(template, id, name), { flag: "wx" });
  }
  return targets.map(({ path }) => path);
}

const filled = (template: string, id: string, name: string): string =>
  readFileSync(join(import.meta.dirname, template), "utf8")
    .replaceAll("__ID__", id)
    .replaceAll("__NAME__", name)
    .replaceAll("__VALUE__", camelCase(name))
    .replaceAll(
      "__TYPE__",
      camelCase(name).replace(/^./, (letter) => letter.toUpperCase()),
    );

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
