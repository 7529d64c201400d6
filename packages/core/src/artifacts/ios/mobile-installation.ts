import type { EvidenceTime } from "../../model/time.ts";
import type { EventKind } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type DaemonEntry, type DaemonReader, daemonRecords, daemonTime, readDaemonEntry } from "../daemon-log.ts";
import { type Draft, optional } from "../optional-field.ts";

/** What the installing daemon noted. A `placeholder` of the store stands where an app is about to be put. */
export type InstallationStep =
  | "requested"
  | "begun"
  | "installed"
  | "failed"
  | "patched"
  | "container-made"
  | "container-moved"
  | "container-destroyed"
  | "removal-requested"
  | "removed"
  | "free-profile-limit"
  | "boot"
  | "new-system";

export interface InstallationEvent {
  readonly installationStep: InstallationStep;
  readonly logged?: EvidenceTime;
  /** Of an app, or of a plug-in of one. */
  readonly bundleId?: string;
  /** As stored: Placeholder, Customer, System, Developer. */
  readonly installType?: string;
  /** Where it was taken from, or where its container lies. */
  readonly path?: string;
  /** The program that asked for it, as the daemon knew it. */
  readonly requester?: string;
  readonly appVersion?: string;
}

/** Requests that wait for their end, by thread; a phone installs a few apps at a time. */
const MAX_PENDING = 64;

type Fields = Omit<InstallationEvent, "logged">;
type Reading = readonly [pattern: RegExp, read: (match: readonly (string | undefined)[]) => Fields];

const bundle = (text: string | undefined): Pick<Fields, "bundleId"> => optional("bundleId", text?.trim() || undefined);

/**
 * Sentences of installd, each from its beginning, so that a name within another sentence forges none. From published logs (iOS 12 to 26,
 * references) and their readers.
 */
