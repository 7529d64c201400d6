/** Who may import whom. Inside core, folders are layers (ARCHITECTURE.md draws them); between packages, public entries only. */
export interface Scope {
  /** Other layers of the same package whose files may be imported; undefined where the package has no layers. */
  readonly layers?: readonly string[];
  /** Packages that may be imported, themselves and their subpaths. `node:` stands for Node's own. */
  readonly packages: readonly string[];
}

const CHAIN = ["model", "bytes", "formats", "acquisition", "artifacts", "detections", "analysis"] as const;
const SIDES = ["indicators", "knowledge", "messages"];
const ALL = [...CHAIN, ...SIDES, "report", "case", "export"];
const below = (layer: (typeof CHAIN)[number]): readonly string[] => CHAIN.slice(0, CHAIN.indexOf(layer));

export const CORE_LAYERS: Readonly<Record<string, Scope>> = {
  model: { layers: below("model"), packages: ["valibot"] },
  bytes: { layers: below("bytes"), packages: ["@noble/hashes", "@noble/ciphers"] },
  formats: { layers: below("formats"), packages: ["@noble/hashes", "@noble/curves"] },
  acquisition: { layers: below("acquisition"), packages: ["@noble/hashes"] },
  artifacts: { layers: below("artifacts"), packages: [] },
  detections: { layers: below("detections"), packages: [] },
  analysis: { layers: [...below("analysis"), ...SIDES], packages: ["valibot"] },
  report: { layers: [...CHAIN, ...SIDES], packages: ["valibot"] },
  case: { layers: [...CHAIN, ...SIDES, "report"], packages: ["valibot"] },
  export: { layers: [...CHAIN, ...SIDES, "report", "case"], packages: [] },
  indicators: { layers: ["model"], packages: ["valibot", "@noble/hashes"] },
  knowledge: { layers: ["model"], packages: ["valibot"] },
  messages: { layers: ["model"], packages: ["intl-messageformat"] },
  testing: {
    layers: ALL,
    packages: ["vitest", "fast-check", "@sqlite.org/sqlite-wasm", "@noble/hashes", "@noble/ciphers", "@noble/curves"],
  },
};

/** Files directly below core's src: the public face, which gathers and holds nothing of its own. */
export const CORE_ROOT: Scope = { layers: ALL, packages: [] };

/** A contract is a suite that every implementation runs: it needs the test runner. */
export const CONTRACT_PACKAGES = ["vitest"];

/** The other packages. The corpus never imports core: what judges the parsers must not be made by them. */
export const PACKAGES: Readonly<Record<string, Scope>> = {
  node: { packages: ["@bridle/core", "node:"] },
  browser: { packages: ["@bridle/core"] },
  corpus: { packages: ["node:"] },
  cli: { packages: ["@bridle/core", "@bridle/node", "@bridle/corpus", "commander", "tldts", "yaml", "node:"] },
};

/**
 * The one way out: the module that fetches published indicators when a person asks for it. `modules` may be imported by files of
 * `folder` alone (`types` for their types), and `folder` by `importer` alone, which is loaded when its command is called.
 */
export const NETWORK = {
  folder: "packages/cli/src/net/",
  modules: /^node:https$/,
  types: /^node:http$/,
  importer: "packages/cli/src/commands/indicators-update.ts",
} as const;

/** Node's ways to the network and to running text; no package has a reason. Child processes and workers are not among them. */
export const BANNED_MODULES =
  /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|quic|vm|inspector|inspector\/promises|repl|wasi)$/;

/** Never used in any package: no evidence and no fault may reach the network, and no text becomes code. */
export const BANNED_EVERYWHERE: ReadonlySet<string> = new Set([
  "fetch",
  "WebSocket",
  "WebSocketStream",
  "XMLHttpRequest",
  "EventSource",
  "WebTransport",
  "RTCPeerConnection",
  "RTCDataChannel",
  "sendBeacon",
  "importScripts",
  "eval",
  "Function",
]);

/** Never used in core: hosts speak, not core. */
export const BANNED_IN_CORE: ReadonlySet<string> = new Set([
  "console",
  "Buffer",
  "setInterval",
  "setImmediate",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
]);

/** Globals that core never uses, whose names are good names for variables: allowed where the file itself binds the name. */
export const BANNED_UNLESS_BOUND: ReadonlySet<string> = new Set([
  "process",
  "require",
  "module",
  "navigator",
  "location",
  "document",
  "indexedDB",
  "caches",
  "localStorage",
  "sessionStorage",
  "performance",
  "crypto",
]);

/** Members of globals that core never reads: clocks, chance, and the machine's language and zone. */
export const BANNED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ["now"],
  Math: ["random"],
  Intl: ["DateTimeFormat", "Collator", "NumberFormat", "PluralRules"],
  Reflect: ["construct"],
};

/** What one file may use all the same: sentences are formatted in a language that is always named, never in the machine's. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // The only tz database that Node and browsers share; what it gives are numbers in one calendar, whatever the language.
  "packages/core/src/model/time-zone.ts": ["Intl.DateTimeFormat"],
  "packages/core/src/model/zone-offset.ts": ["Intl.DateTimeFormat"],
  "packages/core/src/messages/formatters.ts": ["Intl.NumberFormat", "Intl.DateTimeFormat", "Intl.PluralRules"],
};

/** Methods whose result depends on the machine's language or zone, whatever they are called on. */
export const BANNED_METHODS =
  /^(?:localeCompare|toLocale\w+|getTimezoneOffset|[gs]et(?:Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year))$/;

/** `constructor` of a function is Function: `(() => {}).constructor("…")` runs text. `__proto__` changes what others see. */
export const BANNED_PROPERTIES: ReadonlySet<string> = new Set(["constructor", "__proto__"]);

/** Names for the global object. A member may be read from `globalThis` by name; it may not be passed around or indexed. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["globalThis", "self", "window", "global"]);
