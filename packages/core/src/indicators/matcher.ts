import { baseName, toCanonical } from "../model/canonical-path.ts";
import { isIpAddress, normalizeHost } from "../model/host-name.ts";
import type { MatchManner } from "../model/indicator.ts";
import type { Observable, ObservableType } from "../model/observable.ts";
import { ownText } from "../model/own-text.ts";
import type { Platform } from "../model/platform.ts";
import { splitAddress, type WebAddress } from "../model/web-address.ts";
import { probe, startHigh, startLow, stepHigh, stepLow } from "./hash-table.ts";
import type { IndicatorIndex } from "./indicator-index.ts";
import { hostType, KEY_KINDS, type KeyKind, MAX_SHORT_NAME, normalizeText, textKey, urlKey } from "./key.ts";
import { type BracketMatcher, createBracketMatcher } from "./pattern/bracket-matcher.ts";
import { isStartOfSystemProcess, isSystemProcess } from "./system-processes.ts";

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
  /** Hands on what the observables of one record meet: each by itself, then together, where a pattern asks for several. */
  findAll(observables: readonly Observable[], see: (match: Match, observable: Observable) => void): void;
  /** True for an entry that nobody published by itself: a part of a pattern, which alone says nothing. */
  isPart(indicator: number): boolean;
}

export interface MatcherOptions {
  readonly platform: Platform;
  /** Where the artifact cuts names of a type to so many characters. */
  readonly cuts: Partial<Record<ObservableType, number>>;
}

const NONE: readonly Match[] = [];
/** Of these a phone has some hundreds, told of by thousands of records each: those that met nothing are not asked about again. */
const REPEATED: readonly ObservableType[] = ["app:id", "process:name", "phone-number:value", "email-addr:value"];
const MAX_REMEMBERED = 1_024;
const MAX_REMEMBERED_LENGTH = 128;
const DOT = 46;
const SLASH = 47;
const numberOf = (kind: KeyKind): number => KEY_KINDS.indexOf(kind);
const HOST = numberOf("host");
const URL_PAGE = numberOf("url");
const PROCESS = numberOf("process");
const FILE_NAME = numberOf("file-name");
const PATH_SUFFIX = numberOf("path-suffix");
const TEXT = numberOf("text");
const PATH_IOS = numberOf("path-ios");
const PATH_ANDROID = numberOf("path-android");

