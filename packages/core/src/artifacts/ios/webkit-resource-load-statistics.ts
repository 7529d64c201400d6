import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asFlag, asNumeric, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Circumstance, Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readNumeric } from "../partial-record.ts";

/** A row of ObservedDomains: a registrable domain that loaded something in the app. */
export interface ObservedDomain {
  readonly kind: "domain";
  /** Registrable domain: what stood before it is not kept. */
  readonly host: string;
  /** Somebody tapped or typed on a page of it. */
  readonly isUsed: boolean;
  readonly lastSeen?: EvidenceTime;
  readonly lastUsed?: EvidenceTime;
  /** When a notification of it was answered last. */
  readonly lastPush?: EvidenceTime;
}

/** One domain beside another; `from` and `to` are registrable domains. */
export interface DomainRelation {
  readonly kind: "relation";
  /**
   * `redirect`: a page of `from` sent the browser to `to` · `resource-redirect`: a part of a page did · `link`: a page of `from` had a
   * link to `to` that carried a mark of the visitor · `frame`, `resource`, `script`: `to` was loaded as a part of a page of `from`.
   */
  readonly relation: RelationKind;
  readonly fromHost: string;
  readonly toHost: string;
  readonly noted?: EvidenceTime;
}

export type WebKitStatistic = ObservedDomain | DomainRelation;
type RelationKind = "redirect" | "resource-redirect" | "link" | "frame" | "resource" | "script";

export default defineArtifact<WebKitStatistic>({
  id: "ios/webkit-resource-load-statistics",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Data/Application/*/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db", // iOS 13 or 14 on
    "/private/var/mobile/Containers/Data/Application/*/Library/WebKit/WebsiteDataStore/*/ResourceLoadStatistics/observations.db", // stores of profiles and of apps with several, iOS 17 on
    "/private/var/mobile/Containers/Data/Application/*/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
    "/private/var/mobile/Containers/Data/Application/*/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/observations.db",
    "/private/var/mobile/Containers/Data/PluginKitPlugin/*/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
    "/private/var/mobile/Library/WebKit/*/WebsiteData/ResourceLoadStatistics/observations.db", // programs without a container: mail, shortcuts
    "/private/var/mobile/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "domain-name:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/WebKit/WebKit/blob/8f755fa9a6ad92b046910a7fb9624aecded3cc81/Source/WebKit/NetworkProcess/Classifier/ResourceLoadStatisticsStore.cpp",
    "https://webkit.org/tracking-prevention/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "ObservedDomains")) return;
    yield* eachTable<readonly Located<WebKitStatistic>[]>(
      () => domains(database, context),
      ...RELATIONS.map((relation) => () => relations(database, context, relation)),
    );
  },

  observables: observablesOf,
  events: (record) => {
    const time = record.kind === "domain" ? record.lastSeen : undefined;
    if (record.kind !== "domain" || !time) return [];
    return [{ time, kind: "visit", message: "artifacts/ios/webkit-resource-load-statistics/seen", params: { host: record.host } }];
  },
});

const DOMAIN_COLUMNS = [
  ...["domainID", "registrableDomain", "hadUserInteraction"],
  ...["lastSeen", "mostRecentUserInteractionTime", "mostRecentWebPushInteractionTime"],
];

