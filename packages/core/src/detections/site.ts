import { parseUrl } from "../formats/url/url.ts";

/** Labels below which countries let people register (co.uk, com.br): a choice of the usual ones, where the whole public suffix list is not needed. */
const SECOND_LEVEL = new Set(["ac", "co", "com", "edu", "go", "gob", "gov", "mil", "ne", "net", "nom", "or", "org"]);
const COUNTRY_LETTERS = 2;

/** The name that someone registered, near enough to tell one site from another; an address stands for itself. */
export function siteOf(host: string): string {
  const labels = host.split(".");
  if (labels.length <= 2 || host.includes(":") || /^\d+$/.test(labels.at(-1)!)) return host;
  const isBelowCountry = labels.at(-1)!.length === COUNTRY_LETTERS && SECOND_LEVEL.has(labels.at(-2)!);
  return labels.slice(isBelowCountry ? -3 : -2).join(".");
}

export interface Site {
  readonly isPlain: boolean;
  readonly host: string;
  readonly site: string;
  readonly path: string;
}

/** Where an http or https URL points; others are no websites. */
export function siteOfUrl(url: string): Site | undefined {
  const parsed = parseUrl(url);
  const scheme = parsed?.scheme?.toLowerCase();
  if (!parsed || (scheme !== "http" && scheme !== "https")) return undefined;
  return { isPlain: scheme === "http", host: parsed.host, site: siteOf(parsed.host), path: parsed.path };
}

const MAX_DIFFERENCE = 2;

/** One letter or two apart, or one within the other: brands register such names and send them on to their own (foxnew, foxnews). */
export function haveSimilarNames(a: string, b: string): boolean {
  const left = a.slice(0, a.indexOf("."));
  const right = b.slice(0, b.indexOf("."));
  if (left.length < 3 || right.length < 3) return false;
  return left.includes(right) || right.includes(left) || distance(left, right) <= MAX_DIFFERENCE;
}

/** Letters to insert, remove or replace (Levenshtein); labels have 63 letters at most. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + Number(a[row - 1] !== b[column - 1]);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
