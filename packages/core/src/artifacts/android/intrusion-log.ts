import { isIpAddress, isIpv4 } from "../../model/host-name.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable, Role } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { EventKind, TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact } from "../artifact.ts";
import { isSet, readIntrusionEvent } from "../intrusion-events.ts";
import { BROWSERS, MESSENGERS } from "../network-apps.ts";

/** What each event states. */
export interface LoggedEvent {
  /** Its number in its log, in which none is left out. */
  readonly eventId?: string;
  readonly time?: EvidenceTime;
}

/** A name that was looked up. */
export interface DnsEvent extends LoggedEvent {
  readonly kind: "dns";
  readonly hostname: string;
  readonly addresses: readonly string[];
  readonly appId?: string;
}

/** A connection that was opened. */
export interface ConnectEvent extends LoggedEvent {
  readonly kind: "connect";
  readonly address: string;
  readonly port?: number;
  readonly appId?: string;
}

/** An entry of the security log. */
export interface SecurityEvent extends LoggedEvent {
  readonly kind: "security";
  readonly tag: string;
  /** Values by name, as text. */
  readonly details: Readonly<Record<string, string>>;
}

/** An event of a type that is not known here. */
export interface OtherEvent extends LoggedEvent {
  readonly kind: "other";
  readonly eventType: string;
}

export type IntrusionEvent = DnsEvent | ConnectEvent | SecurityEvent | OtherEvent;

