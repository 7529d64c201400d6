import type { TextLine } from "../formats/text/read-lines.ts";
import type { PackageEntry, PackagePermission, PackageUser } from "./android/packages.ts";
import { parseLocal } from "./android-clock.ts";
import type { ParseContext } from "./artifact.ts";
import { indentOf, noteLine } from "./dumpsys-text.ts";
import type { Found, LineReader } from "./linewise.ts";
import { optional } from "./optional-field.ts";

/**
 * The entries of `dumpsys package` below "Packages:", "Hidden system packages:" and "Shared users:", as Settings.dumpPackageLPr
 * prints them: a head at two spaces, fields at four, lists and users below. Names of versions come from apps and may hold line
 * breaks, so that an app can print what looks like fields; the system prints each field once, in one order, the version's name
 * before signatures and flags. What stands twice is said, and counts as the system wrote it.
 */

type Kind = PackageEntry["kind"];

const SECTIONS: ReadonlyMap<string, Kind> = new Map([
  ["Packages:", "package"],
  ["Hidden system packages:", "hidden-system-package"],
  ["Shared users:", "shared-user"],
]);
const HEAD = /^ {2}(?:Package|SharedUser) \[([^\]]{1,255})\] \([0-9a-f]{1,16}\):/;
const FIELD = /^ {4}([A-Za-z]\w{0,63})=(.*)$/;
const USER = /^ {4}User (\d{1,4}):(.*)$/;
const PERMISSION = /^([^\s:]{1,255})(?::(.*))?$/;
/** Lists of one entry: the longest seen hold some two hundred permissions and a thousand components. */
const MAX_LIST = 4_096;
const MAX_USERS = 128;
const MAX_VALUE = 4_096;

/** Printed before the version's name: what an app makes stand again comes later. Of the others the last is the system's. */
const BEFORE_VERSION_NAME = new Set(["userId", "appId", "sharedUser", "codePath", "versionCode"]);
/** Fields that the system prints once at this depth. */
const ONCE = new Set([
  ...BEFORE_VERSION_NAME,
  "versionName",
  "flags",
  "signatures",
  "pkgFlags",
  "installerPackageName",
  "lastUpdateTime",
  "timeStamp",
]);

interface OpenUser {
  readonly head: string;
  readonly userId: number;
  readonly fields: Map<string, string>;
  readonly disabledComponents: string[];
  readonly enabledComponents: string[];
}

interface OpenEntry {
  readonly line: TextLine;
  readonly kind: Kind;
  readonly name: string;
  readonly fields: Map<string, string>;
  readonly repeated: Set<string>;
  readonly permissions: PackagePermission[];
  readonly requested: string[];
  readonly users: OpenUser[];
  /** The list at four spaces, such as "requested permissions:", and within a user the one at six. */
  list: string;
  userList: string;
}

/** Goes through the section and gives one record for each entry, at the line of its head. */
export function packageReader(found: Found<PackageEntry>, context: ParseContext): LineReader {
  let kind: Kind | undefined;
  let open: OpenEntry | undefined;
  const close = (): void => {
    if (open) found(open.line, entryOf(open, context));
    open = undefined;
  };
  return {
    see(line) {
      const { text } = line;
      if (text === "") return;
      const head = kind && HEAD.exec(text);
      if (head && kind) {
        close();
        open = startEntry(line, kind, head[1]!);
      } else if (!text.startsWith(" ")) {
        close();
        kind = SECTIONS.get(text.trimEnd()) ?? kind;
      } else if (open) seeWithin(open, line, context);
    },
    end: close,
  };
}

const startEntry = (line: TextLine, kind: Kind, name: string): OpenEntry => ({
  line,
  kind,
  name,
  fields: new Map(),
  repeated: new Set(),
  permissions: [],
  requested: [],
  users: [],
  list: "",
  userList: "",
});

function seeWithin(open: OpenEntry, line: TextLine, context: ParseContext): void {
  const { text } = line;
  const indent = indentOf(text);
  if (indent < 4) {
    noteLine(context, line);
    return;
  }
  if (indent > 4) {
    seeBelow(open, text.trim(), indent);
    return;
  }
  open.list = "";
  open.userList = "";
  const user = USER.exec(text);
  const field = FIELD.exec(text);
  if (user) addUser(open, Number(user[1]), user[2]!);
  else if (field) setField(open, field[1]!, field[2]!);
  else open.list = text.trim();
}

