import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { daemonRecords, daemonTime, readDaemonEntry } from "../daemon-log.ts";
import { optional } from "../optional-field.ts";

/**
 * `boot` the daemon began anew after a start of the phone (it compares the boot's own number with the one it wrote down) · `ready` it is
 * done with that · `build` the system that it last ran under · `group-removed` the last app that used a group's folder is gone.
 */
export type ContainerStep = "boot" | "ready" | "build" | "group-removed";

export interface ContainerEvent {
  readonly containerStep: ContainerStep;
  readonly logged?: EvidenceTime;
  /** Group of apps whose folder was removed. */
  readonly appGroup?: string;
  /** As written. */
  readonly lastBuild?: string;
}

type Fields = Omit<ContainerEvent, "logged">;

/** Beginnings of what containermanagerd writes; from published logs and their readers (references). */
const READINGS: readonly (readonly [said: RegExp, read: (match: readonly (string | undefined)[]) => Fields])[] = [
  [/^containermanagerd performing first boot initialization/, () => ({ containerStep: "boot" })],
  [/^containermanagerd (?:first boot )?cleanup complete/, () => ({ containerStep: "ready" })],
  [/^Last build info:? ?(.{1,256})$/, ([, build]) => ({ containerStep: "build", lastBuild: build! })],
  [/^Last reference to group container (\S{1,256})/, ([, group]) => ({ containerStep: "group-removed", appGroup: group! })],
];

export default defineArtifact<ContainerEvent>({
  id: "ios/containermanagerd",
  version: 1,
  paths: [
    "/private/var/root/Library/Logs/MobileContainerManager/containermanagerd.log*", // seen on iOS 12 to 17
  ],
  presence: { "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "real-data",
  references: [
    "https://github.com/log2timeline/plaso",
    "https://github.com/abrignoni/iLEAPP",
    "https://blog.digital-forensics.it/2023/12/has-user-ever-used-xyz-application-aka.html",
  ],

  parse: (file, context) =>
    daemonRecords(file, context, readDaemonEntry, {
      see(entry) {
        const fields = fieldsOf(entry.said);
        return fields && { ...fields, ...optional("logged", daemonTime(entry, context)) };
      },
    }),

  observables: ({ appGroup }) => (appGroup === undefined ? [] : [{ type: "app:id", role: "listed", value: appGroup }]),
  events: ({ containerStep, logged }) =>
    containerStep === "boot" && logged ? [{ time: logged, kind: "boot", message: "artifacts/ios/containermanagerd/boot" }] : [],
});

function fieldsOf(said: string): Fields | undefined {
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(said);
    if (match) return read(match);
  }
  return undefined;
}
