import { createHash } from "node:crypto";
import { IndicatorError, isStalkerwareList, type LoadedIndicators, loadIndicators, type Pack, readStalkerwareList } from "@bridle/core";

type Origin = Pack["origin"];

/** What the caller knows of a set and its file does not say. */
export type KnownAbout = Partial<Omit<Pack, "sha256" | "origin">>;

export const YAML_ENDING = /\.ya?ml$/i;
/** Published lists have 100 KB. YAML is read whole, and costs seconds per megabyte. */
export const MAX_YAML_BYTES = 4 * 1024 * 1024;
/** Anchors, tags and aliases, or what looks like one: the published lists have none, and reading thousands in a row takes hours. */
const PROPERTY = /(?:^|[\s[{,:?-])[&!*][^\s]/gm;
const MAX_PROPERTIES = 100;

/** One file of indicators in any form that Bridle reads. Throws IndicatorError. */
export async function readSet(name: string, bytes: Uint8Array, origin: Origin, known: KnownAbout = {}): Promise<LoadedIndicators> {
  if (YAML_ENDING.test(name)) return readYamlSet(name, bytes, origin, known);
  return loadIndicators(name, bytes, origin, known, { sha256: createHash("sha256").update(bytes).digest("hex") });
}

/** Parsed YAML without what YAML could do besides: no aliases, no tags of its own. Throws IndicatorError. */
export async function parseYaml(bytes: Uint8Array): Promise<unknown> {
  if (bytes.length > MAX_YAML_BYTES) throw new IndicatorError("too-large", `${bytes.length} bytes of YAML`);
  const text = textOf(bytes);
  if (countOf(text, PROPERTY) > MAX_PROPERTIES) throw new IndicatorError("not-indicators", "YAML of anchors and tags");
  const { parseDocument } = await import("yaml");
  try {
    const document = parseDocument(text, { schema: "core", logLevel: "silent", uniqueKeys: false });
    const [fault] = document.errors;
    if (fault) throw fault;
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (cause) {
    throw new IndicatorError("not-indicators", `YAML: ${String(cause)}`, { cause });
  }
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count > MAX_PROPERTIES) break;
  return count;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new IndicatorError("not-text", "not UTF-8", { cause });
  }
}

async function readYamlSet(name: string, bytes: Uint8Array, origin: Origin, known: KnownAbout): Promise<LoadedIndicators> {
  const parsed = await parseYaml(bytes);
  if (!isStalkerwareList(parsed)) throw new IndicatorError("not-indicators", "YAML of another form than Echap's list");
  const { values, unlisted } = readStalkerwareList(parsed);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const pack: Pack = {
    id: `${/watchware/i.test(name) ? "watchware" : "stalkerware"}-list-${sha256.slice(0, 8)}`,
    title: name,
    class: /watchware/i.test(name) ? "watchware" : "stalkerware",
    publisher: "unknown",
    source: name,
    licence: "unknown",
    sha256,
    origin,
    ...known,
  };
  return {
    pack,
    indicators: values.map(({ family, type, value, domainRole }) => ({
      type,
      value,
      pack: pack.id,
      families: [family],
      ...(domainRole && { domainRole }),
      references: [],
    })),
    notEvaluable: unlisted.map(({ family, field, value }) => ({ reason: "object-path", text: `${family}: ${field} ${value}` })),
    revoked: 0,
  };
}