function addUser(open: OpenEntry, userId: number, head: string): void {
  open.list = "User";
  if (open.users.length < MAX_USERS) open.users.push({ head, userId, fields: new Map(), disabledComponents: [], enabledComponents: [] });
}

function setField({ fields, repeated }: OpenEntry, name: string, value: string): void {
  if (fields.has(name)) {
    if (ONCE.has(name)) repeated.add(name);
    if (BEFORE_VERSION_NAME.has(name)) return;
  }
  fields.set(name, value.trim().slice(0, MAX_VALUE));
}

/** Lines of a list at six spaces; those of a user's lists at eight. */
function seeBelow(open: OpenEntry, text: string, indent: number): void {
  if (open.list === "User") seeOfUser(open, text, indent);
  if (open.list === "requested permissions:") addTo(open.requested, PERMISSION.exec(text)?.[1]);
  if (open.list === "install permissions:") addTo(open.permissions, permissionOf(text, "install"));
  if (open.list === "declared permissions:") addTo(open.permissions, permissionOf(text, "declared"));
  if (open.list === "runtime permissions:") addTo(open.permissions, permissionOf(text, "runtime"));
}

function seeOfUser(open: OpenEntry, text: string, indent: number): void {
  const user = open.users.at(-1)!;
  if (indent <= 6) {
    open.userList = text.endsWith(":") ? text : "";
    const [, name, value] = /^(\w{1,64})[=:] ?(.*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined && value !== "") user.fields.set(name, value.slice(0, MAX_VALUE));
    return;
  }
  if (open.userList === "runtime permissions:") addTo(open.permissions, permissionOf(text, "runtime", user.userId));
  if (open.userList === "disabledComponents:") addTo(user.disabledComponents, text);
  if (open.userList === "enabledComponents:") addTo(user.enabledComponents, text);
}

function addTo<T>(list: T[], entry: T | undefined): void {
  if (entry !== undefined && list.length < MAX_LIST) list.push(entry);
}

/** `name: granted=true, flags=[ A|B ]`. A declared one has its protection there; granted is only what is said to be. */
function permissionOf(text: string, grant: PackagePermission["grant"], userId?: number): PackagePermission | undefined {
  const [, permission, rest = ""] = PERMISSION.exec(text) ?? [];
  if (permission === undefined) return undefined;
  const flags = /\bflags=\[\s*([^\]]*?)\s*\]/.exec(rest)?.[1];
  return {
    permission,
    isGranted: grant !== "declared" && /\bgranted=true\b/.test(rest),
    grant,
    ...optional("userId", userId),
    ...optional("grantFlags", flags === "" ? undefined : flags),
  };
}

function entryOf(open: OpenEntry, context: ParseContext): PackageEntry {
  const { kind, name, fields, repeated, permissions, requested } = open;
  const text = (field: string): string | undefined => nothing(fields.get(field));
  const time = (field: string) => parseLocal(fields.get(field) ?? "", context.acquisition.zone);
  const flags = flagsOf(fields);
  const [versionNumber, targetSdk] = versionOf(fields.get("versionCode") ?? "");
  const codePath = text("codePath");
  return {
    kind,
    packageName: name,
    ...optional("appUid", integerOf(fields.get("appId") ?? fields.get("userId"))),
    ...optional("sharedUser", sharedUserOf(fields.get("sharedUser"))),
    ...optional("codePath", codePath?.startsWith("/") ? context.canonical(codePath) : codePath),
    ...optional("versionNumber", versionNumber),
    ...optional("targetSdk", targetSdk),
    ...optional("versionName", text("versionName")),
    isSystem: flags.includes("SYSTEM"),
    flags,
    signerHashes: hashesOf(fields.get("signatures"), "signatures"),
    pastSignerHashes: hashesOf(fields.get("signatures"), "past signatures"),
    ...optional("installer", text("installerPackageName")),
    ...optional("initiator", text("initiatingPackageName")),
    ...optional("originator", text("originatingPackageName")),
    ...optional("updateOwner", text("updateOwnerPackageName")),
    ...optional("packageSource", integerOf(fields.get("packageSource"))),
    ...optional("fileWritten", time("timeStamp")),
    ...optional("firstInstalled", time("firstInstallTime")),
    ...optional("lastUpdated", time("lastUpdateTime")),
    permissions,
    requested,
    users: open.users.map((user) => userOf(user, context)),
    ...(repeated.size > 0 && { repeatedFields: [...repeated].sort() }),
  };
}

