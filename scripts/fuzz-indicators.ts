/**
 * Hostile indicators against hostile records, seeded: patterns put together from the grammar and then damaged, expressions, LIKE
 * patterns, bundles, events, tables and lists, each read, indexed and matched. Ends with 1 when anything fails in another way than
 * the readers name, or takes longer than it may; prints what it did.
 *
 *   node --conditions=bridle-source scripts/fuzz-indicators.ts --seconds 60
 *   node --conditions=bridle-source scripts/fuzz-indicators.ts --rounds 1000 --seed 7
 */
import { parseArgs } from "node:util";
import { fromTransfer, toTransfer } from "../packages/core/src/indicators/index-transfer.ts";
import { IndicatorError } from "../packages/core/src/indicators/indicator-error.ts";
import { buildIndex, createMatcher } from "../packages/core/src/indicators/indicator-index.ts";
import { type LoadedIndicators, loadIndicators } from "../packages/core/src/indicators/load.ts";
import { planPattern } from "../packages/core/src/indicators/pattern/plan-pattern.ts";
import { parsePattern } from "../packages/core/src/indicators/stix-pattern/parse-pattern.ts";
import { PatternError } from "../packages/core/src/indicators/stix-pattern/pattern.ts";
import { printPattern } from "../packages/core/src/indicators/stix-pattern/print-pattern.ts";
import { OBSERVABLE_TYPES, type Observable, ROLES } from "../packages/core/src/model/observable.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string" }, rounds: { type: "string" }, seed: { type: "string", default: "1" } },
});
const rounds = Number(values.rounds ?? Number.POSITIVE_INFINITY);
const seconds = Number(values.seconds ?? (values.rounds === undefined ? 60 : Number.POSITIVE_INFINITY));
/** A round reads and matches a few hundred small things; what takes this long has stalled. CPU, so that a busy machine is no fault. */
const MAX_ROUND_MILLISECONDS = 5_000;