export default defineArtifact<IntrusionEvent>({
  id: "android/intrusion-log",
  version: 1,
  paths: [
    "bridle:/intrusion-logs/**", // Advanced Protection with intrusion logging, Android 16 on
  ],
  presence: { "android-intrusion-log": "expected", androidqf: "with-os" },
  scope: "communication", // names looked up are browsing
  emits: {
    "domain-name:value": ["resolved", "contacted"],
    "ipv4-addr:value": ["visited", "resolved", "contacted"],
    "ipv6-addr:value": ["visited", "resolved", "contacted"],
    "app:id": ["ran", "installed", "listed"],
    "process:name": ["ran"],
    "file:path": ["written", "listed"],
    "file:hashes.SHA-256": ["ran"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://developer.android.com/reference/android/app/admin/SecurityLog",
    "https://developer.android.com/reference/android/app/admin/DnsEvent",
    "https://developer.android.com/reference/android/app/admin/ConnectEvent",
  ],

  *parse(file, context) {
    for (const lines of context.lines(file)) {
      const located: Located<IntrusionEvent>[] = [];
      for (const { text, line } of lines) {
        if (text.trim() === "") continue;
        const data = parsed(text);
        if (!data) context.skip(message("artifacts/shared/line-unreadable"), [atLine(line)]);
        else if (context.isFirst(keyOf(data, text))) located.push({ at: [atLine(line)], data });
      }
      yield located;
    }
  },

  observables(record) {
    if (record.kind === "dns")
      return [...addressesOf(record.hostname, record.addresses, roleOf(record.appId, "resolved")), ...ranBy(record.appId)];
    if (record.kind === "connect")
      return [...addressesOf(undefined, [record.address], roleOf(record.appId, "visited")), ...ranBy(record.appId)];
    return record.kind === "security" ? ofSecurity(record) : [];
  },
  events: (record) => eventsOf(record),
});

function parsed(text: string): IntrusionEvent | undefined {
  try {
    return readIntrusionEvent(JSON.parse(text), text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** Days overlap, and a log may be handed over twice: an event of one type, number and body is one event, whatever file it stands in. */
const keyOf = (event: IntrusionEvent, text: string): string => `${event.kind} ${event.eventId ?? ""} ${hashOf(text.trim())}`;

/** FNV-1a in 32 bits, beside the type and the number of the event. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** What a browser or messenger reached it was sent to; any other app speaks to it by itself. */
function roleOf(appId: string | undefined, ofBrowser: "resolved" | "visited"): Role {
  if (appId === undefined) return "resolved";
  if (BROWSERS.has(appId)) return ofBrowser;
  return MESSENGERS.has(appId) ? "resolved" : "contacted";
}

/** Names that stand for no host: what cannot be reached, and the phone itself. */
const NO_HOST = new Set(["0.0.0.0", "127.0.0.1", "::", "::1"]);

function addressesOf(hostname: string | undefined, addresses: readonly string[], role: Role): readonly Observable[] {
  const real = addresses.filter((address) => isIpAddress(address) && !NO_HOST.has(address));
  return [
    ...(hostname === undefined ? [] : [{ type: "domain-name:value", role, value: hostname } as const]),
    ...real.map((value): Observable => ({ type: isIpv4(value) ? "ipv4-addr:value" : "ipv6-addr:value", role, value })),
  ];
}

const app = (value: string, role: Role): Observable => ({ type: "app:id", role, value });
const ranBy = (appId: string | undefined): readonly Observable[] => (appId === undefined ? [] : [app(appId, "ran")]);

const APP_ID = /^[A-Za-z]\w*(?:\.\w+)+$/;
const APP_IDS_IN_COMMAND = /(?<![\w./-])[A-Za-z]\w*(?:\.\w+)+(?![\w/-])/g;
const PATHS_IN_COMMAND = /(?<=^|[\s'"=])\/[^\s'"]+/g;
/** Words of a command that are looked at. */
const MAX_WORDS = 200;
const SHA256 = /^[0-9A-Fa-f]{64}$/;

function ofSecurity({ tag, details }: SecurityEvent): readonly Observable[] {
  const { package_name: name, command, path, process, sha256 } = details;
  if (tag === "app_process_start" && process !== undefined) return ofProcess(process, sha256);
  if (tag === "package_installed" || tag === "package_updated") return name === undefined ? [] : [app(name, "installed")];
  if (tag === "package_uninstalled") return name === undefined ? [] : [app(name, "listed")];
  if (tag === "adb_shell_cmd" && command !== undefined) return ofCommand(command);
  if (path === undefined) return [];
  // What was sent to the phone lies there since; what was received left it.
  return [{ type: "file:path", role: tag === "adb_sync_send_file" ? "written" : "listed", value: path }];
}

/** "package:process": the package, and the process by its whole name and by what stands after the colon. */
function ofProcess(process: string, sha256: string | undefined): readonly Observable[] {
  const [appId = "", ...parts] = process.split(":");
  const names = [...new Set([process, ...parts])].filter((part) => part !== "");
  return [
    ...(APP_ID.test(appId) ? [app(appId, "ran")] : []),
    ...names.map((value): Observable => ({ type: "process:name", role: "ran", value })),
    ...(sha256 !== undefined && SHA256.test(sha256)
      ? [{ type: "file:hashes.SHA-256", role: "ran", value: sha256.toLowerCase() } as const]
      : []),
  ];
}

const ofCommand = (command: string): readonly Observable[] => [
  ...(command.match(APP_IDS_IN_COMMAND) ?? []).slice(0, MAX_WORDS).map((value) => app(value, "listed")),
  ...(command.match(PATHS_IN_COMMAND) ?? []).slice(0, MAX_WORDS).map((value): Observable => ({ type: "file:path", role: "listed", value })),
];

/** Tags that change the state of the phone, and what they are in the timeline. All others are shown when all is asked for. */
const KINDS: Readonly<Record<string, EventKind>> = {
  os_startup: "boot",
  os_shutdown: "shutdown",
  package_installed: "install",
  package_updated: "update",
  package_uninstalled: "uninstall",
  adb_shell_interactive: "pairing",
  adb_shell_cmd: "pairing",
  adb_sync_recv_file: "pairing",
  adb_sync_send_file: "pairing",
  cert_authority_installed: "profile",
  cert_authority_removed: "profile",
};

function eventsOf(record: IntrusionEvent): readonly TimelineEvent[] {
  const { time } = record;
  if (!time) return [];
  const say = (kind: EventKind, key: string, params: Record<string, string>): readonly TimelineEvent[] => [
    { time, kind, message: `artifacts/android/intrusion-log/${key}`, params },
  ];
  if (record.kind === "dns") return say("lookup", "looked-up", { app: record.appId ?? "", host: record.hostname });
  if (record.kind === "connect") return say("lookup", "connected", { app: record.appId ?? "", host: record.address });
  if (record.kind === "other") return say("usage", "other", { type: record.eventType });
  const { tag, details } = record;
  const what = details["package_name"] ?? details["process"] ?? details["command"] ?? details["path"] ?? details["subject"] ?? "";
  const isFailed = "success" in details && !isSet(details, "success");
  return say(KINDS[tag] ?? "usage", isFailed ? "logged-failure" : "logged", { tag, what });
}