/** `installed=true hidden=false …`: what the head of a user says. */
const SAYS = {
  installed: /(?:^|\s)installed=(\S+)/,
  hidden: /(?:^|\s)hidden=(\S+)/,
  suspended: /(?:^|\s)suspended=(\S+)/,
  notLaunched: /(?:^|\s)notLaunched=(\S+)/,
  enabled: /(?:^|\s)enabled=(\S+)/,
} as const;

function userOf({ head, userId, fields, disabledComponents, enabledComponents }: OpenUser, { acquisition }: ParseContext): PackageUser {
  const says = (name: keyof typeof SAYS): string | undefined => SAYS[name].exec(head)?.[1];
  return {
    userId,
    isInstalled: says("installed") !== "false",
    isHidden: says("hidden") === "true",
    isSuspended: says("suspended") === "true",
    isNotLaunched: says("notLaunched") === "true",
    enabledState: integerOf(says("enabled")) ?? 0,
    ...optional("userInstalled", parseLocal(fields.get("firstInstallTime") ?? "", acquisition.zone)),
    ...optional("disabledBy", nothing(fields.get("lastDisabledCaller"))),
    ...optional("harmfulAppWarning", nothing(fields.get("harmfulAppWarning"))),
    disabledComponents,
    enabledComponents,
  };
}

/** What Java prints for a reference to nothing. */
const nothing = (text: string | undefined): string | undefined => (text === "null" || text === "" || text === "?" ? undefined : text);
const integerOf = (text: string | undefined): number | undefined => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : undefined);

/** `flags=[ … ]` and `pkgFlags=[ … ]` say the same of the parsed app and of the setting; the private ones stand apart. */
function flagsOf(fields: ReadonlyMap<string, string>): readonly string[] {
  const written = ["flags", "privateFlags", "pkgFlags", "privatePkgFlags"].map((name) => fields.get(name) ?? "");
  const names = written.flatMap((list) => list.split(/[\s[\],|]+/, MAX_LIST));
  return [...new Set(names.filter((name) => /^[A-Z][A-Z0-9_]{2,63}$/.test(name)))].sort();
}

/** `12 minSdk=24 targetSdk=33`. */
const versionOf = (text: string): [versionNumber: string | undefined, targetSdk: number | undefined] => [
  /^\d{1,19}/.exec(text)?.[0],
  integerOf(/\btargetSdk=(\d{1,9})/.exec(text)?.[1]),
];

/** `SharedUserSetting{1a2b android.uid.system/1000}`. */
const sharedUserOf = (text: string | undefined): string | undefined => /\{\w+ ([^\s/}]+)/.exec(text ?? "")?.[1] ?? nothing(text);

/**
 * `PackageSignatures{5f2 version:3, signatures:[b378e95c], past signatures:[13db7d1 flags: 17]}`; to Android 7 `PackageSignatures{5f2
 * [b378e95c]}`. Java leaves leading zeros out.
 */
const LISTS = {
  signatures: /[,{] ?(?:\w+ )?signatures:\[([^\]]*)\]/,
  "past signatures": /[,{] ?(?:\w+ )?past signatures:\[([^\]]*)\]/,
} as const;

function hashesOf(text: string | undefined, list: keyof typeof LISTS): readonly string[] {
  const written = (text ?? "").replace(/ flags: \w+/g, "");
  const named = LISTS[list].exec(written)?.[1];
  const inside = named ?? (list === "signatures" ? /\{\w+ \[([^\]]*)\]\}/.exec(written)?.[1] : undefined) ?? "";
  return [...new Set(inside.match(/\b[0-9a-f]{1,8}\b/g) ?? [])].map((hash) => hash.padStart(8, "0"));
}
