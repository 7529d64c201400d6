/**
 * Distils the published indicator sets of ../shared/data/indicators into packages/core/src/knowledge/packs, one file per set, in
 * our own schema. Run by hand when the inputs change, then `npm run generate`:
 *   node --conditions=bridle-source scripts/distil-packs.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { sha256OfText } from "../packages/core/src/bytes/hasher.ts";
import { normalizeIndicator } from "../packages/core/src/indicators/key.ts";
import { loadIndicators } from "../packages/core/src/indicators/load.ts";
import { hashedText, PACK_SCHEMA_VERSION, type PackFile } from "../packages/core/src/knowledge/pack-document.ts";
import type { DomainRole, IndicatorType, PackClass } from "../packages/core/src/model/indicator.ts";
import { compareText } from "../packages/core/src/model/json.ts";

const INPUT = new URL("../../shared/data/indicators/", import.meta.url);
const OUTPUT = new URL("../packages/core/src/knowledge/packs/", import.meta.url);

type Origin = Pick<PackFile, "publisher" | "source" | "commit" | "licence">;
const MVT: Origin = {
  publisher: "MVT Project",
  source: "https://github.com/mvt-project/mvt-indicators",
  commit: "e035f4f",
  licence: "MIT",
};
const AMNESTY: Origin = {
  publisher: "Amnesty International Security Lab",
  source: "https://github.com/AmnestyTech/investigations",
  commit: "3d8f248",
  licence: "CC-BY-2.0",
};
const ECHAP: Origin = {
  publisher: "Echap",
  source: "https://github.com/AssoEchap/stalkerware-indicators",
  commit: "a04c5c1",
  licence: "CC-BY-4.0",
};
/** Of the commit above: the YAML bears no date. */
const ECHAP_DATE = "2026-06-21";

/** Published name of a family, and how it is written here where the publisher runs words together or says less than is known. */
const SETS: readonly { file: string; class: PackClass; origin: Origin; title: string; family?: string }[] = [
  { file: "pegasus", class: "mercenary", origin: AMNESTY, title: "Pegasus (NSO Group)" },
  { file: "predator", class: "mercenary", origin: MVT, title: "Predator (Intellexa)" },
  { file: "cytrox", class: "mercenary", origin: AMNESTY, title: "Predator (Cytrox)" },
  { file: "candiru", class: "mercenary", origin: MVT, title: "Candiru (DevilsTongue)" },
  { file: "kingspawn", class: "mercenary", origin: MVT, title: "KingsPawn (QuaDream, Reign)", family: "KingsPawn (QuaDream)" },
  { file: "rcs", class: "mercenary", origin: MVT, title: "RCS Lab (Hermit)", family: "RCS Lab" },
  { file: "wintego_helios", class: "mercenary", origin: AMNESTY, title: "Wintego Helios" },
  {
    file: "android_campaign_2023",
    class: "mercenary",
    origin: AMNESTY,
    title: "Android campaign of 2023 (Variston)",
    family: "Android campaign of 2023 (Variston)",
  },
  { file: "coruna", class: "mercenary", origin: MVT, title: "Coruna" },
  { file: "darksword", class: "mercenary", origin: MVT, title: "DarkSword" },
  { file: "operation_triangulation", class: "state", origin: MVT, title: "Operation Triangulation", family: "Operation Triangulation" },
  { file: "novispy", class: "state", origin: AMNESTY, title: "NoviSpy" },
  { file: "residentbat", class: "state", origin: MVT, title: "ResidentBat" },
  { file: "eaglemsgspy", class: "state", origin: MVT, title: "EagleMsgSpy" },
  { file: "wyrmspy_dragonegg", class: "state", origin: MVT, title: "WyrmSpy and DragonEgg", family: "WyrmSpy and DragonEgg" },
  { file: "cellebrite", class: "forensic-extraction", origin: MVT, title: "Cellebrite" },
];
const SUFFIXES = new Map<Origin, string>([
  [MVT, "mvt"],
  [AMNESTY, "amnesty"],
  [ECHAP, "echap"],
]);

/** Values by family, role and type, each once. */
type Collected = Map<string, { families: string[]; domainRole?: DomainRole; values: Map<IndicatorType, Set<string>> }>;

function collect(into: Collected, family: string, domainRole: DomainRole | undefined, type: IndicatorType, value: string): void {
  if (normalizeIndicator(type, value) === undefined) {
    console.warn(`left out: ${family}: ${type} ${value}`);
    return;
  }
  const key = `${family}\0${domainRole ?? ""}`;
  const set = into.get(key) ?? { families: [family], ...(domainRole && { domainRole }), values: new Map<IndicatorType, Set<string>>() };
  into.set(key, set);
  set.values.set(type, (set.values.get(type) ?? new Set<string>()).add(value));
}