const READINGS: readonly Reading[] = [
  [
    /^Install of "([^"]{1,2048})" type (\w{1,32})(?: \((?:[^()]|\([^()]{0,64}\)){0,512}\))? requested by ([^()]{1,256}) \(pid \d/,
    ([, path, installType, requester]) => ({
      installationStep: "requested",
      path: path!,
      installType: installType!,
      requester: requester!,
    }),
  ],
  [/^Install requested by ([^()]{1,256}) \(pid \d/, ([, requester]) => ({ installationStep: "requested", requester: requester! })],
  [
    /^Installing <MIInstallableBundle ID=([^;,>]{1,256})(.{0,512}?)>?$/,
    ([, id, rest]) => ({ installationStep: "begun", ...bundle(id), ...optional("appVersion", versionIn(rest!)) }),
  ],
  [/^Install Successful for \((?:(\w{1,32}):)?([^()]{1,256})\)/, ([, type, id]) => ended("installed", type, id)],
  [/^Install Failed for \((?:(\w{1,32}):)?([^()]{1,256})\)/, ([, type, id]) => ended("failed", type, id)],
  [
    /^Attempting Delta patch update of (\S{1,256})(?: .{0,256}?)? from (\S.{0,2048})$/,
    ([, id, path]) => ({ installationStep: "patched", ...bundle(id), path: path! }),
  ],
  [
    /^Made container live for (\S{1,256}) at (\/.{1,2048})$/,
    ([, id, path]) => ({ installationStep: "container-made", ...bundle(id), path: path! }),
  ],
  [
    /^Data container for (\S{1,256}) is now at (\/.{1,2048})$/,
    ([, id, path]) => ({ installationStep: "container-moved", ...bundle(id), path: path! }),
  ],
  [
    /^Destroying container (?:with identifier )?(\S{1,256})(?: with persona \S{1,64})? at (\/.{1,2048})$/,
    ([, id, path]) => ({ installationStep: "container-destroyed", ...bundle(id), path: path! }),
  ],
  [
    /^Uninstall requested by ([^()]{1,256}) \(pid \d.{0,64}? for (?:identity \[|identifier )([^\]/ ]{1,256})/,
    ([, requester, id]) => ({ installationStep: "removal-requested", ...bundle(id), requester: requester! }),
  ],
  [/^Uninstalling identifier ([^\s,]{1,256})/, ([, id]) => ({ installationStep: "removed", ...bundle(id) })],
  [
    /^(?:\d{1,6}: )?This device has reached the maximum number of installed apps using a free developer profile/,
    () => ({ installationStep: "free-profile-limit" }),
  ],
  [/^Reboot detected/, () => ({ installationStep: "boot" })],
  [/^The latest build information was not found/, () => ({ installationStep: "new-system" })],
];

const ended = (installationStep: "installed" | "failed", installType: string | undefined, id: string | undefined): Fields => ({
  installationStep,
  ...bundle(id),
  ...optional("installType", installType),
});

const versionIn = (text: string): string | undefined => {
  const shown = /\bShortVersion=([^,;>]{1,64})/.exec(text)?.[1] ?? "(null)";
  const version = shown === "(null)" ? /\bVersion=([^,;>]{1,64})/.exec(text)?.[1] : shown;
  return version === "(null)" ? undefined : version;
};

/** What the timeline shows; placeholders and the system's own apps are many and say little. */
const EVENTS: Partial<Record<InstallationStep, EventKind>> = { installed: "install", removed: "uninstall", boot: "boot" };

export default defineArtifact<InstallationEvent>({
  id: "ios/mobile-installation",
  version: 1,
  paths: [
    "/private/var/installd/Library/Logs/MobileInstallation/mobile_installation.log*", // seen on iOS 12 to 26
    "/private/var/containers/Shared/SystemGroup/*/Library/Logs/mobile_installation_helper.log*", // seen on iOS 15
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "app:id": ["installed", "listed"] },
  provenOn: "real-data",
  references: [
    "https://github.com/log2timeline/plaso",
    "https://github.com/abrignoni/iLEAPP",
    "https://blog.digital-forensics.it/2023/12/has-user-ever-used-xyz-application-aka.html",
  ],

  parse: (file, context) => daemonRecords(file, context, readDaemonEntry, installationReader(context)),

  observables({ bundleId, installationStep }) {
    if (bundleId === undefined) return [];
    const isThere = installationStep === "installed" || installationStep === "container-made" || installationStep === "container-moved";
    return [{ type: "app:id", role: isThere ? "installed" : "listed", value: bundleId }];
  },

  events({ installationStep, logged, bundleId, installType }) {
    const kind = EVENTS[installationStep];
    if (!kind || !logged || installType === "Placeholder" || installType === "System") return [];
    return [
      {
        time: logged,
        kind,
        message: `artifacts/ios/mobile-installation/${installationStep}`,
        ...(kind !== "boot" && { params: { app: bundleId ?? "" } }),
      },
    ];
  },
});

/** The request of a thread stands before its installation: who asked, of which type, from where. */
function installationReader(context: ParseContext): DaemonReader<InstallationEvent> {
  const pending = new Map<string, Draft<Fields>>();
  return {
    see(entry) {
      const fields = fieldsOf(entry);
      if (!fields) return undefined;
      const thread = `${entry.pid} ${entry.thread}`;
      const request = pending.get(thread);
      if (fields.installationStep === "requested") {
        if (pending.size >= MAX_PENDING) pending.clear();
        pending.set(thread, fields);
      } else if (fields.installationStep === "installed" || fields.installationStep === "failed") pending.delete(thread);
      const { path, canonical } = { path: fields.path, canonical: context.canonical };
      return {
        ...fields,
        ...optional("path", path === undefined ? undefined : canonical(path)),
        ...(isOfRequest(fields) && request && ofRequest(request, fields)),
        ...optional("logged", daemonTime(entry, context)),
      };
    },
  };
}

const isOfRequest = ({ installationStep }: Fields): boolean =>
  installationStep === "begun" || installationStep === "installed" || installationStep === "failed";

const ofRequest = (request: Fields, { installType }: Fields): Pick<Fields, "requester" | "installType"> => ({
  ...optional("requester", request.requester),
  ...optional("installType", installType ?? request.installType),
});

function fieldsOf({ said }: DaemonEntry): Fields | undefined {
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(said);
    if (match) return read(match);
  }
  return undefined;
}