let state = Number(values.seed) >>> 0;
/** mulberry32 (T. Ettinger, public domain). */
function random(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const below = (limit: number): number => Math.floor(random() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const PATHS = [
  "domain-name:value",
  "ipv4-addr:value",
  "ipv6-addr:value",
  "url:value",
  "file:name",
  "file:path",
  "file:hashes.MD5",
  "file:hashes.'SHA-256'",
  "file:parent_directory_ref.path",
  "process:name",
  "app:id",
  "email-addr:value",
  "network-traffic:dst_ref.value",
  "network-traffic:dst_ref.type",
  "windows-registry-key:values[*].data",
  "x-a:b[3].'c d'",
];
const ATOMS = [
  "evil.example",
  "a.evil.example",
  "198.51.100.7",
  "2001:db8::7",
  "https://evil.example/gate?id=00ff",
  "/private/var/tmp/evil/x",
  "/data/local/tmp/evil",
  "evild",
  "com.x.evil",
  "ab".repeat(32),
  "cd".repeat(16),
  "a@evil.example",
  "",
  "%",
  "\0",
  "\ud800",
  "é\u202e",
  "__proto__",
  "constructor",
  "a".repeat(3_000),
  "0x7f.1",
  "xn--",
  "..",
  "/../../x",
];
const PIECES = [
  "a",
  "b",
  "[ab]",
  "[^a]",
  ".",
  "\\\\d",
  "\\\\w",
  "\\\\b",
  "(a|b)",
  "(a*)*",
  "(x+x+)+",
  "^",
  "$",
  "a{2,5}",
  "(?:ab)?",
  "\\\\.",
  "(?=a)",
  "(a)\\\\1",
  "[",
  "{9999}",
];
const expression = (): string => times(1 + below(8), () => pick(PIECES) + pick(["", "", "*", "+", "?", "{1,3}"])).join("");
const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const literal = (): string =>
  pick([() => quoted(pick(ATOMS)), () => quoted(pick(ATOMS)), () => String(below(99)), () => "true", () => "t'2020-01-01T00:00:00Z'"])();

/** Values that belong to a path, so that most comparisons could be evaluated. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  "domain-name:value": ["evil.example", "a.evil.example", "xn--bcher-kva.example"],
  "ipv4-addr:value": ["198.51.100.7", "198.51.100.0/24"],
  "ipv6-addr:value": ["2001:db8::7"],
  "url:value": ["https://evil.example/gate?id=00ff"],
  "file:name": ["evild", "evil.dylib"],
  "file:path": ["/private/var/tmp/evil/x", "/data/local/tmp/evil", "evil/payload"],
  "process:name": ["evild", "roleaboutd"],
  "app:id": ["com.x.evil"],
  "email-addr:value": ["a@evil.example"],
  "network-traffic:dst_ref.value": ["evil.example", "198.51.100.7"],
  "network-traffic:dst_ref.type": ["ipv4-addr"],
};
const literalFor = (path: string): string => (random() < 0.8 && FITTING[path] ? quoted(pick(FITTING[path])) : literal());

function comparison(depth: number): string {
  if (depth > 0 && random() < 0.3) return `(${comparison(depth - 1)} ${pick(["AND", "OR"])} ${comparison(depth - 1)})`;
  const not = pick(["", "", "", "", "", "NOT "]);
  const path = random() < 0.9 ? pick(Object.keys(FITTING)) : pick(PATHS);
  switch (below(8)) {
    case 0:
      return `${path} ${not}IN (${times(1 + below(3), () => literalFor(path)).join(", ")})`;
    case 1:
      return `${path} ${not}LIKE ${quoted(times(1 + below(4), () => pick([...ATOMS, "%", "_", "evil"])).join(""))}`;
    case 2:
      return `${path} ${not}MATCHES '${expression()}'`;
    case 3:
      return `network-traffic:dst_ref.value ${not}${pick(["ISSUBSET", "ISSUBSET", "ISSUPERSET"])} '${pick(["198.51.100.0", "2001:db8::", "10.0.0.0", "x"])}/${below(140)}'`;
    case 4:
      return `${not}EXISTS ${path}`;
    default:
      return `${path} ${not}${pick(["=", "=", "=", "=", "=", "!=", "<"])} ${literalFor(path)}`;
  }
}

function pattern(depth: number): string {
  if (depth > 0 && random() < 0.4)
    return `(${pattern(depth - 1)} ${pick(["AND", "AND", "AND", "OR", "OR", "FOLLOWEDBY"])} ${pattern(depth - 1)})`;
  return `[${comparison(3)}]${random() < 0.05 ? pick([" WITHIN 5 SECONDS", " REPEATS 2 TIMES"]) : ""}`;
}

function damaged(text: string): string {
  if (text.length === 0 || random() < 0.5) return text;
  const at = below(text.length);
  return pick([
    () => text.slice(0, at),
    () => text.slice(0, at) + pick(["'", "[", "]", "(", ")", "\\", "\0", '"', "{", "}", ",", "\n"]) + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1 + below(8)),
    () => text + text,
  ])();
}

const id = (type: string): string => `${type}--${below(40)}`;
const stixObject = (): object =>
  pick<() => object>([
    () => ({
      type: "indicator",
      id: id("indicator"),
      pattern: random() < 0.7 ? pattern(2) : damaged(pattern(2)),
      pattern_type: "stix",
      revoked: random() < 0.1,
      confidence: below(120),
    }),
    () => ({
      type: "indicator",
      id: id("indicator"),
      pattern: `[${pick(PATHS)} = ${quoted(pick(ATOMS))}]`,
      valid_until: pick(ATOMS),
      modified: pick(ATOMS),
    }),
    () => ({
      type: "relationship",
      id: id("relationship"),
      source_ref: id(pick(["indicator", "malware", "campaign"])),
      target_ref: id(pick(["malware", "infrastructure"])),
    }),
    () => ({
      type: pick(["malware", "report", "campaign", "infrastructure"]),
      id: id(pick(["malware", "report"])),
      name: pick(ATOMS),
      object_refs: times(below(6), () => id("indicator")),
    }),
    () => ({
      type: "marking-definition",
      id: id("marking-definition"),
      definition: { tlp: pick(ATOMS) },
      extensions: { x: { tlp_2_0: pick(["red", 3, null]) } },
    }),
    () => ({ type: pick(ATOMS), id: pick(ATOMS), objects: times(below(3), () => pick(ATOMS)) }),
  ])();
const mispEvent = (): object => ({
  Event: {
    info: pick(ATOMS),
    Tag: [{ name: pick(["tlp:amber", "x", 'misp-galaxy:malpedia="X"']) }],
    Attribute: times(below(8), () => ({
      type: pick(["domain", "ip-dst", "domain|ip", "sha256", "yara", "filename|md5", "stix2-pattern"]),
      value: damaged(pick([pick(ATOMS), pattern(1)])),
      to_ids: random() < 0.8,
    })),
  },
});
const table = (): string =>
  [
    pick(["domain,family", "type;value", "ip\turl", "# sha256,tlp", "ioc"]),
    ...times(below(20), () => times(1 + below(4), () => damaged(pick(ATOMS))).join(pick([",", ";", "\t"]))),
  ].join("\n");
const document = (): string =>
  pick([
    () => JSON.stringify({ type: "bundle", id: "bundle--1", objects: times(below(40), stixObject) }),
    () => JSON.stringify(times(below(20), stixObject)),
    () => JSON.stringify(pick([mispEvent(), { response: times(below(4), mispEvent) }])),
    table,
    () => times(below(30), () => damaged(pick(ATOMS))).join("\n"),
  ])();

const observable = (): Observable => ({
  type: pick(OBSERVABLE_TYPES),
  role: pick(ROLES),
  value: pick([
    () => pick(ATOMS),
    () => damaged(pick(ATOMS)),
    () => "a".repeat(below(20_000)),
    () => times(below(30), () => pick(["a", "b", "x", ".", "/"])).join(""),
  ])(),
});

const done = { rounds: 0, patterns: 0, evaluable: 0, files: 0, indicators: 0, refused: 0, records: 0, matches: 0, slowest: 0 };

function fuzzPattern(): void {
  const text = random() < 0.5 ? pattern(2) : damaged(pattern(3));
  done.patterns++;
  try {
    const tree = parsePattern(text);
    const again = printPattern(tree);
    if (printPattern(parsePattern(again)) !== again) throw new Error(`prints otherwise: ${text}`);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
  }
  const plan = planPattern(text);
  if (typeof plan !== "string" && plan.usable.length > 0) done.evaluable++;
}

function load(text: string): LoadedIndicators | undefined {
  done.files++;
  try {
    return loadIndicators("fuzz", new TextEncoder().encode(text), "option");
  } catch (error) {
    if (!(error instanceof IndicatorError)) throw error;
    done.refused++;
    return undefined;
  }
}

function fuzzFile(): void {
  const loaded = load(damaged(document()));
  if (loaded === undefined) return;
  done.indicators += loaded.indicators.length;
  const index = buildIndex(loaded.columns ?? loaded.indicators, [loaded.pack]);
  const copy = fromTransfer(structuredClone(toTransfer(index)));
  for (const platform of ["ios", "android"] as const) {
    const matcher = createMatcher(copy, { platform, cuts: { "process:name": 16 } });
    for (let record = 0; record < 20; record++) {
      done.records++;
      matcher.findAll(times(below(4), observable), ({ indicator }) => {
        done.matches++;
        if (copy.entry(indicator) === undefined) throw new Error(`no entry ${indicator}`);
      });
    }
  }
}

const end = performance.now() + seconds * 1_000;
while (done.rounds < rounds && performance.now() < end) {
  const began = state;
  const before = process.cpuUsage();
  try {
    for (let part = 0; part < 20; part++) fuzzPattern();
    for (let part = 0; part < 5; part++) fuzzFile();
  } catch (error) {
    console.error(`round ${done.rounds}, seed ${began}`);
    throw error;
  }
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1_000;
  done.slowest = Math.max(done.slowest, Math.round(took));
  if (took > MAX_ROUND_MILLISECONDS) throw new Error(`round ${done.rounds}, seed ${began}: ${Math.round(took)} ms of CPU`);
  done.rounds++;
}
console.log(JSON.stringify({ seed: Number(values.seed), seconds: Math.round(performance.now() / 1_000), ...done }));
