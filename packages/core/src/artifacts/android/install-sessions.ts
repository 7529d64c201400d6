import type { WantedLines } from "../../formats/text/find-lines.ts";
import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromUnixMilliseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** One installation that was begun, whether it was finished or not. */
export interface InstallSession {
  readonly sessionId: number;
  readonly isHistorical: boolean;
  readonly userId?: number;
  /** The app that was to be installed, where the session knew it: a computer does not say so beforehand, and to Android 14 it is not noted later. */
  readonly packageName?: string;
  /** Who ran the session. */
  readonly installerUid?: number;
  readonly installer?: string;
  readonly initiator?: string;
  /** Who handed it to the installer, such as a browser. */
  readonly originator?: string;
  readonly originatingUid?: number;
  readonly originatingUri?: string;
  readonly referrerUri?: string;
  readonly sessionCreated?: EvidenceTime;
  readonly sessionCommitted?: EvidenceTime;
  readonly stageFolder?: string;
  /** Bits of PackageManager.INSTALL_…, as printed. */
  readonly installFlags?: string;
  /** The flag INSTALL_FROM_ADB. */
  readonly isFromAdb: boolean;
  readonly packageSource?: number;
  /** 1 done, 0 not yet, others failed (PackageManager.INSTALL_SUCCEEDED, …). */
  readonly finalStatus?: number;
  readonly finalMessage?: string;
}

const SECTIONS: ReadonlyMap<string, boolean> = new Map([
  ["Active install sessions:", false],
  ["Historical install sessions:", true],
]);
/** The lists stand at the end of the longest dump but one. */
const WANTED: WantedLines = { texts: [...SECTIONS.keys()], andAfter: () => true };
const HEAD = /^\s{0,16}Session (\d{1,10}):\s*$/;
/** Names of PackageInstallerSession.dump, PackageInstallerHistoricalSession.dump and SessionParams.dump; any of them ends the value before it. */
const NAMES = [
  "userId|installerPackageName|installInitiatingPackageName|installOriginatingPackageName|createdMillis|updatedMillis|committedMillis",
  "stageDir|stageCid|mode|installFlags|installLocation|installReason|installScenario|sizeBytes|appPackageName|appIcon|appLabel",
  "originatingUri|originatingUid|referrerUri|abiOverride|volumeUuid|packageSource|grantedRuntimePermissions",
  "whitelistedRestrictedPermissions|autoRevokePermissions|forceQueryable|requireUserAction|requiredInstalledVersionCode",
  "dataLoaderParams|rollbackDataPolicy|rollbackLifetimeMillis|rollbackImpactLevel|applicationEnabledSettingPersistent",
  "developmentInstallFlags|unarchiveId|dexoptCompilerFilter|is[A-Z]\\w{2,40}|m[A-Z]\\w{2,40}|params\\.\\w{1,40}",
].join("|");
const PAIRS = new RegExp(`(?:^|\\s)(${NAMES})=`, "g");
/** Printed after what the asking app wrote (label, addresses): of these the last is the system's, of the others the first. */
const AFTER_PARAMETERS = new Set(["mFinalStatus", "mFinalMessage", "mAppPackageName"]);
/** IndentingPrintWriter breaks lines at 120 characters, between pairs, or within one that is longer. */
const WRAPPED_LENGTH = 100;
const MAX_SESSION_CHARACTERS = 64 << 10;
/** PackageManager.INSTALL_FROM_ADB. */
const INSTALL_FROM_ADB = 0x20;

export default defineArtifact<InstallSession>({
  id: "android/install-sessions",
  version: 1,
  paths: [
    "bridle:/dumpsys/package", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["installed", "listed"], "url:value": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/pm/PackageInstallerSession.java",
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/content/pm/PackageInstaller.java",
  ],

  parse: (file, context) => linewise(context.lines(file, WANTED), (found) => sessionReader(found, context)),

  observables: observablesOf,
  events: ({ sessionCreated, packageName, installer, initiator }) =>
    sessionCreated
      ? [
          {
            time: sessionCreated,
            kind: "install",
            message: "artifacts/android/install-sessions/begun",
            params: { app: packageName ?? "", installer: installer ?? initiator ?? "" },
          },
        ]
      : [],
});

