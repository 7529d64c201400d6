import { parse } from "yaml";
import { portableSha256, sha256OfText } from "../../packages/core/src/bytes/hasher.ts";
import { normalizeIndicator } from "../../packages/core/src/indicators/key.ts";
import { loadIndicators } from "../../packages/core/src/indicators/load.ts";
import { FEED_REPOSITORIES, FEEDS } from "../../packages/core/src/knowledge/feeds.ts";
import { hashedText, PACK_SCHEMA_VERSION, type PackFile } from "../../packages/core/src/knowledge/pack-document.ts";
import { readStalkerwareList, type StalkerwareList } from "../../packages/core/src/knowledge/stalkerware-list.ts";
import type { DomainRole, IndicatorType, PackClass } from "../../packages/core/src/model/indicator.ts";
import { compareText } from "../../packages/core/src/model/json.ts";

/** One pack, as its file holds it. */
export interface DistilledPack {
  readonly id: string;
  readonly count: number;
  readonly text: string;
}
export interface Distilled {
  readonly packs: readonly DistilledPack[];
  /** What of the inputs stands in no pack, a line each. */
  readonly leftOut: readonly string[];
}
type Read = (name: string) => Uint8Array;

/** Of each repository the commit that the inputs were taken from, and the ending of the packs' ids. */
const TAKEN: Readonly<Record<string, { readonly commit: string; readonly suffix: string }>> = {
  "mvt-project/mvt-indicators": { commit: "e035f4f", suffix: "mvt" },
  "AmnestyTech/investigations": { commit: "3d8f248", suffix: "amnesty" },
  "AssoEchap/stalkerware-indicators": { commit: "a04c5c1", suffix: "echap" },
};
/** Of the commit above: the YAML bears no date. */
const ECHAP_DATE = "2026-06-21";
const ECHAP = "AssoEchap/stalkerware-indicators";

/** The inputs by name; the paths in their repositories are those of the feeds. One file was named anew so that it says what it is. */
const STIX_FILES: Readonly<Record<string, string>> = { "android_campaign_2023.stix2": "2023-03-29_android_campaign/malware.stix2" };
const STIX_NAMES = [
  "android_campaign_2023",
  "candiru",
  "cellebrite",
  "coruna",
  "cytrox",
  "darksword",
  "eaglemsgspy",
  "kingspawn",
  "novispy",
  "operation_triangulation",
  "pegasus",
  "predator",
  "rcs",
  "residentbat",
  "wintego_helios",
  "wyrmspy_dragonegg",
];

export function distilAll(read: Read): Distilled {
  const leftOut: string[] = [];
  const packs = [
    ...STIX_NAMES.map((name) => distilStix(name, read, leftOut)),
    distilList("stalkerware-ioc.yaml", "stalkerware", "Stalkerware", "stalkerware-samples.csv", read, leftOut),
    distilList(
      "stalkerware-watchware.yaml",
      "watchware",
      "Watchware (parental control and monitoring in the open)",
      undefined,
      read,
      leftOut,
    ),
  ];
  return { packs, leftOut };
}

const HOST_TYPES: readonly string[] = ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"];

function distilStix(name: string, read: Read, leftOut: string[]): DistilledPack {
  const file = `${name}.stix2`;
  const feed = FEEDS.find(({ path }) => path === STIX_FILES[file] || path.endsWith(`/${file}`));
  if (!feed) throw new Error(`no feed is called ${file}`);
  const bytes = read(file);
  const { pack, indicators, notEvaluable } = loadIndicators(file, bytes, "default");
  for (const { reason, text } of notEvaluable) leftOut.push(`${name}: ${reason} ${text}`);
  const collected: Collected = new Map();
  for (const { type, value, families } of indicators) {
    const role = HOST_TYPES.includes(type) ? feed.hosts : undefined;
    collect(collected, feed.family ?? families[0] ?? feed.title, role, type, value, leftOut);
  }
  const id = `${name.replaceAll("_", "-")}-${TAKEN[feed.repository]!.suffix}`;
  const about = { id, title: feed.title, class: feed.class, date: pack.date ?? "", references: [...feed.references] };
  return write(about, feed.repository, [{ name: file, bytes }], collected);
}