const domains = (database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<WebKitStatistic>[]> =>
  context.records(
    database.rows({ from: "ObservedDomains", select: DOMAIN_COLUMNS }),
    ([key]) => [atRow("ObservedDomains", String(key))],
    (row) => readDomain(row, context),
  );

/** Times count from 1970; -1 is never. */
function readDomain([key, domain, interaction, seen, used, push]: SqlRow, context: ParseContext): ObservedDomain {
  const host = asText(domain);
  if (!host) throw new TypeError("a domain without a name");
  const at = atRow("ObservedDomains", String(key));
  const timeOf = (field: string, value: SqlValue | undefined): EvidenceTime | undefined => {
    const seconds = readNumeric(context, at, field, value);
    return seconds === undefined ? undefined : fromUnixSeconds(seconds);
  };
  return {
    kind: "domain",
    host,
    isUsed: asFlag(interaction),
    ...optional("lastSeen", timeOf("lastSeen", seen)),
    ...optional("lastUsed", timeOf("mostRecentUserInteractionTime", used)),
    ...optional("lastPush", timeOf("mostRecentWebPushInteractionTime", push)),
  };
}

/** A table of pairs, and which column is which end; the first versions have no lastUpdated. */
interface RelationTable {
  readonly table: string;
  readonly relation: RelationKind;
  readonly from: string;
  readonly to: string;
}

const RELATIONS: readonly RelationTable[] = [
  { table: "TopFrameUniqueRedirectsTo", relation: "redirect", from: "sourceDomainID", to: "toDomainID" },
  { table: "TopFrameUniqueRedirectsToSinceSameSiteStrictEnforcement", relation: "redirect", from: "sourceDomainID", to: "toDomainID" },
  { table: "TopFrameUniqueRedirectsFrom", relation: "redirect", from: "fromDomainID", to: "targetDomainID" },
  { table: "SubresourceUniqueRedirectsTo", relation: "resource-redirect", from: "subresourceDomainID", to: "toDomainID" },
  { table: "SubresourceUniqueRedirectsFrom", relation: "resource-redirect", from: "fromDomainID", to: "subresourceDomainID" },
  { table: "TopFrameLinkDecorationsFrom", relation: "link", from: "fromDomainID", to: "toDomainID" },
  { table: "SubframeUnderTopFrameDomains", relation: "frame", from: "topFrameDomainID", to: "subFrameDomainID" },
  { table: "SubresourceUnderTopFrameDomains", relation: "resource", from: "topFrameDomainID", to: "subresourceDomainID" },
  { table: "TopFrameLoadedThirdPartyScripts", relation: "script", from: "topFrameDomainID", to: "subresourceDomainID" },
];

function* relations(
  database: EvidenceDatabase,
  context: ParseContext,
  { table, relation, from, to }: RelationTable,
): Generator<readonly Located<WebKitStatistic>[]> {
  if (!database.has(table, from) || !database.has(table, to)) return;
  const rows = database.rows({
    from: table,
    select: ["rowid", "source.registrableDomain", "target.registrableDomain", "lastUpdated", "source.domainID", "target.domainID"],
    joins: [
      { as: "source", table: "ObservedDomains", on: "domainID", equals: from },
      { as: "target", table: "ObservedDomains", on: "domainID", equals: to },
    ],
  });
  const locators = (row: SqlRow): readonly Locator[] => [...locatorIn(table)(row), ...row.slice(FIRST_DOMAIN).flatMap(domainRow)];
  yield* context.records(rows, locators, ([, source, target, updated]): DomainRelation | undefined => {
    const fromHost = asText(source);
    const toHost = asText(target);
    if (!fromHost || !toHost) return undefined; // an end whose own row is gone names nothing
    const seconds = asNumeric(updated);
    const noted = seconds === undefined ? undefined : fromUnixSeconds(seconds);
    return { kind: "relation", relation, fromHost, toHost, ...optional("noted", noted) };
  });
}

/** A row of a relation holds two numbers; what they stand for is in the rows of the domains. */
const FIRST_DOMAIN = 4;
const domainRow = (key: SqlRow[number]): readonly Locator[] => (typeof key === "bigint" ? [atRow("ObservedDomains", key)] : []);

const locatorIn =
  (table: string) =>
  ([row]: SqlRow): readonly Locator[] => [atRow(table, String(row))];

const TRACKER: readonly Circumstance[] = ["tracker"];
const TRACKER_REDIRECT: readonly Circumstance[] = ["tracker", "redirect"];

/** A domain that somebody used was visited; the others only loaded something. */
function observablesOf(record: WebKitStatistic): readonly Observable[] {
  if (record.kind === "domain") {
    return [{ type: "domain-name:value", role: "visited", value: record.host, ...(!record.isUsed && { circumstances: TRACKER }) }];
  }
  const isRedirect = record.relation === "redirect" || record.relation === "resource-redirect";
  return [
    { type: "domain-name:value", role: "visited", value: record.fromHost, circumstances: TRACKER },
    { type: "domain-name:value", role: "visited", value: record.toHost, circumstances: isRedirect ? TRACKER_REDIRECT : TRACKER },
  ];
}