/** Paths above this depth are folders of the system: what lies below them says nothing. */
export const MIN_FOLDER_DEPTH = 3;
/** Published names of processes that apps also give to files of theirs (met on healthy research phones): as processes they still match. */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set(["payload"]);
/** Folders that all programs share: published as a path they mean themselves, never what lies below. */
export const SHARED_FOLDERS: ReadonlySet<string> = new Set([
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

export function createMatcher(index: Pick<IndicatorIndex, "keys">, { platform, cuts }: MatcherOptions): Matcher {
  const look = createLookup(index);
  const processCut = cuts["process:name"];
  const cutNames = processCut === undefined ? undefined : cutNamesOf(index, processCut);
  const silent = new Map(REPEATED.map((type) => [type, new Set<string>()]));
  const find: Matcher["find"] = ({ type, value }) => {
    if (value === "" || silent.get(type)?.has(value)) return NONE;
    const matches = lookUp(type, value);
    if (matches.length === 0 && value.length <= MAX_REMEMBERED_LENGTH) remember(silent.get(type), value);
    return matches;
  };
  const lookUp = (type: ObservableType, value: string): readonly Match[] => {
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
        return exact(look, FILE_NAME, value, value, "file:name", "exact");
      default:
        return findText(look, type, value);
    }
  };
  const { patterns } = index.keys;
  if (patterns === undefined) return { find, findAll: findEach(find), isPart: () => false };
  const brackets = createBracketMatcher(patterns, platform);
  return { find, findAll: findTogether(find, brackets), isPart: brackets.isPart };
}

const remember = (values: Set<string> | undefined, value: string): void => {
  if (values !== undefined && values.size < MAX_REMEMBERED) values.add(ownText(value));
};

const findEach =
  (find: Matcher["find"]): Matcher["findAll"] =>
  (observables, see) => {
    // Every record of an acquisition passes here, and hardly one meets anything.
    for (let at = 0; at < observables.length; at++) {
      const matches = find(observables[at]!);
      if (matches.length > 0) for (const match of matches) see(match, observables[at]!);
    }
  };

/** Entries that are parts of patterns are handed on too: what joins them is judged when all artifacts are read. */
const findTogether =
  (find: Matcher["find"], brackets: BracketMatcher): Matcher["findAll"] =>
  (observables, see) => {
    const met = observables.flatMap((observable) => find(observable).map((match) => ({ match, observable })));
    for (const { match, observable } of [...met, ...brackets.find(observables, met)]) see(match, observable);
  };

/** The keys with the two ways to ask them. */
interface Lookup {
  readonly seed: number;
  /** Length of the longest key, by kind: 0 where there is none, and nothing need be hashed. */
  readonly longest: readonly number[];
  /** The entry of the key that `text` holds from `from` to `to` and whose fingerprint is at hand, confirmed; or -1. */
  confirmed(kind: number, high: number, low: number, text: string, from: number, to: number): number;
  /** True when a key has this fingerprint: ask again with its text. */
  mayHold(high: number, low: number): boolean;
}

function createLookup({ keys }: Pick<IndicatorIndex, "keys">): Lookup {
  const { table, text: stored, starts, kinds, entryOf, longest } = keys;
  const confirmed: Lookup["confirmed"] = (kind, high, low, text, from, to) => {
    const key = probe(table, high, low);
    if (key === -1 || kinds[key] !== kind || starts[key + 1]! - starts[key]! !== to - from) return -1;
    return stored.startsWith(text.slice(from, to), starts[key]!) ? entryOf[key]! : -1;
  };
  return {
    seed: table.seed,
    longest,
    confirmed,
    mayHold: (high, low) => probe(table, high, low) !== -1,
  };
}

function exact(look: Lookup, kind: number, key: string, value: string, type: ObservableType, manner: MatchManner): readonly Match[] {
  const indicator = entryWithin(look, kind, key, 0, key.length);
  return indicator === -1 ? NONE : [{ indicator, manner, value, type }];
}

function findText(look: Lookup, type: ObservableType, value: string): readonly Match[] {
  const normalized = normalizeText(type, value);
  return normalized === undefined ? NONE : exact(look, TEXT, textKey(type, normalized), normalized, type, "exact");
}

/** The whole URL, then its host. */
function findUrl(look: Lookup, value: string): readonly Match[] {
  const address = splitAddress(value);
  if (address === undefined) return NONE;
  const hosts = findHost(look, address.host);
  if (!mayBePage(look, address)) return hosts;
  const key = urlKey(address);
  return joined(exact(look, URL_PAGE, key, key, "url:value", "exact"), hosts);
}

/** Hashes the parts of a URL's key where they stand: putting the key together for each URL would cost as much as all the rest. */
function mayBePage(look: Lookup, address: WebAddress): boolean {
  if (look.longest[URL_PAGE] === 0) return false;
  if (address.port !== undefined) return true;
  const { host, rest } = address;
  const fragment = rest.indexOf("#");
  const end = fragment === -1 ? rest.length : fragment;
  if (host.length + end > look.longest[URL_PAGE]!) return false;
  let high = startHigh(look.seed, URL_PAGE);
  let low = startLow(look.seed, URL_PAGE);
  for (let at = 0; at < host.length; at++) {
    high = stepHigh(high, host.charCodeAt(at));
    low = stepLow(low, host.charCodeAt(at));
  }
  for (let at = 0; at < end; at++) {
    high = stepHigh(high, rest.charCodeAt(at));
    low = stepLow(low, rest.charCodeAt(at));
  }
  return look.mayHold(high, low);
}

const joined = (a: readonly Match[], b: readonly Match[]): readonly Match[] => {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b];
};

/** From the right, asking at each label; an address only as a whole. */
function findHost(look: Lookup, host: string | undefined): readonly Match[] {
  if (host === undefined) return NONE;
  const { seed } = look;
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
    joined(exact(look, PROCESS, bundle, bundle, "process:name", "exact"), findText(look, "app:id", bundle)),
  );
}

function findProcessName(look: Lookup, name: string, cutNames: CutNames | undefined): readonly Match[] {
  const whole = exact(look, PROCESS, name, name, "process:name", "exact");
  if (whole.length > 0 || cutNames === undefined || name.length !== cutNames.length || isStartOfSystemProcess(name)) return whole;
  return (cutNames.byStart.get(name) ?? []).map((indicator) => ({ indicator, manner: "cut-name", value: name, type: "process:name" }));
}

interface CutNames {
  readonly length: number;
  readonly byStart: ReadonlyMap<string, readonly number[]>;
}

