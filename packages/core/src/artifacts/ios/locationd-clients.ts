import { isDictionary, type PlistDictionary, textOf } from "../../formats/plist/value.ts";
import { baseName } from "../../model/canonical-path.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary, timeOf } from "../plist-members.ts";
import { isUnusualImage } from "../unusual-image.ts";

/** A program that asked for the place of the phone. */
export interface LocationClient {
  /** As stored: a bundle id or a path, in later versions after a letter that says which and before a colon. */
  readonly client: string;
  readonly bundleId?: string;
  /** Canonical paths that the entry names: of the program, its bundle, its registration, and in the name itself. */
  readonly executable?: string;
  readonly bundlePath?: string;
  readonly registered?: string;
  readonly clientPath?: string;
  /** What its owner decided, where the entry says so. */
  readonly authorization?: Authorization;
  /** When it began and stopped to receive what, under the names of the list. */
  readonly locationTimes: readonly LocationTime[];
}

export interface LocationTime {
  /** Such as LocationTimeStopped. */
  readonly what: string;
  readonly time: EvidenceTime;
}

export type Authorization = "not-determined" | "denied" | "when-in-use" | "always" | "other";
/** Bits of SupportedAuthorizationMask; not the numbers of CLAuthorizationStatus (AppleSimulatorUtils sets them so). */
const AUTHORIZATIONS: ReadonlyMap<number, Authorization> = new Map([
  [0, "not-determined"],
  [1, "denied"],
  [2, "when-in-use"],
  [4, "always"],
]);

/** Clients of one phone; a full phone has some three hundred. */
const MAX_CLIENTS = 20_000;
const TIME_MEMBER = /^\w{0,64}(?:Time(?:Started|Stopped)|PeriodBegin)$/;
const BUNDLE_ID = /^[A-Za-z][\w-]*(?:\.[\w-]+)+$/;

export default defineArtifact<LocationClient>({
  id: "ios/locationd-clients",
  version: 1,
  paths: [
    "/private/var/root/Library/Caches/locationd/clients.plist", // iOS 4 on
    "/private/var/mobile/Library/Caches/locationd/clients.plist", // some old systems
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: { "app:id": ["ran", "listed"], "process:name": ["ran", "listed"], "file:path": ["ran", "listed"] },
  provenOn: "synthetic-only",
  references: ["https://securelist.com/find-the-triangulation-utility/109867/", "https://github.com/wix/AppleSimulatorUtils"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (root) yield clientsOf(root, context);
  },

  observables: observablesOf,
  programs: programsOf,
  events: ({ client, locationTimes }) =>
    locationTimes.map(({ what, time }) => ({
      time,
      kind: "process",
      message: "artifacts/ios/locationd-clients/noted",
      params: { client, what },
    })),
});

/** Entries that are no dictionary are settings of the list itself. */
const clientsOf = (root: PlistDictionary, context: ParseContext): Located<LocationClient>[] =>
  withinLimit(context, [...root], MAX_CLIENTS).flatMap(([client, value]) =>
    isDictionary(value) ? [{ at: [atKey(client)], data: readClient(client, value, context) }] : [],
  );

function readClient(client: string, entry: PlistDictionary, context: ParseContext): LocationClient {
  const pathOf = (text: string | undefined): string | undefined => (text?.startsWith("/") ? context.canonical(text) : undefined);
  const authorization = entry.get("Authorization");
  return {
    client,
    ...optional("bundleId", textOf(entry.get("BundleId")) ?? bundleIdIn(client)),
    ...optional("executable", pathOf(textOf(entry.get("Executable")))),
    ...optional("bundlePath", pathOf(textOf(entry.get("BundlePath")))),
    ...optional("registered", pathOf(textOf(entry.get("Registered")))),
    ...optional("clientPath", pathOf(/\/[^:]*/.exec(client)?.[0])),
    ...optional("authorization", typeof authorization === "number" ? (AUTHORIZATIONS.get(authorization) ?? "other") : authorized(entry)),
    locationTimes: timesOf(client, entry, context),
  };
}

/** `com.example.app` as it stands, `icom.example.app:` and `lcom.example.app:p/…` with their letter. */
function bundleIdIn(client: string): string | undefined {
  const colon = client.indexOf(":");
  const id = colon < 0 ? client : client.slice(1, colon);
  return BUNDLE_ID.test(id) && (colon < 0 || /^[il]/.test(client)) ? id : undefined;
}

/** Before iOS 8 there was but a flag. */
function authorized(entry: PlistDictionary): Authorization | undefined {
  const flag = flagOf(entry.get("Authorized"));
  if (flag === undefined) return undefined;
  return flag ? "always" : "denied";
}

function timesOf(client: string, entry: PlistDictionary, context: ParseContext): readonly LocationTime[] {
  return [...entry].flatMap(([what, value]) => {
    if (!TIME_MEMBER.test(what)) return [];
    const time = timeOf(value);
    if (time) return [{ what, time }];
    if (typeof value !== "number") context.skip(message("artifacts/shared/field-damaged", { field: what }), [atKey(client, what)]);
    return [];
  });
}

/** Bundles are no programs, but for those that lie where none ought to. */
function programsOf({ executable, clientPath, bundlePath, registered, locationTimes }: LocationClient): readonly ProgramTrace[] {
  const own = [executable, clientPath].flatMap((path) => path ?? []);
  const unusual = [bundlePath, registered].flatMap((path) => path ?? []).filter(isUnusualImage);
  const times = locationTimes.map(({ time }) => time).sort(compareTimes);
  const span = { ...optional("first", times[0]), ...optional("last", times.at(-1)) };
  return [...new Set([...own, ...unusual])].map((path) => ({ path, ...span }));
}

/** Who received places ran; others merely stand in the list. */
function observablesOf({ bundleId, executable, bundlePath, registered, clientPath, locationTimes }: LocationClient): readonly Observable[] {
  const role = locationTimes.length > 0 ? "ran" : "listed";
  const observables: Observable[] = [];
  const add = (type: Observable["type"], values: readonly (string | undefined)[]): void => {
    for (const value of new Set(values)) if (value !== undefined && value !== "") observables.push({ type, role, value });
  };
  const programs = [executable, clientPath].map((path) => path && baseName(path));
  add("app:id", [bundleId]);
  add("process:name", [...programs, bundleId]);
  add("file:path", [executable, bundlePath, registered, clientPath]);
  return observables;
}
