import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { daemonRecords, daemonTime, readDaemonEntry } from "../daemon-log.ts";
import { optional } from "../optional-field.ts";

/**
 * `started` the daemon came up, as it does when the phone starts; `build`, `model` what it found then · `updated` it found another system than the last time · `state` the
 * phone's activation as it stands then · `no-record` there was none, as on an erased phone · `certificate-asked` a program asked for the
 * phone's certificate.
 */
export type ActivationStep = "started" | "build" | "model" | "updated" | "state" | "no-record" | "certificate-asked";

export interface ActivationEvent {
  readonly activationStep: ActivationStep;
  readonly logged?: EvidenceTime;
  readonly osBuild?: string;
  /** The build before; empty text in the log means that there was none. */
  readonly buildBefore?: string;
  readonly model?: string;
  readonly activationState?: string;
  /** The program that asked. */
  readonly requester?: string;
}

type Fields = Omit<ActivationEvent, "logged">;

/** Sentences of mobileactivationd (iLEAPP, published logs of iOS 12 to 26). Values that name a single phone, such as serial numbers, stay unread. */
const READINGS: readonly (readonly [said: RegExp, read: (match: readonly (string | undefined)[]) => Fields])[] = [
  [/^_{4,64} Mobile Activation Startup _{4,64}$/, () => ({ activationStep: "started" })],
  [/^build_version: (\w{1,16})$/, ([, build]) => ({ activationStep: "build", osBuild: build! })],
  [/^product_type: ([\w,]{1,32})$/, ([, model]) => ({ activationStep: "model", model: model! })],
  [
    /^Upgrade from (\(?\w{0,16}\)?)(?: \([\d.]{1,16}\))? to (\w{1,16})(?: \([\d.]{1,16}\))? detected/,
    ([, before, after]) => ({
      activationStep: "updated",
      osBuild: after!,
      ...optional("buildBefore", before!.replace(/[()]/g, "") || undefined),
    }),
  ],
  [/^Activation State: (\w{1,64})/i, ([, state]) => ({ activationStep: "state", activationState: state! })],
  [/^Failed to load or validate activation record/, () => ({ activationStep: "no-record" })],
  [/^Client certification requested by (\S{1,128})/, ([, requester]) => ({ activationStep: "certificate-asked", requester: requester! })],
];

export default defineArtifact<ActivationEvent>({
  id: "ios/activation",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Logs/mobileactivationd/mobileactivationd.log*", // seen on iOS 12 to 26
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/abrignoni/iLEAPP", "https://github.com/log2timeline/plaso"],

  parse: (file, context) =>
    daemonRecords(file, context, readDaemonEntry, {
      see(entry) {
        const fields = fieldsOf(entry.said);
        return fields && { ...fields, ...optional("logged", daemonTime(entry, context)) };
      },
    }),

  events({ activationStep, logged, osBuild, buildBefore }) {
    if (!logged || activationStep !== "updated") return [];
    const params = { build: osBuild ?? "", before: buildBefore ?? "" };
    return [{ time: logged, kind: "update", message: `artifacts/ios/activation/${buildBefore ? "updated" : "first-system"}`, params }];
  },
});

function fieldsOf(said: string): Fields | undefined {
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(said);
    if (match) return read(match);
  }
  return undefined;
}