function distilList(
  list: string,
  packClass: PackClass,
  title: string,
  samples: string | undefined,
  read: Read,
  leftOut: string[],
): DistilledPack {
  const bytes = read(list);
  const entries = readStalkerwareList(parse(textOf(bytes)));
  const collected: Collected = new Map();
  for (const { family, type, value, domainRole } of entries.values) collect(collected, family, domainRole, type, value, leftOut);
  for (const { family, field, value } of entries.unlisted) leftOut.push(`${family}: ${field} ${value}`);
  const files = [{ name: list, bytes }];
  if (samples !== undefined) {
    const sampleBytes = read(samples);
    files.push({ name: samples, bytes: sampleBytes });
    collectSamples(collected, entries, textOf(sampleBytes), leftOut);
  }
  const about = { id: `${packClass}-echap`, title, class: packClass, date: ECHAP_DATE, references: [`https://github.com/${ECHAP}`] };
  return write(about, ECHAP, files, collected);
}

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** Columns: SHA256, Package Name, Certificate, Version, App. Only the hash is taken: a package or signer there may be an innocent carrier's. */
function collectSamples(collected: Collected, { families }: StalkerwareList, samples: string, leftOut: string[]): void {
  for (const row of samples.trim().split(/\r?\n/).slice(1)) {
    const cells = row.split(",");
    const app = cells[4]!.trim();
    collect(collected, families.get(app) ?? app, undefined, "file:hashes.SHA-256", cells[0]!.trim(), leftOut);
  }
}

/** Values by family, role and type, each once. */
type Collected = Map<string, { families: string[]; domainRole?: DomainRole; values: Map<IndicatorType, Set<string>> }>;

function collect(
  into: Collected,
  family: string,
  domainRole: DomainRole | undefined,
  type: IndicatorType,
  value: string,
  leftOut: string[],
): void {
  if (normalizeIndicator(type, value) === undefined) {
    leftOut.push(`${family}: value ${type} ${value}`);
    return;
  }
  const key = `${family}\0${domainRole ?? ""}`;
  const set = into.get(key) ?? { families: [family], ...(domainRole && { domainRole }), values: new Map<IndicatorType, Set<string>>() };
  into.set(key, set);
  set.values.set(type, (set.values.get(type) ?? new Set<string>()).add(value));
}

type About = Pick<PackFile, "id" | "title" | "class" | "date" | "references">;

function write(
  about: About,
  repository: string,
  inputs: readonly { name: string; bytes: Uint8Array }[],
  collected: Collected,
): DistilledPack {
  const sets = [...collected.keys()].sort(compareText).map((key) => setOf(collected.get(key)!));
  const file: Omit<PackFile, "sha256"> = {
    schema: PACK_SCHEMA_VERSION,
    id: about.id,
    title: about.title,
    class: about.class,
    ...FEED_REPOSITORIES[repository]!,
    source: `https://github.com/${repository}`,
    commit: TAKEN[repository]!.commit,
    files: inputs.map(({ name, bytes }) => ({ name, sha256: hashOf(bytes) })),
    date: about.date,
    references: about.references,
    counts: countsOf(sets),
    sets,
  };
  const text = `${JSON.stringify({ ...file, sha256: sha256OfText(hashedText(file)) }, undefined, 1)}\n`;
  return { id: about.id, count: Object.values(file.counts).reduce((sum, count) => sum + count, 0), text };
}

function hashOf(bytes: Uint8Array): string {
  const hasher = portableSha256();
  hasher.update(bytes);
  return hasher.hex();
}

function setOf({ families, domainRole, values }: Collected extends Map<string, infer T> ? T : never): PackFile["sets"][number] {
  const types = [...values.keys()].sort(compareText);
  const indicators = Object.fromEntries(types.map((type) => [type, [...values.get(type)!].sort(compareText)]));
  return { families, ...(domainRole && { domainRole }), indicators } as PackFile["sets"][number];
}

export function countsOf(sets: PackFile["sets"]): PackFile["counts"] {
  const counts: Partial<Record<IndicatorType, number>> = {};
  for (const { indicators } of sets) {
    for (const [type, values] of Object.entries(indicators) as [IndicatorType, readonly string[]][]) {
      counts[type] = (counts[type] ?? 0) + values.length;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => compareText(a, b))) as PackFile["counts"];
}
