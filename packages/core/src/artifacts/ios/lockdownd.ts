import type { EvidenceTime } from "../../model/time.ts";
import type { EventKind } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type DaemonEntry, type DaemonReader, daemonRecords, daemonTime, readLockdownEntry } from "../daemon-log.ts";
import { optional } from "../optional-field.ts";

/**
 * What passed between the phone and a computer: `asked` the owner was asked to trust it · `trusted-in-setup` nobody is asked while a phone
 * is being set up · `paired`, `refused` what came of it · `keys-left` the computer got the keys that open the phone's data while it is
 * locked · `unpaired` its record was deleted · `stranger` it came without a record · `service` it had a service started ·
 * `connected` the first word of a program on that day · `settings-lost` the daemon began without its own settings, as after an erasure ·
 * `build` the system that it began under.
 */
export type LockdownStep =
  | "asked"
  | "trusted-in-setup"
  | "paired"
  | "refused"
  | "keys-left"
  | "unpaired"
  | "stranger"
  | "service"
  | "connected"
  | "settings-lost"
  | "build";

export interface LockdownEvent {
  readonly lockdownStep: LockdownStep;
  readonly logged?: EvidenceTime;
  /** Program on the computer, by the name that it gave itself. */
  readonly computerProgram?: string;
  /** The computer, by the number that it was given when it was paired. */
  readonly hostId?: string;
  /** As asked for, such as com.apple.mobilebackup2. */
  readonly lockdownService?: string;
  /** Why it was refused, in the daemon's word. */
  readonly refusal?: string;
  readonly osBuild?: string;
}

type Fields = Omit<LockdownEvent, "logged">;
type Match = readonly (string | undefined)[];

/** Functions of lockdownd and the beginnings of what they write; seen in published logs of iOS 14 to 26. */
const READINGS: readonly (readonly [speaker: RegExp, said: RegExp, read: (match: Match) => Fields])[] = [
  [/^ask_user_to_trust/, /^Asking the user if they want to pair/, () => ({ lockdownStep: "asked" })],
  [/^handle_pair$/, /^Buddy has not completed\. Implicitly trusting host/, () => ({ lockdownStep: "trusted-in-setup" })],
  [/^handle_pair$/, /^[Pp]air for (.{1,128}?) succeeded/, ([, program]) => ({ lockdownStep: "paired", computerProgram: program! })],
  [
    /^handle_pair$/,
    /^[Pp]air for (.{1,128}?) failed ?: ?(\w{1,64})/,
    ([, program, refusal]) => ({ lockdownStep: "refused", computerProgram: program!, refusal: refusal! }),
  ],
  [
    /^store_escrow_record/,
    /^Creating escrow bag (?:\(.{0,64}?\) )?for (\S{1,128})/,
    ([, hostId]) => ({ lockdownStep: "keys-left", hostId: hostId! }),
  ],
  [
    /^on_queue_destroy_pair_record/,
    /^Deleted pair record.{0,256}?([\w-]{8,128})\.plist/,
    ([, hostId]) => ({ lockdownStep: "unpaired", hostId: hostId! }),
  ],
  [/^handle_start_session/, /^No pairing record for (\S{1,128}?)\.?$/, ([, hostId]) => ({ lockdownStep: "stranger", hostId: hostId! })],
  [
    /^handle_start_service/,
    /^(.{1,128}?) attempting to spawn (\S{1,256}) service/,
    ([, program, service]) => ({ lockdownStep: "service", computerProgram: program!, lockdownService: service! }),
  ],
  [
    /^handle_(?:get|set)_value$/,
    /^(.{1,128}?) attempting to (?:get|set) /,
    ([, program]) => ({ lockdownStep: "connected", computerProgram: program! }),
  ],
  [/^_load_dict$/, /^Failed to load \/private\/var\/root\/Library\/Lockdown\/data_ark\.plist/, () => ({ lockdownStep: "settings-lost" })],
  [/^lockstart_local$/, /^Build version: (\w{1,16})/, ([, osBuild]) => ({ lockdownStep: "build", osBuild: osBuild! })],
];

/** Within a message of a pairing, over several lines. */
const HOST_ID = /^\s{1,16}HostID = "?([\w-]{1,128})"?;/;
const IN_TIMELINE: Partial<Record<LockdownStep, EventKind>> = {
  asked: "pairing",
  "trusted-in-setup": "pairing",
  paired: "pairing",
  refused: "pairing",
  unpaired: "pairing",
  stranger: "pairing",
  service: "usage",
};
/** Not a refusal: the owner is being asked. */
const PENDING = "PairingDialogResponsePending";
/** What an entry on a pairing may go on with. */
const PAIR_MESSAGE = /^Pair message:/;

export default defineArtifact<LockdownEvent>({
  id: "ios/lockdownd",
  version: 1,
  paths: [
    "/private/var/logs/lockdownd.log*", // seen on iOS 4 to 26
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "real-data",
  references: [
    "https://github.com/log2timeline/plaso",
    "https://github.com/libimobiledevice/libimobiledevice",
    "https://www.doubleblak.com/blogPost.php?k=knowledgec",
  ],

  parse: (file, context) => daemonRecords(file, context, readLockdownEntry, pairingReader(context)),

  events({ lockdownStep, logged, computerProgram, lockdownService, refusal }) {
    const kind = IN_TIMELINE[lockdownStep];
    if (!kind || !logged || refusal === PENDING) return [];
    const params = { program: computerProgram ?? "", service: lockdownService ?? "", reason: refusal ?? "" };
    return [{ time: logged, kind, message: `artifacts/ios/lockdownd/${lockdownStep}`, params }];
  },
});

/** The number of the computer stands in the message before the outcome of its pairing. */
function pairingReader(context: ParseContext): DaemonReader<LockdownEvent> {
  let isMessage = false;
  let hostId: string | undefined;
  return {
    goesOn(text) {
      if (isMessage) hostId = HOST_ID.exec(text)?.[1] ?? hostId;
      return undefined;
    },
    see(entry) {
      isMessage = PAIR_MESSAGE.test(entry.said);
      if (isMessage) hostId = undefined;
      const fields = fieldsOf(entry);
      if (!fields || isKnown(fields, entry, context)) return undefined;
      if (fields.lockdownStep === "keys-left") hostId = fields.hostId;
      const isOutcome = fields.lockdownStep === "paired" || fields.lockdownStep === "refused";
      return { ...fields, ...(isOutcome && optional("hostId", hostId)), ...optional("logged", daemonTime(entry, context)) };
    },
  };
}

/** A program asks for a hundred values each time that it connects; that it did is told once a day. */
const isKnown = ({ lockdownStep, computerProgram }: Fields, { wall }: DaemonEntry, context: ParseContext): boolean =>
  lockdownStep === "connected" && !context.isFirst(`${wall.slice(0, "2025-04-07".length)} ${computerProgram}`);

function fieldsOf({ speaker, said }: DaemonEntry): Fields | undefined {
  for (const [who, what, read] of READINGS) {
    const match = who.test(speaker) ? what.exec(said) : null;
    if (match) return read(match);
  }
  return undefined;
}
