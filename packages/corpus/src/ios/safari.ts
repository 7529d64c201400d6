import { utf8 } from "../bytes.ts";
import { buildDatabase, type DatabaseFiles, type Row } from "../database.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";
import { type Generation, isSince } from "./phone.ts";

/** A visit in the order it happened. */
export interface Visit {
  readonly at: UnixSeconds;
  readonly url: string;
  readonly title?: string;
  /** The page did not load: typed offline, refused, no such host. */
  readonly isFailed?: boolean;
  /** The visit before this one sent the browser here. */
  readonly isRedirected?: boolean;
  /** 0: on this device; 1: brought over from another one by iCloud. */
  readonly origin?: 0 | 1;
}

/** What stays of cleared history: from when to when, and of a single page its address. */
export interface Tombstone {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly url?: string;
}

export interface SafariInput {
  readonly generation: Generation;
  readonly visits: Iterable<Visit>;
  readonly tombstones?: readonly Tombstone[];
  readonly statements?: readonly string[];
  readonly inLog?: readonly Visit[];
}

const USER_VERSION = { ios10: 10, ios15: 15, ios18: 17 } as const;
const GENERATION_OF_SYNC = 35;
const SCORE = 100;

const BASE_SCHEMA = [
  "CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE,visit_time REAL NOT NULL,title TEXT NULL,load_successful BOOLEAN NOT NULL DEFAULT 1,http_non_get BOOLEAN NOT NULL DEFAULT 0,synthesized BOOLEAN NOT NULL DEFAULT 0,redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,origin INTEGER NOT NULL DEFAULT 0,generation INTEGER NOT NULL DEFAULT 0,attributes INTEGER NOT NULL DEFAULT 0,score INTEGER NOT NULL DEFAULT 0)",
  "CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT,start_time REAL NOT NULL,end_time REAL NOT NULL,url TEXT,generation INTEGER NOT NULL DEFAULT 0)",
  "CREATE TABLE metadata (key TEXT NOT NULL UNIQUE, value)",
  "CREATE TABLE history_client_versions (client_version INTEGER PRIMARY KEY,last_seen REAL NOT NULL)",
  "CREATE TABLE history_event_listeners (listener_name TEXT PRIMARY KEY NOT NULL UNIQUE,last_seen REAL NOT NULL)",
  "CREATE TABLE history_events (id INTEGER PRIMARY KEY AUTOINCREMENT,event_type TEXT NOT NULL,event_time REAL NOT NULL,pending_listeners TEXT NOT NULL,value BLOB)",
  "CREATE INDEX history_items__domain_expansion ON history_items (domain_expansion)",
  "CREATE INDEX history_visits__last_visit ON history_visits (history_item, visit_time DESC, synthesized ASC)",
  "CREATE INDEX history_visits__origin ON history_visits (origin, generation)",
  "CREATE INDEX history_tombstones__generation ON history_tombstones (generation)",
  "CREATE INDEX history_tombstones__end_time ON history_tombstones (end_time)",
];

/** As a public History.db has it (log2timeline/plaso test data); iOS 15 added the status code, iOS 16 the tags. */
function schema(generation: Generation): readonly string[] {
  const statusCode = isSince(generation, "ios15") ? ",status_code INTEGER NOT NULL DEFAULT 0" : "";
  const items = `CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT,url TEXT NOT NULL UNIQUE,domain_expansion TEXT NULL,visit_count INTEGER NOT NULL,daily_visit_counts BLOB NOT NULL,weekly_visit_counts BLOB NULL,autocomplete_triggers BLOB NULL,should_recompute_derived_visit_counts INTEGER NOT NULL,visit_count_score INTEGER NOT NULL${statusCode})`;
  const tags = [
    "CREATE TABLE history_tags (id INTEGER PRIMARY KEY AUTOINCREMENT,type INTEGER NOT NULL,level INTEGER NOT NULL,identifier TEXT NOT NULL,title TEXT NOT NULL,modification_timestamp REAL NOT NULL,item_count INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE history_items_to_tags (history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE,tag_id INTEGER NOT NULL REFERENCES history_tags(id) ON DELETE CASCADE,timestamp REAL NOT NULL,UNIQUE(history_item, tag_id) ON CONFLICT REPLACE)",
  ];
  return [items, ...BASE_SCHEMA, ...(isSince(generation, "ios18") ? tags : [])];
}

export function buildSafariHistory(input: SafariInput): DatabaseFiles {
  const writer = createWriter();
  const { inLog } = input;
  return buildDatabase({
    userVersion: USER_VERSION[input.generation],
    schema: schema(input.generation),
    tables: [
      { table: "history_visits", rows: writer.visits(input.visits) },
      { table: "history_items", rows: writer.items() },
      { table: "history_tombstones", rows: (input.tombstones ?? []).map(tombstoneRow) },
      { table: "metadata", rows: [{ key: "current_generation", value: GENERATION_OF_SYNC }] },
      { table: "history_client_versions", rows: [{ client_version: 2, last_seen: 0 }] },
    ],
    ...(input.statements && { statements: input.statements }),
    ...(inLog && {
      inLog: {
        tables: [
          { table: "history_visits", rows: writer.visits(inLog) },
          { table: "history_items", rows: writer.items() },
        ],
      },
    }),
  });
}

/** Visits point at items by number and at each other; items are counted on the way and written after them. */
function createWriter() {
  const items = new Map<string, { readonly id: number; count: number; isWritten: boolean }>();
  let visitCount = 0;
  const itemOf = (url: string) => {
    const item = items.get(url) ?? { id: items.size + 1, count: 0, isWritten: false };
    items.set(url, item);
    return item;
  };
  return {
    *visits(visits: Iterable<Visit>): Generator<Row> {
      for (const [visit, next] of withNext(visits)) {
        const item = itemOf(visit.url);
        item.count++;
        visitCount++;
        yield {
          id: visitCount,
          history_item: item.id,
          visit_time: toAppleSeconds(visit.at),
          title: visit.title,
          load_successful: visit.isFailed ? 0 : 1,
          redirect_source: visit.isRedirected ? visitCount - 1 : undefined,
          redirect_destination: next?.isRedirected ? visitCount + 1 : undefined,
          origin: visit.origin ?? 0,
          generation: GENERATION_OF_SYNC,
          score: SCORE,
        };
      }
    },
    *items(): Generator<Row> {
      for (const [url, item] of items) {
        if (!item.isWritten) yield itemRow(url, item);
        item.isWritten = true;
      }
    },
  };
}

function* withNext<T>(values: Iterable<T>): Generator<readonly [T, T | undefined]> {
  let held: T | undefined;
  for (const value of values) {
    if (held !== undefined) yield [held, value];
    held = value;
  }
  if (held !== undefined) yield [held, undefined];
}

const itemRow = (url: string, { id, count }: { readonly id: number; readonly count: number }): Row => ({
  id,
  url,
  domain_expansion: /^https?:\/\/(?:www\.)?([^/.:]+)\./.exec(url)?.[1],
  visit_count: count,
  daily_visit_counts: utf8("d"),
  should_recompute_derived_visit_counts: 0,
  visit_count_score: SCORE,
});

const tombstoneRow = ({ from, to, url }: Tombstone): Row => ({
  start_time: toAppleSeconds(from),
  end_time: toAppleSeconds(to),
  url,
  generation: 1,
});