/** Process indicators longer than the cut, by what a cut leaves of them. */
function cutNamesOf({ keys: { text, starts, kinds, entryOf, longest } }: Pick<IndicatorIndex, "keys">, length: number): CutNames {
  const byStart = new Map<string, number[]>();
  if (longest[PROCESS]! <= length) return { length, byStart };
  for (let key = 0; key < kinds.length; key++) {
    if (kinds[key] !== PROCESS || starts[key + 1]! - starts[key]! <= length) continue;
    const start = text.slice(starts[key]!, starts[key]! + length);
    byStart.set(start, [...(byStart.get(start) ?? []), entryOf[key]!]);
  }
  return { length, byStart };
}

/** The path itself, the folders above it, its ends, its last component as a file name, its components as process names. */
function findPath(look: Lookup, path: string, platform: Platform): readonly Match[] {
  const whole = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  const found: Match[] = [];
  if (whole.startsWith("/")) addFolders(look, whole, platform === "ios" ? PATH_IOS : PATH_ANDROID, found);
  if (look.longest[PATH_SUFFIX] !== 0) addSuffixes(look, whole, found);
  if (look.longest[FILE_NAME] !== 0) addFileName(look, whole, found);
  if (look.longest[PROCESS] !== 0) addComponents(look, whole, found);
  return found.length === 0 ? NONE : found;
}

function addFolders(look: Lookup, path: string, kind: number, found: Match[]): void {
  let high = startHigh(look.seed, kind);
  let low = startLow(look.seed, kind);
  let depth = 0;
  const end = Math.min(path.length, look.longest[kind]!);
  for (let at = 0; at <= end; at++) {
    const code = at === path.length ? SLASH : path.charCodeAt(at);
    if (code === SLASH && at > 0) {
      depth++;
      const indicator = look.confirmed(kind, high, low, path, 0, at);
      if (indicator !== -1) addFolder(path, at, depth, indicator, found);
    }
    high = stepHigh(high, code);
    low = stepLow(low, code);
  }
}

function addFolder(path: string, at: number, depth: number, indicator: number, found: Match[]): void {
  const isWhole = at === path.length;
  if (!isWhole && (depth < MIN_FOLDER_DEPTH || SHARED_FOLDERS.has(path.slice(0, at)))) return;
  found.push({ indicator, manner: isWhole ? "exact" : "below", value: path, type: "file:path" });
}

function addSuffixes(look: Lookup, path: string, found: Match[]): void {
  let high = startHigh(look.seed, PATH_SUFFIX);
  let low = startLow(look.seed, PATH_SUFFIX);
  const end = Math.max(0, path.length - look.longest[PATH_SUFFIX]!);
  for (let at = path.length - 1; at >= end; at--) {
    high = stepHigh(high, path.charCodeAt(at));
    low = stepLow(low, path.charCodeAt(at));
    if (at > 0 && path.charCodeAt(at - 1) !== SLASH) continue;
    const indicator = look.confirmed(PATH_SUFFIX, high, low, path, at, path.length);
    if (indicator !== -1) found.push({ indicator, manner: "path-suffix", value: path, type: "file:path" });
  }
}

function addFileName(look: Lookup, path: string, found: Match[]): void {
  const indicator = entryWithin(look, FILE_NAME, path, path.lastIndexOf("/") + 1, path.length);
  if (indicator !== -1) found.push({ indicator, manner: "file-name", value: baseName(path), type: "file:name" });
}

function addComponents(look: Lookup, path: string, found: Match[]): void {
  for (let at = 0; at < path.length; ) {
    const slash = path.indexOf("/", at);
    const end = slash === -1 ? path.length : slash;
    const indicator = end - at > MAX_SHORT_NAME ? entryWithin(look, PROCESS, path, at, end) : -1;
    if (indicator !== -1) addComponent(path.slice(at, end), indicator, found);
    at = end + 1;
  }
}

function addComponent(name: string, indicator: number, found: Match[]): void {
  if (isSystemProcess(name) || ORDINARY_NAMES.has(name)) return;
  found.push({ indicator, manner: "path-component", value: name, type: "process:name" });
}

/** The entry of a part of a text, hashed where it stands. */
function entryWithin(look: Lookup, kind: number, text: string, from: number, to: number): number {
  if (to - from > look.longest[kind]!) return -1;
  let high = startHigh(look.seed, kind);
  let low = startLow(look.seed, kind);
  for (let at = from; at < to; at++) {
    high = stepHigh(high, text.charCodeAt(at));
    low = stepLow(low, text.charCodeAt(at));
  }
  return look.confirmed(kind, high, low, text, from, to);
}
