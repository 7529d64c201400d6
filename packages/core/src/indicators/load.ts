import { sha256 } from "@noble/hashes/sha2.js";
import type { Indicator, Pack } from "../model/indicator.ts";
import { toHex } from "../model/json.ts";
import { IndicatorError } from "./indicator-error.ts";
import type { NotEvaluable } from "./not-evaluable.ts";
import { readPlainList } from "./plain-list.ts";
import { readStixBundle, type StixBundle } from "./stix-bundle.ts";

/** A file of indicators, read. */
export interface LoadedIndicators {
  readonly pack: Pack;
  readonly indicators: readonly Indicator[];
  /** What takes no part, each with its reason: to be counted and named in coverage. */
  readonly notEvaluable: readonly NotEvaluable[];
  readonly revoked: number;
}

/** Longest text that JavaScript engines hold is about 512 MB; a million indicators take 280. */
export const MAX_INDICATOR_BYTES = 400 * 1024 * 1024;

/** What a file does not say about itself, where the caller knows it (an index of feeds does). */
export type KnownAboutPack = Partial<Omit<Pack, "sha256" | "origin">>;

/** Reads a STIX 2.x bundle or a plain list, told apart by content. `name` is the file's; throws IndicatorError. */
export function loadIndicators(name: string, bytes: Uint8Array, origin: Pack["origin"], known: KnownAboutPack = {}): LoadedIndicators {
  const text = textOf(bytes);
  const hash = toHex(sha256(bytes));
  const isJson = /^\s*[[{]/.test(text);
  const read: StixBundle = isJson ? readStixBundle(parsed(text)) : { ...readPlainList(text), revoked: 0, objects: 0, families: [] };
  const pack: Pack = {
    id: `${slug(name)}-${hash.slice(0, 8)}`,
    title: titleOf(name, read),
    class: "unclassified",
    publisher: "unknown",
    source: name,
    licence: "unknown",
    sha256: hash,
    origin,
    ...(read.publisher !== undefined && { publisher: read.publisher }),
    ...(read.date !== undefined && { date: read.date.slice(0, 10) }),
    ...known,
  };
  const indicators = read.indicators.map((indicator): Indicator => ({ ...indicator, pack: pack.id }));
  return { pack, indicators, notEvaluable: read.notEvaluable, revoked: read.revoked };
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > MAX_INDICATOR_BYTES) throw new IndicatorError("too-large", `${bytes.length} bytes`);
  const text = decoded(bytes);
  if (text.trim() === "") throw new IndicatorError("empty", "no text");
  return text;
}

function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new IndicatorError("not-text", "holds zero bytes");
    return text;
  } catch (cause) {
    throw cause instanceof IndicatorError ? cause : new IndicatorError("not-text", "neither UTF-8 nor UTF-16", { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new IndicatorError("not-json", "begins like JSON and is none", { cause });
  }
}

const MAX_SLUG = 60;
const MAX_NAMES_IN_TITLE = 3;

/** The file's name without its ending, in kebab-case. */
function slug(name: string): string {
  const base = name.slice(name.search(/[^/\\]*$/)).replace(/\.[A-Za-z\d]{1,8}$/, "");
  const text = base
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_SLUG);
  return text === "" ? "indicators" : text;
}

const titleOf = (name: string, { families }: StixBundle): string =>
  families.length > 0 && families.length <= MAX_NAMES_IN_TITLE ? families.join(", ") : name;
