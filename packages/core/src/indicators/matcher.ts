import { toCanonical } from "../model/canonical-path.ts";
import { isIpAddress, normalizeHost } from "../model/host-name.ts";
import type { MatchManner } from "../model/indicator.ts";
import type { Observable, ObservableType } from "../model/observable.ts";
import type { Platform } from "../model/platform.ts";
import { splitAddress } from "../model/web-address.ts";
import { hashOf, probe, startHigh, startLow, stepHigh, stepLow } from "./hash-table.ts";
import type { IndicatorIndex } from "./indicator-index.ts";
import { hostType, KEY_KINDS, type KeyKind, MAX_SHORT_NAME, normalizeText, textKey, urlKey } from "./key.ts";
import { isStartOfSystemProcess } from "./system-processes.ts";

/** An observable met an entry of the index. */
export interface Match {
  /** Number of the entry. */
  readonly indicator: number;
  readonly manner: MatchManner;
  /** The normalized part of the observable that was compared, and what it is: the host of a URL, a component of a path. */
  readonly value: string;
  readonly type: ObservableType;
}

export interface Matcher {
  /** All entries the observable meets (design 5.5); most observables meet none. */
  find(observable: Observable): readonly Match[];
}

export interface MatcherOptions {
  readonly platform: Platform;
  /** Where the artifact cuts names of a type to so many characters. */
  readonly cuts: Partial<Record<ObservableType, number>>;
}

const NONE: readonly Match[] = [];
const DOT = 46;
const SLASH = 47;
const HOST = KEY_KINDS.indexOf("host");
const PATH_SUFFIX = KEY_KINDS.indexOf("path-suffix");

/** Paths above this depth are folders of the system: what lies below them says nothing. */
const MIN_FOLDER_DEPTH = 3;
/** Folders that all programs share: published as a path they mean themselves, never what lies below. */
const SHARED_FOLDERS: ReadonlySet<string> = new Set([
  "/private/var/tmp",
  "/private/var/log",
  "/private/var/logs",
  "/private/var/root/Library",
  "/private/var/mobile",
  "/private/var/mobile/Library",
  "/private/var/mobile/Library/Caches",
  "/private/var/mobile/Library/Preferences",
  "/private/var/db/com.apple.xpc.roleaccountd.staging",
  "/data/local/tmp",
  "/data/media/0",
  "/data/media/0/Download",
  "/data/media/0/Android",
]);

export function createMatcher(index: IndicatorIndex, { platform, cuts }: MatcherOptions): Matcher {
  const look = createLookup(index);
  const processCut = cuts["process:name"];
  const cutNames = processCut === undefined ? undefined : cutNamesOf(index, processCut);
  return {
    find({ type, value }) {
      if (value === "") return NONE;
      switch (type) {
        case "url:value":
          return findUrl(look, value);
        case "domain-name:value":
        case "ipv4-addr:value":
        case "ipv6-addr:value":
          return findHost(look, normalizeHost(value) ?? splitAddress(value)?.host);
        case "process:name":
          return findProcess(look, value, cutNames);
        case "file:path":
          return findPath(look, toCanonical(value, platform), platform);
        case "file:name":
          return exact(look, "file-name", value, value, "file:name", "exact");
        default:
          return findText(look, type, value);
      }
    },
  };
}

/** The keys with the two ways to ask them. */
interface Lookup {
  readonly index: IndicatorIndex["keys"];
  /** The entry of a whole key, confirmed; or -1. */
  entry(kind: KeyKind, text: string): number;
  /** The entry of the key that `text` holds from `from` to `to` and whose fingerprint is at hand, confirmed; or -1. */
  confirmed(kind: number, high: number, low: number, text: string, from: number, to: number): number;
}

function createLookup({ keys }: IndicatorIndex): Lookup {
  const { table, text: stored, starts, kinds, entryOf } = keys;
  const confirmed: Lookup["confirmed"] = (kind, high, low, text, from, to) => {
    const key = probe(table, high, low);
    if (key === -1 || kinds[key] !== kind || starts[key + 1]! - starts[key]! !== to - from) return -1;
    return stored.startsWith(text.slice(from, to), starts[key]!) ? entryOf[key]! : -1;
  };
  return {
    index: keys,
    confirmed,
    entry(kind, text) {
      const [high, low] = hashOf(table.seed, kind, text);
      return confirmed(KEY_KINDS.indexOf(kind), high, low, text, 0, text.length);
    },
  };
}

function exact(look: Lookup, kind: KeyKind, key: string, value: string, type: ObservableType, manner: MatchManner): readonly Match[] {
  const indicator = look.entry(kind, key);
  return indicator === -1 ? NONE : [{ indicator, manner, value, type }];
}

function findText(look: Lookup, type: ObservableType, value: string): readonly Match[] {
  const normalized = normalizeText(type, value);
  return normalized === undefined ? NONE : exact(look, "text", textKey(type, normalized), normalized, type, "exact");
}

/** The whole URL, then its host. */
function findUrl(look: Lookup, value: string): readonly Match[] {
  const address = splitAddress(value);
  if (address === undefined) return NONE;
  const key = urlKey(address);
  return joined(exact(look, "url", key, key, "url:value", "exact"), findHost(look, address.host));
}

const joined = (a: readonly Match[], b: readonly Match[]): readonly Match[] => {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b];
};

