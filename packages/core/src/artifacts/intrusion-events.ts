import type { Plain } from "../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds, fromUnixNanoseconds, fromUnixSeconds } from "../model/time.ts";
import type { ConnectEvent, DnsEvent, IntrusionEvent, LoggedEvent, SecurityEvent } from "./android/intrusion-log.ts";
import { isJsonObject, type JsonObject, listMember, numberMember, textMember } from "./json-records.ts";
import { optional } from "./optional-field.ts";
import { firstFieldOf, tagByNumber } from "./security-log-tags.ts";

/** Addresses of one answer, values of one event, letters of one value. */
const MAX_ADDRESSES = 256;
const MAX_VALUES = 64;
const MAX_VALUE_LETTERS = 8_192;
/** What stands beside the tag of a security event. */
const BESIDE_TAG = new Set(["event_id", "event_time", "event_type", "timestamp", "tag", "data"]);

/** Types, and what of the event they hold apart from its place in the log. */
const READERS: Readonly<Record<string, (body: JsonObject, common: LoggedEvent) => IntrusionEvent | undefined>> = {
  dns_event: readDns,
  connect_event: readConnect,
  security_event: readSecurity,
};

/**
 * One event: an object of one member named by the type, or the members themselves beside an `event_type`. Undefined where it is neither.
 * `line` is the text it was read from: numbers of nanoseconds are longer than JSON's.
 */
export function readIntrusionEvent(value: unknown, line: string): IntrusionEvent | undefined {
  if (!isJsonObject(value)) return undefined;
  const [type, body] = typeAndBody(value) ?? [];
  if (type === undefined || body === undefined) return undefined;
  const common = { ...optional("eventId", idOf(body)), ...optional("time", timeOf(body, line)) };
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return read ? read(body, common) : { kind: "other", eventType: type.slice(0, 100), ...common };
}

function typeAndBody(value: JsonObject): readonly [type: string, body: JsonObject] | undefined {
  const stated = textMember(value, "event_type");
  if (stated !== undefined) return [stated, value];
  const [type, ...more] = Object.keys(value);
  const body = type === undefined ? undefined : value[type];
  return type !== undefined && more.length === 0 && isJsonObject(body) ? [type, body] : undefined;
}

const idOf = (body: JsonObject): string | undefined => {
  const id = Object.hasOwn(body, "event_id") ? body["event_id"] : undefined;
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id).slice(0, 40) : undefined;
};

/** Magnitudes that no phone's clock shows in the smaller unit. */
const [MILLISECONDS_BEGIN, MICROSECONDS_BEGIN, NANOSECONDS_BEGIN] = [1e11, 1e14, 1e17];
const TIME_TEXT = /"event_time"\s*:\s*"?(\d{16,19})/;

/** Milliseconds in the network's log, nanoseconds in the security log; the magnitude tells. */
function timeOf(body: JsonObject, line: string): EvidenceTime | undefined {
  const member = Object.hasOwn(body, "event_time") ? body["event_time"] : Object.hasOwn(body, "timestamp") ? body["timestamp"] : undefined;
  const value = typeof member === "string" && /^\d{1,19}$/.test(member) ? Number(member) : member;
  if (typeof value !== "number" || !(value > 0)) return undefined;
  if (value < MILLISECONDS_BEGIN) return fromUnixSeconds(value);
  if (value < MICROSECONDS_BEGIN) return fromUnixMilliseconds(value);
  const digits = TIME_TEXT.exec(line)?.[1];
  const exact = digits !== undefined && Number(digits) === value ? BigInt(digits) : BigInt(Math.round(value));
  return fromUnixNanoseconds(value < NANOSECONDS_BEGIN ? exact * 1_000n : exact);
}

function readDns(body: JsonObject, common: LoggedEvent): DnsEvent | undefined {
  const hostname = textMember(body, "hostname");
  if (hostname === undefined) return undefined;
  const addresses = listMember(body, "ip_addresses", MAX_ADDRESSES).flatMap((entry) =>
    typeof entry === "string" ? [addressIn(entry)] : [],
  );
  return { kind: "dns", hostname, addresses, ...optional("appId", textMember(body, "package_name")), ...common };
}

function readConnect(body: JsonObject, common: LoggedEvent): ConnectEvent | undefined {
  const address = textMember(body, "ip_address");
  if (address === undefined) return undefined;
  const port = numberMember(body, "port");
  return {
    kind: "connect",
    address: addressIn(address),
    ...optional("port", port),
    ...optional("appId", textMember(body, "package_name")),
    ...common,
  };
}

/** Java writes "host/1.2.3.4", or "/1.2.3.4" where it knows no name; a zone may follow an address of a link. */
const addressIn = (text: string): string => text.slice(text.lastIndexOf("/") + 1).replace(/%.*$/s, "");

/** The tag as a member of its own, or as a number with a list of values. */
function readSecurity(body: JsonObject, common: LoggedEvent): SecurityEvent | undefined {
  const number = numberMember(body, "tag");
  if (number !== undefined) {
    const [tag, ...fields] = tagByNumber(number) ?? [`tag_${number}`];
    return {
      kind: "security",
      tag,
      details: detailsOf(listMember(body, "data", MAX_VALUES).map((value, index) => [fields[index] ?? String(index), value])),
      ...common,
    };
  }
  const tag = Object.keys(body).find((key) => !BESIDE_TAG.has(key));
  if (tag === undefined) return undefined;
  const value = body[tag] as Plain;
  const entries: readonly (readonly [string, unknown])[] = isJsonObject(value)
    ? Object.entries(value)
    : [[firstFieldOf(tag) ?? "value", value]];
  return { kind: "security", tag: tag.slice(0, 100), details: detailsOf(entries), ...common };
}

const detailsOf = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries
      .slice(0, MAX_VALUES)
      .flatMap(([name, value]) =>
        value === null || value === undefined
          ? []
          : [[name.slice(0, 100), (typeof value === "object" ? JSON.stringify(value) : String(value)).slice(0, MAX_VALUE_LETTERS)]],
      ),
  );

/** Whether a flag of an event is set; where it is not there, it is taken for set. They are written as true, 1 or "1". */
export const isSet = (details: SecurityEvent["details"], name: string): boolean => !["false", "0"].includes(details[name] ?? "true");