function write(about: Omit<PackFile, "schema" | "sets" | "sha256">, collected: Collected): void {
  const keys = [...collected.keys()].sort(compareText);
  const sets = keys.map((key) => {
    const { families, domainRole, values } = collected.get(key)!;
    const types = [...values.keys()].sort(compareText);
    const indicators = Object.fromEntries(types.map((type) => [type, [...values.get(type)!].sort(compareText)]));
    return { families, ...(domainRole && { domainRole }), indicators } as PackFile["sets"][number];
  });
  const file: Omit<PackFile, "sha256"> = { schema: PACK_SCHEMA_VERSION, ...about, sets };
  writeFileSync(
    new URL(`${about.id}.json`, OUTPUT),
    `${JSON.stringify({ ...file, sha256: sha256OfText(hashedText(file)) }, undefined, 1)}\n`,
  );
  const count = sets.reduce(
    (sum, { indicators }) => sum + Object.values(indicators).reduce((inner, values) => inner + values.length, 0),
    0,
  );
  console.log(`${about.id}: ${count}`);
}

function distilStix(): void {
  for (const { file, class: packClass, origin, title, family } of SETS) {
    const name = `${file}.stix2`;
    const { pack, indicators, notEvaluable } = loadIndicators(name, readFileSync(new URL(name, INPUT)), "default");
    for (const { reason, text } of notEvaluable) console.warn(`left out: ${file}: ${reason} ${text}`);
    const collected: Collected = new Map();
    for (const { type, value, families } of indicators) collect(collected, family ?? families[0] ?? title, undefined, type, value);
    const id = `${file.replaceAll("_", "-")}-${SUFFIXES.get(origin)}`;
    const date = pack.date ?? "";
    write({ id, title, class: packClass, ...origin, files: [name], date, references: [origin.source] }, collected);
  }
}

interface StalkerwareEntry {
  readonly name: string;
  readonly names?: readonly string[];
  readonly packages?: readonly string[];
  readonly ios_bundles?: readonly string[];
  readonly certificates?: readonly string[];
  readonly websites?: readonly string[];
  readonly distribution?: readonly string[];
  /** `ip` stands for `ips` in two entries. */
  readonly c2?: { readonly domains?: readonly string[]; readonly ips?: readonly string[]; readonly ip?: readonly string[] };
}

function collectEntry(collected: Collected, entry: StalkerwareEntry): void {
  const add = (type: IndicatorType, values: readonly string[] | undefined, role?: DomainRole): void => {
    for (const value of values ?? []) collect(collected, entry.name, role, value.includes("://") ? "url:value" : type, String(value));
  };
  add("app:id", entry.packages);
  add("app:id", entry.ios_bundles);
  add("app:cert.sha1", entry.certificates);
  add("domain-name:value", entry.websites, "website");
  add("domain-name:value", entry.distribution, "distribution");
  add("domain-name:value", entry.c2?.domains, "c2");
  add("ipv4-addr:value", [...(entry.c2?.ips ?? []), ...(entry.c2?.ip ?? [])], "c2");
}

function distilYaml(list: string, packClass: PackClass, title: string, samples: string | undefined): void {
  const entries = parse(readFileSync(new URL(list, INPUT), "utf8")) as readonly StalkerwareEntry[];
  const collected: Collected = new Map();
  for (const entry of entries) collectEntry(collected, entry);
  if (samples !== undefined) collectSamples(collected, entries, samples);
  const files = samples === undefined ? [list] : [list, samples];
  write({ id: `${packClass}-echap`, title, class: packClass, ...ECHAP, files, date: ECHAP_DATE, references: [ECHAP.source] }, collected);
}

/** Columns: SHA256, Package Name, Certificate, Version, App. Only the hash is taken: a package or signer there may be an innocent carrier's. */
function collectSamples(collected: Collected, entries: readonly StalkerwareEntry[], samples: string): void {
  const families = new Map(entries.flatMap(({ name, names }) => [name, ...(names ?? [])].map((alias): [string, string] => [alias, name])));
  const rows = readFileSync(new URL(samples, INPUT), "utf8").trim().split(/\r?\n/).slice(1);
  for (const row of rows) {
    const cells = row.split(",");
    const app = cells[4]!.trim();
    collect(collected, families.get(app) ?? app, undefined, "file:hashes.SHA-256", cells[0]!.trim());
  }
}

distilStix();
distilYaml("stalkerware-ioc.yaml", "stalkerware", "Stalkerware", "stalkerware-samples.csv");
distilYaml("stalkerware-watchware.yaml", "watchware", "Watchware (parental control and monitoring in the open)", undefined);
