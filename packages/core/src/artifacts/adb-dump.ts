import type { EvidenceFile } from "../acquisition/file-system.ts";
import { readBytes } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import { md5OfBytes } from "../bytes/hasher.ts";
import { type AbxElement, readAbx } from "../formats/abx/read-abx.ts";
import { recoverLong } from "../formats/abx/recover-long.ts";
import { parseData } from "../formats/plist/xml-scalars.ts";
import { atLine } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds, nanosecondsOfIso } from "../model/time.ts";
import type { AdbEntry, AdbKey, AdbState } from "./android/adb-state.ts";
import type { ParseContext } from "./artifact.ts";
import { optional } from "./optional-field.ts";

/**
 * `dumpsys adb` (AdbDebuggingManager.dump): values by name, the keys as the file holds them, and the keystore as it lies on disk: XML,
 * or since Android 12 binary XML, which a dump passes through a text decoder. Bytes, therefore, one character for each.
 */

/** A phone trusts a handful of computers; keys have some seven hundred characters. */
const MAX_BYTES = 4 << 20;
const MAX_KEYS = 1_000;
/** 524 bytes of key in base64 (adb's RSA public key of 2,048 bits); shorter ones are none. */
const KEY = /^\s*([A-Za-z0-9+/]{64,8192}={0,2})(?: ([^\s"<>]{1,256}))?\s*$/;
const KEY_INSIDE = /([A-Za-z0-9+/]{300,8192}={0,2})(?: ([\w.@-]{1,256}))?/g;
const XML_KEY = /<adbKey\b([^>]{1,16384})\/?>/g;
/** What comes between a key and the eight bytes of its last connection: a new name, or one that stood before. */
const BEFORE_LONG = /^(?:\xef\xbf\xbd|\x8f)(?:(?:\xef\xbf\xbd|\xff){2}\0\x0elastConnection|\0[\0-\x7f])/;

export function adbRecords(file: EvidenceFile, context: ParseContext): readonly Located<AdbEntry>[] {
  const source = context.bytes(file);
  if (source.byteLength > MAX_BYTES) context.skip(message("artifacts/shared/too-many", { limit: MAX_BYTES }), undefined, "over-budget");
  const bytes = readBytes(source, 0, Math.min(source.byteLength, MAX_BYTES));
  const text = latin(bytes);
  const state = stateOf(text);
  const lineAt = (offset: number): number => (file.part?.line ?? 0) + 1 + newlinesBefore(text, offset);
  const keys = [...userKeys(text, context, lineAt), ...storedKeys(bytes, text, context, lineAt)].slice(0, MAX_KEYS);
  return Object.keys(state).length === 1 ? keys : [{ at: [atLine(lineAt(Math.max(0, text.indexOf("{"))))], data: state }, ...keys];
}

/** One character for each byte. */
function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

function newlinesBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function stateOf(text: string): AdbState {
  const value = (name: string): string | undefined => new RegExp(`^\\s*${name}=(\\S{1,256})\\s*$`, "m").exec(text)?.[1];
  const flag = (name: string): boolean | undefined => {
    const said = value(name);
    return said === undefined ? undefined : said === "true";
  };
  return {
    kind: "state",
    ...optional("isConnected", flag("connected_to_adb")),
    ...optional("lastKeyReceived", value("last_key_received")),
    ...optional("isWireless", flag("enabled")),
    ...optional("trustedNetwork", value("network_bssid")),
  };
}

type LineAt = (offset: number) => number;

/** One key a line from `user_keys=` on, to a line that is none. */
function userKeys(text: string, context: ParseContext, lineAt: LineAt): Located<AdbKey>[] {
  const start = /^[ \t]*user_keys=/m.exec(text);
  if (!start) return [];
  const keys: Located<AdbKey>[] = [];
  let at = start.index + start[0].length;
  for (const written of text.slice(at, text.length).split("\n", MAX_KEYS)) {
    const [, key, keyHolder] = KEY.exec(written) ?? [];
    if (key === undefined) {
      const isEnd = written.trim() === "" || /^\s*(?:\}|[a-z_]{2,32}=)/.test(written);
      if (isEnd) break;
      context.skip(message("artifacts/shared/line-unreadable"), [atLine(lineAt(at))]);
    } else
      keys.push({
        at: [atLine(lineAt(at))],
        data: { kind: "key", keySource: "user-keys", ...optional("keyHolder", keyHolder), ...fingerprintOf(key) },
      });
    at += written.length + 1;
  }
  return keys;
}

function storedKeys(bytes: Uint8Array, text: string, context: ParseContext, lineAt: LineAt): Located<AdbKey>[] {
  const start = /^[ \t]*keystore=/m.exec(text);
  if (!start) return [];
  const from = start.index + start[0].length;
  const at = [atLine(lineAt(from))];
  const entry = (data: AdbKey): Located<AdbKey> => ({ at, data });
  if (text.startsWith("<", from)) return xmlKeys(text.slice(from)).map(entry);
  if (!text.startsWith("ABX\0", from)) return [];
  try {
    return elementsNamed(readAbx(bytes.subarray(from)), "adbKey").map(({ attributes }) => entry(abxKey(attributes)));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.note(message("artifacts/android/adb-state/keystore-recovered"), at);
    return recoveredKeys(bytes, text, from, context).map(entry);
  }
}

const elementsNamed = (elements: readonly AbxElement[], name: string): readonly AbxElement[] =>
  elements.flatMap((element) => (element.name === name ? [element] : elementsNamed(element.children, name)));

function abxKey(attributes: AbxElement["attributes"]): AdbKey {
  const written = attributes.get("key");
  const last = attributes.get("lastConnection");
  return storedKey(
    "keystore",
    typeof written === "string" ? written : "",
    typeof last === "bigint" ? fromUnixMilliseconds(last) : undefined,
  );
}

function xmlKeys(text: string): readonly AdbKey[] {
  return [...text.matchAll(XML_KEY)].slice(0, MAX_KEYS).map(([, attributes]) => {
    const value = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1] ?? "";
    const last = value("lastConnection");
    return storedKey("keystore", value("key"), /^\d{1,15}$/.test(last) ? fromUnixMilliseconds(Number(last)) : undefined);
  });
}

function storedKey(keySource: AdbKey["keySource"], written: string, lastConnected: EvidenceTime | undefined): AdbKey {
  const [key = "", keyHolder] = written.trim().split(" ", 2);
  return {
    kind: "key",
    keySource,
    ...optional("keyHolder", keyHolder),
    ...fingerprintOf(key),
    ...optional("lastConnected", lastConnected),
  };
}

/** The text of keys is whole in a damaged store; of the eight bytes after each, those above 127 are lost. */
function recoveredKeys(bytes: Uint8Array, text: string, from: number, { acquisition }: ParseContext): readonly AdbKey[] {
  const made = acquisition.made === undefined ? undefined : nanosecondsOfIso(acquisition.made);
  return [...text.slice(from).matchAll(KEY_INSIDE)].slice(0, MAX_KEYS).map((match) => {
    const end = from + match.index + match[0].length;
    const before = BEFORE_LONG.exec(text.slice(end, end + 64));
    const range = before && made !== undefined ? recoverLong(bytes, end + before[0].length, made / 1_000_000n) : undefined;
    return storedKey("keystore-recovered", match[0], range && timeOf(range));
  });
}

/** The span that the lost bytes leave open, the latest that is not after the making of the dump. */
function timeOf({ least, most }: { least: bigint; most: bigint }): EvidenceTime | undefined {
  const [first, last] = [fromUnixMilliseconds(least), fromUnixMilliseconds(most)];
  if (!first || !last) return undefined;
  return least === most ? first : { ...first, latest: last.latest, precision: "interval", raw: `${least} to ${most}` };
}

function fingerprintOf(key: string): Pick<AdbKey, "fingerprint"> {
  try {
    const hex = md5OfBytes(parseData(key)).toUpperCase();
    return { fingerprint: hex.match(/../g)!.join(":") };
  } catch (error) {
    if (error instanceof FormatError) return {};
    throw error;
  }
}
