/**
 * The index of feeds, `indicators.yaml` of mvt-project/mvt-indicators, once its YAML is parsed: a list of entries, each a file in a
 * repository on GitHub or an address elsewhere. Nothing of it is believed: names become parts of an address only in the form that
 * GitHub gives them, and never a path on this disk.
 */
export interface FeedEntry {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly url: string;
  readonly title?: string;
  readonly references: readonly string[];
}

export interface FeedIndex {
  readonly entries: readonly FeedEntry[];
  /** Entries that name an address of another kind. */
  readonly elsewhere: readonly string[];
}

export const INDEX_REPOSITORY = "mvt-project/mvt-indicators";
export const INDEX_PATH = "indicators.yaml";
export const INDEX_URL = `https://raw.githubusercontent.com/${INDEX_REPOSITORY}/main/${INDEX_PATH}`;

/** The index of 2026-09 names 21. */
export const MAX_ENTRIES = 300;
const MAX_REFERENCES = 32;
const MAX_TITLE = 200;
const MAX_PATH = 400;
/** GitHub's own rules for names, and the letters that paths of feeds have. */
const NAME = /^[A-Za-z\d](?:[A-Za-z\d._-]{0,98}[A-Za-z\d_-])?$/;
const SEGMENT = /^[A-Za-z\d_(][A-Za-z\d ._()+-]*$/;

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Undefined where the text is no index at all. */
export function readFeedIndex(parsed: unknown): FeedIndex | undefined {
  const list = isObject(parsed) ? parsed["indicators"] : undefined;
  if (!Array.isArray(list) || !list.every(isObject)) return undefined;
  const read = list.slice(0, MAX_ENTRIES + 1).map((item) => ({ item, entry: entryOf(item) }));
  const entries = read.flatMap(({ entry }) => entry ?? []);
  return {
    entries: entries.filter(({ url }, at) => entries.findIndex((other) => other.url === url) === at),
    elsewhere: read.filter(({ entry }) => entry === undefined).map(({ item }) => nameOf(item)),
  };
}

function entryOf(item: Members): FeedEntry | undefined {
  const github = item["github"];
  if (item["type"] !== "github" || !isObject(github)) return undefined;
  const [owner, repo, branch, path] = ["owner", "repo", "branch", "path"].map((name) => textOf(github[name]));
  if (owner === undefined || repo === undefined || branch === undefined || path === undefined) return undefined;
  const segments = path.split("/");
  if (![owner, repo, branch].every((name) => NAME.test(name)) || path.length > MAX_PATH) return undefined;
  if (!segments.every((segment) => SEGMENT.test(segment))) return undefined;
  const url = `https://raw.githubusercontent.com/${[owner, repo, branch, ...segments].map(encodeURIComponent).join("/")}`;
  const title = textOf(item["name"])?.slice(0, MAX_TITLE);
  return { repository: `${owner}/${repo}`, branch, path, url, ...(title !== undefined && { title }), references: referencesOf(item) };
}

function referencesOf(item: Members): string[] {
  const list = Array.isArray(item["references"]) ? item["references"].slice(0, MAX_REFERENCES) : [];
  return [...new Set(list.filter((link): link is string => typeof link === "string" && /^https:\/\/\S{1,2000}$/.test(link)))];
}

const nameOf = (item: Members): string => textOf(item["download_url"]) ?? textOf(item["name"]) ?? JSON.stringify(item).slice(0, MAX_TITLE);