/** From the right, asking at each label; an address only as a whole. */
function findHost(look: Lookup, host: string | undefined): readonly Match[] {
  if (host === undefined) return NONE;
  const { seed } = look.index.table;
  const isName = !isIpAddress(host);
  let found: Match[] | undefined;
  let high = startHigh(seed, HOST);
  let low = startLow(seed, HOST);
  for (let at = host.length - 1; at >= 0; at--) {
    const code = host.charCodeAt(at);
    high = stepHigh(high, code);
    low = stepLow(low, code);
    if (at > 0 && (!isName || host.charCodeAt(at - 1) !== DOT)) continue;
    const indicator = look.confirmed(HOST, high, low, host, at, host.length);
    if (indicator === -1 || (at > 0 && isPublicSuffix(host, at))) continue;
    const manner = at === 0 ? "exact" : "subdomain";
    found ??= [];
    found.push({ indicator, manner, value: host, type: hostType(host) });
  }
  return found ?? NONE;
}

const REGISTRY = /^(?:ac|co|com|edu|gov|ltd|mil|net|nom|org)\.[a-z]{2}$/;

/** Whoever publishes `com` or `co.uk` did not mean every host below. */
const isPublicSuffix = (host: string, from: number): boolean => host.indexOf(".", from) === -1 || REGISTRY.test(host.slice(from));

/** `proc`, or `proc/bundle` as DataUsage and netusage write it; a path counts by its last component. */
function findProcess(look: Lookup, value: string, cutNames: CutNames | undefined): readonly Match[] {
  const slash = value.startsWith("/") ? -1 : value.indexOf("/");
  if (value.startsWith("/")) return findProcessName(look, value.slice(value.lastIndexOf("/") + 1), cutNames);
  if (slash === -1) return findProcessName(look, value, cutNames);
  const bundle = value.slice(slash + 1);
  return joined(
    findProcessName(look, value.slice(0, slash), cutNames),
    joined(exact(look, "process", bundle, bundle, "process:name", "exact"), findText(look, "app:id", bundle)),
  );
}

function findProcessName(look: Lookup, name: string, cutNames: CutNames | undefined): readonly Match[] {
  const whole = exact(look, "process", name, name, "process:name", "exact");
  if (whole.length > 0 || cutNames === undefined || name.length !== cutNames.length || isStartOfSystemProcess(name)) return whole;
  return (cutNames.byStart.get(name) ?? []).map((indicator) => ({ indicator, manner: "cut-name", value: name, type: "process:name" }));
}

interface CutNames {
  readonly length: number;
  readonly byStart: ReadonlyMap<string, readonly number[]>;
}

/** Process indicators longer than the cut, by what a cut leaves of them. */
function cutNamesOf({ keys: { text, starts, kinds, entryOf } }: IndicatorIndex, length: number): CutNames {
  const byStart = new Map<string, number[]>();
  const process = KEY_KINDS.indexOf("process");
  for (let key = 0; key < kinds.length; key++) {
    if (kinds[key] !== process || starts[key + 1]! - starts[key]! <= length) continue;
    const start = text.slice(starts[key]!, starts[key]! + length);
    byStart.set(start, [...(byStart.get(start) ?? []), entryOf[key]!]);
  }
  return { length, byStart };
}

/** The path itself, the folders above it, its ends, its last component as a file name, its components as process names. */
function findPath(look: Lookup, path: string, platform: Platform): readonly Match[] {
  const whole = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  const found: Match[] = [];
  if (whole.startsWith("/")) addFolders(look, whole, platform === "ios" ? "path-ios" : "path-android", found);
  addSuffixes(look, whole, found);
  found.push(...exact(look, "file-name", name, name, "file:name", "file-name"));
  addComponents(look, whole, found);
  return found.length === 0 ? NONE : found;
}

function addFolders(look: Lookup, path: string, kind: KeyKind, found: Match[]): void {
  const number = KEY_KINDS.indexOf(kind);
  const { seed } = look.index.table;
  let high = startHigh(seed, number);
  let low = startLow(seed, number);
  let depth = 0;
  for (let at = 0; at <= path.length; at++) {
    const isEnd = at === path.length;
    if (at > 0 && (isEnd || path.charCodeAt(at) === SLASH)) {
      depth++;
      const indicator = isEnd || depth >= MIN_FOLDER_DEPTH ? look.confirmed(number, high, low, path, 0, at) : -1;
      const isFolder = isEnd || !SHARED_FOLDERS.has(path.slice(0, at));
      if (indicator !== -1 && isFolder) found.push({ indicator, manner: isEnd ? "exact" : "below", value: path, type: "file:path" });
    }
    high = stepHigh(high, path.charCodeAt(at));
    low = stepLow(low, path.charCodeAt(at));
  }
}

function addSuffixes(look: Lookup, path: string, found: Match[]): void {
  const { seed } = look.index.table;
  let high = startHigh(seed, PATH_SUFFIX);
  let low = startLow(seed, PATH_SUFFIX);
  for (let at = path.length - 1; at >= 0; at--) {
    high = stepHigh(high, path.charCodeAt(at));
    low = stepLow(low, path.charCodeAt(at));
    if (at > 0 && path.charCodeAt(at - 1) !== SLASH) continue;
    const indicator = look.confirmed(PATH_SUFFIX, high, low, path, at, path.length);
    if (indicator !== -1) found.push({ indicator, manner: "path-suffix", value: path, type: "file:path" });
  }
}

function addComponents(look: Lookup, path: string, found: Match[]): void {
  for (let at = 0; at < path.length; ) {
    const slash = path.indexOf("/", at);
    const end = slash === -1 ? path.length : slash;
    if (end - at > MAX_SHORT_NAME) {
      const part = path.slice(at, end);
      const indicator = look.entry("process", part);
      if (indicator !== -1) found.push({ indicator, manner: "path-component", value: part, type: "process:name" });
    }
    at = end + 1;
  }
}
