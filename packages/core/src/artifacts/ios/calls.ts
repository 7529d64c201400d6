import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { groupRows, joinTableOf } from "../core-data.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";
import { addressObservable } from "../whatsapp-address.ts";

/** A row of ZCALLRECORD: a call by telephone, FaceTime or an app that shows its calls in the call list. */
export interface Call {
  readonly kind: "call";
  /** The other side: telephone number, e-mail address, or what an app calls it. Absent where it was withheld. */
  readonly handle?: string;
  /** Others of the same call, or the other side in another spelling. */
  readonly participants?: readonly string[];
  readonly isFromMe: boolean;
  readonly isAnswered: boolean;
  readonly callType: "telephone" | "facetime-video" | "facetime-audio" | "app" | "other";
  /** Bundle id of the app, or com.apple.Telephony and com.apple.FaceTime. */
  readonly provider?: string;
  readonly started?: EvidenceTime;
  readonly durationSeconds?: number;
  /** As stored, two letters. */
  readonly country?: string;
}

/** A party that the call list knows, whether or not a call of it is left. */
export interface CallParty {
  readonly kind: "handle";
  readonly handle: string;
}

export type CallRecord = Call | CallParty;

export default defineArtifact<CallRecord>({
  id: "ios/calls",
  version: 1,
  paths: [
    "/private/var/mobile/Library/CallHistoryDB/CallHistory.storedata", // iOS 8 on
    "/private/var/mobile/Library/CallHistoryDB/CallHistoryTemp.storedata", // calls before the first unlock, until they are moved
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: {
    "phone-number:value": ["received", "sent", "listed"],
    "email-addr:value": ["received", "sent", "listed"],
    "app:id": ["listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<CallRecord>[]>(
      () => (hasTable(context, database, "ZCALLRECORD") ? calls(database, context) : []),
      () => (database.has("ZHANDLE") ? parties(database, context) : []),
    );
  },

  observables: observablesOf,
  events: eventsOf,
});

const COLUMNS = [
  ...["Z_PK", "ZADDRESS", "ZORIGINATED", "ZANSWERED", "ZCALLTYPE", "ZSERVICE_PROVIDER", "ZDATE", "ZDURATION", "ZISO_COUNTRY_CODE"],
  ...["party.Z_PK", "party.ZVALUE", "party.ZNORMALIZEDVALUE"],
];
const PARTY = COLUMNS.indexOf("party.Z_PK");

/** Since iOS 13 the others of a call stand in a table of their own, joined by Z_2REMOTEPARTICIPANTHANDLES. */
function calls(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CallRecord>[]> {
  const join = joinTableOf(database, "REMOTEPARTICIPANTCALLS", "REMOTEPARTICIPANTHANDLES");
  const rows = database.rows({
    from: "ZCALLRECORD",
    select: COLUMNS,
    joins: join
      ? [
          { as: "link", table: join.table, on: join.from, equals: "Z_PK" },
          { as: "party", table: "ZHANDLE", on: "Z_PK", equals: `link.${join.to}` },
        ]
      : [],
    orderBy: ["Z_PK"],
  });
  return context.records(groupRows(context, "ZCALLRECORD", rows), locateCall, (group) => readCall(group, context));
}

const locateCall = (group: readonly SqlRow[]): readonly Locator[] => [
  atRow("ZCALLRECORD", String(group[0]![0])),
  ...group.flatMap((row) => (row[PARTY] === null ? [] : [atRow("ZHANDLE", String(row[PARTY]))])),
];

function readCall(group: readonly SqlRow[], context: ParseContext): Call {
  const [key, address, originated, answered, type, provider, date, duration, country] = group[0]!;
  const at = atRow("ZCALLRECORD", String(key));
  const named = new Set([filled(address), ...group.flatMap((row) => [filled(row[PARTY + 1]), filled(row[PARTY + 2])])]);
  const [handle, ...participants] = [...named].filter((name) => name !== undefined);
  return {
    kind: "call",
    isFromMe: asFlag(originated),
    isAnswered: asFlag(answered),
    callType: TYPES.get(asNumber(type) ?? -1) ?? "other",
    ...optional("handle", handle),
    ...optional("participants", participants.length > 0 ? participants : undefined),
    ...optional("provider", filled(provider)),
    ...optional("started", readAppleTime(context, at, "ZDATE", date)),
    ...optional("durationSeconds", asNumber(duration)),
    ...optional("country", filled(country)),
  };
}

/** ZCALLTYPE, as iLEAPP and APOLLO read it. */
const TYPES: ReadonlyMap<number, Call["callType"]> = new Map([
  [0, "app"],
  [1, "telephone"],
  [8, "facetime-video"],
  [16, "facetime-audio"],
]);

/** ZADDRESS is a blob in old versions. */
const filled = (value: SqlRow[number] | undefined): string | undefined => asText(value) || undefined;

function parties(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<CallRecord>[]> {
  return context.records(
    database.rows({ from: "ZHANDLE", select: ["Z_PK", "ZVALUE", "ZNORMALIZEDVALUE"], orderBy: ["Z_PK"] }),
    ([key]) => [atRow("ZHANDLE", String(key))],
    ([, value, normalized]): CallRecord | undefined => {
      const handle = filled(normalized) ?? filled(value);
      return handle === undefined ? undefined : { kind: "handle", handle };
    },
  );
}

function observablesOf(record: CallRecord): readonly Observable[] {
  if (record.kind === "handle") return listOf(addressObservable(record.handle, "listed"));
  const role = record.isFromMe ? "sent" : "received";
  const names = [...(record.handle === undefined ? [] : [record.handle]), ...(record.participants ?? [])];
  const observables = names.flatMap((name) => listOf(addressObservable(name, role)));
  if (record.provider !== undefined) observables.push({ type: "app:id", role: "listed", value: record.provider });
  return observables;
}

const listOf = (observable: Observable | undefined): Observable[] => (observable ? [observable] : []);

function eventsOf(record: CallRecord): readonly TimelineEvent[] {
  if (record.kind === "handle" || !record.started) return [];
  const params = { handle: record.handle ?? "", provider: record.provider ?? "" };
  return [{ time: record.started, kind: "call", message: `artifacts/ios/calls/${whatHappened(record)}`, params }];
}

const whatHappened = ({ isFromMe, isAnswered }: Call): string => {
  if (isFromMe) return "call-made";
  return isAnswered ? "call-answered" : "call-missed";
};
