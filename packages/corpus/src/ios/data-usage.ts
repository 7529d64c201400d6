import { buildDatabase, type DatabaseFiles, type Row } from "../database.ts";
import { binaryPlist } from "../plist.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** A process that used the network, as the phone accounts for it. */
export interface NetworkProcess {
  /** Cut to 16 characters, then `/` and the bundle on whose behalf it ran, as iOS writes the column. */
  readonly name: string;
  readonly bundleId?: string;
  readonly first: UnixSeconds;
  readonly last: UnixSeconds;
  readonly usage: readonly Usage[];
  /** The row was deleted; its usage stayed, and its number is missing. */
  readonly isDeleted?: boolean;
}

export interface Usage {
  readonly at: UnixSeconds;
  readonly wifiIn: number;
  readonly wifiOut: number;
  readonly wwanIn: number;
  readonly wwanOut: number;
}

export interface DataUsageInput {
  readonly processes: readonly NetworkProcess[];
  /** Numbers of processes that no row carries any more, as a restored database has them. */
  readonly orphans?: readonly { readonly process: number; readonly usage: Usage }[];
  /** How many numbers were given before the first row: a database that was emptied goes on counting. */
  readonly firstProcess?: number;
}

const LIVE_USAGE = 5;
const PROCESS = 7;
const ENTITIES = ["CheckUpEvent", "DemoLiveUsage", "Event", "EventScene", "LiveUsage", "Peer", "Process", "TshootingData", "WiFiData"];

/** Core Data's shape, as a public DataUsage.sqlite has it (log2timeline/plaso test data). */
const SCHEMA = [
  "CREATE TABLE ZCHECKUPEVENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTIMESTAMP TIMESTAMP, ZSYNDROMEID VARCHAR )",
  "CREATE TABLE ZDEMOLIVEUSAGE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINCARNATION INTEGER, ZWIFIIN INTEGER, ZWIFIOUT INTEGER, ZWWANIN INTEGER, ZWWANOUT INTEGER, ZTIMESTAMP TIMESTAMP )",
  "CREATE TABLE ZEVENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZHAPPENEDONNET INTEGER, ZHASPEER INTEGER, ZHASSCENE INTEGER, ZTIMESTAMP TIMESTAMP, ZFAILUREIMPACT VARCHAR, ZFAILURESTRING VARCHAR, ZSYNDROMEID VARCHAR )",
  "CREATE TABLE ZLIVEUSAGE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZKIND INTEGER, ZMETADATA INTEGER, ZTAG INTEGER, ZHASPROCESS INTEGER, ZBILLCYCLEEND TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZWIFIIN FLOAT, ZWIFIOUT FLOAT, ZWWANIN FLOAT, ZWWANOUT FLOAT )",
  "CREATE TABLE ZPROCESS ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR )",
  "CREATE INDEX ZLIVEUSAGE_ZHASPROCESS_INDEX ON ZLIVEUSAGE (ZHASPROCESS)",
  "CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER)",
  "CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB)",
  "CREATE TABLE Z_MODELCACHE (Z_CONTENT BLOB)",
];

/** Process rows are numbered in the order of `processes`, which is the order of their first appearance. */
export function buildDataUsage({ processes, orphans = [], firstProcess = 1 }: DataUsageInput): DatabaseFiles {
  const usage = [
    ...processes.flatMap((process, index) => process.usage.map((use) => ({ process: firstProcess + index, usage: use }))),
    ...orphans,
  ].sort((a, b) => a.usage.at - b.usage.at || a.process - b.process);
  const deleted = processes.flatMap(({ isDeleted }, index) => (isDeleted ? [firstProcess + index] : []));
  const maximum = { LiveUsage: usage.length * LIVE_USAGE_STEP, Process: firstProcess + processes.length - 1 };
  return buildDatabase({
    autoVacuum: "incremental",
    schema: SCHEMA,
    tables: [
      { table: "ZPROCESS", rows: processes.map((process, index) => processRow(process, firstProcess + index)) },
      { table: "ZLIVEUSAGE", rows: usage.map((entry, index) => usageRow(entry.usage, entry.process, (index + 1) * LIVE_USAGE_STEP)) },
      { table: "Z_PRIMARYKEY", rows: ENTITIES.map((name, index) => primaryKeyRow(name, index + 1, maximum)) },
      {
        table: "Z_METADATA",
        rows: [
          {
            Z_VERSION: 1,
            Z_UUID: "B41D1E00-0000-4000-8000-00000000DE30",
            Z_PLIST: binaryPlist({ NSStoreType: "SQLite", _NSAutoVacuumLevel: "2" }),
          },
        ],
      },
    ],
    statements: deleted.length > 0 ? [`DELETE FROM ZPROCESS WHERE Z_PK IN (${deleted})`] : [],
  });
}

/** Usage rows come and go, so about every second number is missing on a healthy phone. */
const LIVE_USAGE_STEP = 2;

const processRow = ({ name, bundleId, first, last }: NetworkProcess, key: number): Row => ({
  Z_PK: key,
  Z_ENT: PROCESS,
  Z_OPT: 1,
  ZFIRSTTIMESTAMP: toAppleSeconds(first),
  ZTIMESTAMP: toAppleSeconds(last),
  ZBUNDLENAME: bundleId,
  ZPROCNAME: name,
});

const usageRow = ({ at, wifiIn, wifiOut, wwanIn, wwanOut }: Usage, process: number, key: number): Row => ({
  Z_PK: key,
  Z_ENT: LIVE_USAGE,
  Z_OPT: 1,
  ZKIND: 0,
  ZMETADATA: 0,
  ZTAG: 1,
  ZHASPROCESS: process,
  ZTIMESTAMP: toAppleSeconds(at),
  ZWIFIIN: wifiIn,
  ZWIFIOUT: wifiOut,
  ZWWANIN: wwanIn,
  ZWWANOUT: wwanOut,
});

const primaryKeyRow = (name: string, entity: number, maximum: Readonly<Record<string, number>>): Row => ({
  Z_ENT: entity,
  Z_NAME: name,
  Z_SUPER: 0,
  Z_MAX: maximum[name] ?? 0,
});
