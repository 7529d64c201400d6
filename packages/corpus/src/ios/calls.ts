import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** A call as the call list keeps it. */
export interface Call {
  readonly at: UnixSeconds;
  /** Telephone number or e-mail address; several for a group. */
  readonly others: readonly string[];
  readonly isOutgoing?: boolean;
  readonly seconds?: number;
  readonly provider: string;
  /** 0 app · 1 telephone · 8 FaceTime with pictures · 16 FaceTime with sound alone. */
  readonly type: number;
}

/** Core Data's tables, as iLEAPP and APOLLO name them for iOS 13 to 18. The numbers in the names are those of the entities. */
const SCHEMA = [
  "CREATE TABLE ZCALLRECORD ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZHANDLE_TYPE INTEGER, ZORIGINATED INTEGER, ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZLOCATION VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR )",
  "CREATE TABLE ZHANDLE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR )",
  "CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES ( Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER, PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES) )",
];
const CALL_RECORD = 2;
const HANDLE = 4;

export function buildCalls(calls: readonly Call[]): DatabaseFiles {
  const handles = [...new Set(calls.flatMap(({ others }) => others))];
  return buildDatabase({
    schema: SCHEMA,
    tables: [
      {
        table: "ZCALLRECORD",
        rows: calls.map(({ at, others, isOutgoing = false, seconds = 0, provider, type }, index) => ({
          Z_PK: index + 1,
          Z_ENT: CALL_RECORD,
          Z_OPT: 1,
          ZANSWERED: seconds > 0 && !isOutgoing ? 1 : 0,
          ZCALLTYPE: type,
          ZORIGINATED: isOutgoing ? 1 : 0,
          ZDATE: toAppleSeconds(at),
          ZDURATION: seconds,
          ZADDRESS: others.length === 1 ? others[0] : undefined,
          ZSERVICE_PROVIDER: provider,
        })),
      },
      { table: "ZHANDLE", rows: handles.map((value, index) => ({ Z_PK: index + 1, Z_ENT: HANDLE, Z_OPT: 1, ZVALUE: value })) },
      {
        table: "Z_2REMOTEPARTICIPANTHANDLES",
        rows: calls.flatMap(({ others }, index) =>
          others.map((value) => ({
            Z_2REMOTEPARTICIPANTCALLS: index + 1,
            Z_4REMOTEPARTICIPANTHANDLES: handles.indexOf(value) + 1,
          })),
        ),
      },
    ],
  });
}
