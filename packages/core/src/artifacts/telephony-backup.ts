import type { EvidenceFile } from "../acquisition/file-system.ts";
import { bytesSource } from "../bytes/byte-source.ts";
import { portableInflate } from "../bytes/portable-inflate.ts";
import { readJsonElements } from "../formats/json/elements.ts";
import { unzlib } from "../formats/zlib/unzlib.ts";
import { atFile, atKey } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Observable, Role } from "../model/observable.ts";
import type { Located } from "../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds, fromUnixSeconds } from "../model/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import type { ParseContext } from "./artifact.ts";
import { isJsonObject, type JsonObject, numberMember } from "./json-records.ts";
import { addUrls, type MessageUrl } from "./message-links.ts";
import { partyObservable } from "./message-party.ts";

/** Which way a message went, by the box it lay in. */
export type Direction = "received" | "sent" | "draft" | "unknown";

/** What messages of Android's telephony backup have in common. */
export interface BackedUpMessage {
  /** Place in the file's list, from 0. */
  readonly index: number;
  readonly direction: Direction;
  /** The box as Android numbers it. */
  readonly box?: number;
  /** The other side, and in groups all of them. */
  readonly parties: readonly string[];
  /** When the phone received or made it. */
  readonly date?: EvidenceTime;
  /** When the network says it was sent. */
  readonly sent?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
}

/** Files of at most a thousand messages: a few hundred kilobytes unpacked. */
const MAX_UNPACKED_BYTES = 64 << 20;
const MAX_MESSAGE_BYTES = 4 << 20;

/**
 * The messages of one file that Android's TelephonyBackupAgent wrote: a zlib stream of a JSON list whose values are mostly texts. What
 * cannot be read of a message costs that message; what follows damage in the stream costs itself.
 */
export async function* telephonyRecords<T>(
  file: EvidenceFile,
  context: ParseContext,
  read: (message: JsonObject, index: number, context: ParseContext) => T,
): AsyncGenerator<readonly Located<T>[]> {
  const bytes = await unpacked(file, context);
  let index = 0;
  const skip = (code: string): void => {
    const reason = code === "limit" ? "over-budget" : "damaged";
    context.skip(message("artifacts/shared/element-unreadable", { code }), [atKey(index++)], reason);
  };
  const elements = readJsonElements(bytesSource(bytes), {
    maxElementBytes: MAX_MESSAGE_BYTES,
    onDamage: (_, code) => skip(code),
  });
  for (const batch of elements) {
    const located: Located<T>[] = [];
    for (const { value } of batch) {
      if (!isJsonObject(value)) skip("malformed");
      else located.push({ at: [atKey(index)], data: read(value, index++, context) });
    }
    yield located;
  }
}

async function unpacked(file: EvidenceFile, context: ParseContext): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  await unzlib({
    source: context.bytes(file),
    inflate: portableInflate,
    take(piece) {
      const part = piece.slice(0, MAX_UNPACKED_BYTES - length);
      parts.push(part);
      length += part.length;
      if (part.length < piece.length)
        context.skip(message("artifacts/shared/too-large", { limit: MAX_UNPACKED_BYTES }), [atFile], "over-budget");
      return part.length === piece.length;
    },
    note: (kind, value) => context.skip(message(`archive/${kind}`, { examples: String(value) }), [atFile], "damaged"),
  });
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Seconds stay below this for three thousand years; milliseconds have been above it since 1973. */
const SECONDS_END = 100_000_000_000;

/** SMS tell times in milliseconds, MMS in seconds (AOSP, TelephonyProvider); zero is none. */
export function timeMember(object: JsonObject, name: string): EvidenceTime | undefined {
  const value = numberMember(object, name);
  if (value === undefined) return undefined;
  return Math.abs(value) < SECONDS_END ? fromUnixSeconds(value) : fromUnixMilliseconds(value);
}

/** Android's boxes (Telephony.TextBasedSmsColumns, Telephony.BaseMmsColumns): 1 in, 2 sent, 3 draft, 4 out; of SMS 5 failed, 6 queued. */
const DIRECTIONS: Readonly<Record<number, Direction>> = { 1: "received", 2: "sent", 3: "draft", 4: "sent", 5: "sent", 6: "sent" };
export const directionOf = (box: number | undefined): Direction => (box === undefined ? "unknown" : (DIRECTIONS[box] ?? "unknown"));

/** `index` is that of the message, where links that do not fit are told of. */
export function urlsOf(
  context: ParseContext,
  index: number,
  texts: readonly (readonly [text: string | undefined, part: MessageUrl["part"]])[],
): readonly MessageUrl[] | undefined {
  const urls: MessageUrl[] = [];
  const into = { context, at: atKey(index), urls };
  for (const [text, part] of texts) addUrls(into, text?.replace(DEFANGED, "http"), part);
  return urls.length > 0 ? urls : undefined;
}
/** How people write links that must not be followed. */
const DEFANGED = /\bhxxp(?=s?:\/\/)/gi;

/** What a message of unknown direction holds may have come from outside. */
const ROLES: Readonly<Record<Direction, Role>> = { received: "received", unknown: "received", sent: "sent", draft: "listed" };
const EMBEDDED: NonNullable<Observable["circumstances"]> = ["embedded"];

/** The other side and the links, by the direction of the message. */
export function observablesOfBackedUp({ direction, parties, urls }: BackedUpMessage): readonly Observable[] {
  const role = ROLES[direction];
  const others = parties.flatMap((party) => partyObservable(party, role) ?? []);
  const links = (urls ?? []).map(
    ({ url, isEmbedded }): Observable => ({ type: "url:value", role, value: url, ...(isEmbedded && { circumstances: EMBEDDED }) }),
  );
  return [...others, ...links];
}

/** When it came, went or was written. Its own time, else what the network says. */
export function eventsOfBackedUp({ direction, parties, date, sent }: BackedUpMessage, artifact: string): readonly TimelineEvent[] {
  const time = date ?? sent;
  if (!time) return [];
  return [{ time, kind: "message", message: `artifacts/${artifact}/message-${direction}`, params: { party: parties.join(", ") } }];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const SHOW = "import json,sys,zlib; print(json.loads(zlib.decompress(sys.stdin.buffer.read()))";

/** Shows the message with Python; the bytes come by `bridle cat` where they lie in an archive. */
export function reproduceBackedUp({ index }: BackedUpMessage, { path, rawPath, containers }: EvidenceFile): string | undefined {
  if (/[\0\r\n]/.test(path + rawPath) || rawPath.startsWith("-")) return undefined;
  const bytes = containers.length > 0 ? `npx bridle cat "$ACQUISITION" ${quoted(path)}` : `cat ${quoted(rawPath)}`;
  return `${bytes} | python3 -c '${SHOW}[${index}])'`;
}
