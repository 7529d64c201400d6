import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { groupRows } from "../core-data.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readAppleTime } from "../partial-record.ts";
import { addressObservable } from "../whatsapp-address.ts";

/** A row of ZWACDCALLEVENT with its participants. */
export interface WhatsAppCall {
  readonly callId?: string;
  /** WhatsApp addresses of the others, as stored. */
  readonly participants?: readonly string[];
  /** Address of who began a group call. */
  readonly callCreator?: string;
  /** Absent where the row that tells the direction is gone. */
  readonly isFromMe?: boolean;
  readonly isMissed?: boolean;
  readonly isVideo?: boolean;
  /** ZOUTCOME: 0 ended, 1 missed, 4 rejected. */
  readonly outcome?: number;
  readonly chat?: string;
  readonly started?: EvidenceTime;
  readonly durationSeconds?: number;
}

export default defineArtifact<WhatsAppCall>({
  id: "ios/whatsapp-calls",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Shared/AppGroup/*/CallHistory.sqlite", // WhatsApp and WhatsApp Business
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "phone-number:value": ["received", "sent", "listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://citizenlab.ca/2019/10/nso-q-cyber-technologies-100-new-abuse-cases/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "ZWACDCALLEVENT")) return;
    yield* context.records(groupRows(context, "ZWACDCALLEVENT", callRows(database)), locateCall, (group) => readCall(group, context));
  },

  observables: observablesOf,
  events: eventsOf,
});

const COLUMNS = [
  ...["Z_PK", "ZCALLIDSTRING", "ZGROUPCALLCREATORUSERJIDSTRING", "ZGROUPJIDSTRING", "ZOUTCOME", "ZDATE", "ZDURATION"],
  ...["whole.Z_PK", "whole.ZINCOMING", "whole.ZMISSED", "whole.ZVIDEO", "participant.Z_PK", "participant.ZJIDSTRING"],
];
const WHOLE = COLUMNS.indexOf("whole.Z_PK");
const PARTICIPANT = COLUMNS.indexOf("participant.Z_PK");

/** Direction and missed stand with the aggregate, the row that the call list shows for several tries. */
const callRows = (database: EvidenceDatabase): Generator<readonly SqlRow[]> =>
  database.rows({
    from: "ZWACDCALLEVENT",
    select: COLUMNS,
    joins: [
      { as: "whole", table: "ZWAAGGREGATECALLEVENT", on: "Z_PK", equals: "Z1CALLEVENTS" },
      { as: "participant", table: "ZWACDCALLEVENTPARTICIPANT", on: "Z1PARTICIPANTS", equals: "Z_PK" },
    ],
    orderBy: ["Z_PK"],
  });

const locateCall = (group: readonly SqlRow[]): readonly Locator[] => [
  atRow("ZWACDCALLEVENT", String(group[0]![0])),
  ...group.flatMap((row) => (row[PARTICIPANT] === null ? [] : [atRow("ZWACDCALLEVENTPARTICIPANT", String(row[PARTICIPANT]))])),
];

function readCall(group: readonly SqlRow[], context: ParseContext): WhatsAppCall {
  const [key, callId, creator, chat, outcome, date, duration, , incoming, missed, video] = group[0]!;
  const participants = [...new Set(group.map((row) => asText(row[PARTICIPANT + 1])))].filter((name) => name !== undefined);
  const isKnown = group[0]![WHOLE] !== null;
  return {
    ...optional("callId", asText(callId)),
    ...optional("participants", participants.length > 0 ? participants : undefined),
    ...optional("callCreator", asText(creator)),
    ...(isKnown && { isFromMe: !asFlag(incoming), isMissed: asFlag(missed), isVideo: asFlag(video) }),
    ...optional("outcome", asNumber(outcome)),
    ...optional("chat", asText(chat)),
    ...optional("started", readAppleTime(context, atRow("ZWACDCALLEVENT", String(key)), "ZDATE", date)),
    ...optional("durationSeconds", asNumber(duration)),
  };
}

function observablesOf({ participants = [], callCreator, isFromMe }: WhatsAppCall): readonly Observable[] {
  const role = roleOf(isFromMe);
  const others = callCreator === undefined || participants.includes(callCreator) ? participants : [callCreator, ...participants];
  return others.flatMap((address) => addressObservable(address, role) ?? []);
}

const roleOf = (isFromMe: boolean | undefined): "received" | "sent" | "listed" => {
  if (isFromMe === undefined) return "listed";
  return isFromMe ? "sent" : "received";
};

function eventsOf({ started, participants = [], isFromMe, isMissed }: WhatsAppCall): readonly TimelineEvent[] {
  if (!started) return [];
  const params = { handle: participants.join(", ") };
  return [{ time: started, kind: "call", message: `artifacts/ios/whatsapp-calls/${whatHappened(isFromMe, isMissed)}`, params }];
}

const whatHappened = (isFromMe: boolean | undefined, isMissed: boolean | undefined): string => {
  if (isFromMe === undefined) return "call";
  if (isFromMe) return "call-made";
  return isMissed ? "call-missed" : "call-received";
};