/** What failed was not installed; what lay in the address it came from is listed, not visited. */
function observablesOf({ packageName, finalStatus, originatingUri, referrerUri }: InstallSession): readonly Observable[] {
  const observables: Observable[] = [];
  if (packageName !== undefined) observables.push(appObservable(packageName, finalStatus === 1 ? "installed" : "listed"));
  for (const value of new Set([originatingUri, referrerUri]))
    if (value !== undefined && /^https?:/i.test(value)) observables.push({ type: "url:value", role: "listed", value });
  return observables;
}

function sessionReader(found: Found<InstallSession>, context: ParseContext): LineReader {
  let isHistorical: boolean | undefined;
  let open: { line: Parameters<Found<InstallSession>>[0]; sessionId: number; text: string; isHistorical: boolean } | undefined;
  const close = (): void => {
    if (open) found(open.line, sessionOf(open.sessionId, open.isHistorical, open.text, context));
    open = undefined;
  };
  return {
    see(line) {
      const { text } = line;
      const head = isHistorical === undefined ? undefined : HEAD.exec(text);
      if (head && isHistorical !== undefined) {
        close();
        open = { line, sessionId: Number(head[1]), text: "", isHistorical };
      } else if (/^\S/.test(text)) {
        close();
        isHistorical = SECTIONS.get(text.trimEnd());
      } else if (open && open.text.length < MAX_SESSION_CHARACTERS) open.text += unwrapped(text);
    },
    end: close,
  };
}

/** A line that was broken within a value goes on where it was broken; between pairs there is a space. */
const unwrapped = (text: string): string => {
  const content = text.trimStart();
  return text.length >= WRAPPED_LENGTH || content.endsWith(" ") ? content : `${content} `;
};

function sessionOf(sessionId: number, isHistorical: boolean, text: string, { canonical }: ParseContext): InstallSession {
  const values = valuesOf(text);
  const word = (name: string): string | undefined => {
    const value = values.get(name);
    return value === "null" || value === "" ? undefined : value;
  };
  const number = (name: string): number | undefined => (/^-?\d{1,15}$/.test(values.get(name) ?? "") ? Number(values.get(name)) : undefined);
  const time = (name: string): EvidenceTime | undefined => fromUnixMilliseconds(number(name) ?? 0);
  const uid = (name: string): number | undefined => ((number(name) ?? -1) >= 0 ? number(name) : undefined);
  const installFlags = /^0x[0-9a-f]{1,8}$/.exec(values.get("installFlags") ?? "")?.[0];
  const stage = word("stageDir");
  return {
    sessionId,
    isHistorical,
    ...optional("userId", number("userId")),
    ...optional("packageName", word("appPackageName") ?? word("mAppPackageName")),
    ...optional("installerUid", uid("mInstallerUid") ?? uid("mOriginalInstallerUid")),
    ...optional("installer", word("installerPackageName") ?? word("mInstallerPackageName") ?? word("mOriginalInstallerPackageName")),
    ...optional("initiator", word("installInitiatingPackageName")),
    ...optional("originator", word("installOriginatingPackageName")),
    ...optional("originatingUid", uid("originatingUid")),
    ...optional("originatingUri", word("originatingUri")),
    ...optional("referrerUri", word("referrerUri")),
    ...optional("sessionCreated", time("createdMillis")),
    ...optional("sessionCommitted", time("committedMillis")),
    ...optional("stageFolder", stage && canonical(stage)),
    ...optional("installFlags", installFlags),
    isFromAdb: installFlags !== undefined && (Number(installFlags) & INSTALL_FROM_ADB) !== 0,
    ...optional("packageSource", number("packageSource")),
    ...optional("finalStatus", number("mFinalStatus")),
    ...optional("finalMessage", word("mFinalMessage")),
  };
}

/** Values may hold spaces; each ends where the next name begins. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const starts = [...text.matchAll(PAIRS)];
  for (const [index, match] of starts.entries()) {
    const from = match.index + match[0].length;
    const name = match[1]!;
    if (!values.has(name) || AFTER_PARAMETERS.has(name)) values.set(name, text.slice(from, starts[index + 1]?.index ?? text.length).trim());
  }
  return values;
}
