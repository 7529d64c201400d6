import { isArray, isDictionary, memberOf, type PlistValue, textOf } from "../../formats/plist/value.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { linksIn } from "../found-links.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime, readPlistField } from "../partial-record.ts";
import { stringsOf } from "../plist-strings.ts";

/** A shortcut: steps that the phone takes at a touch, at a word, or by itself at an hour or a place. */
export interface Shortcut {
  readonly kind: "shortcut";
  readonly shortcut: string;
  readonly created?: EvidenceTime;
  readonly modified?: EvidenceTime;
  readonly used?: EvidenceTime;
  readonly steps: number;
  /** Kinds of its steps, such as is.workflow.actions.downloadurl, each once. */
  readonly stepKinds?: readonly string[];
  /** URLs in what its steps are given. */
  readonly stepUrls?: readonly string[];
  /** Hosts whose command line a step uses. */
  readonly stepHosts?: readonly string[];
  /** The app that it was made for. */
  readonly bundleId?: string;
  readonly isDeleted: boolean;
}

/** A time that a shortcut ran. */
export interface ShortcutRun {
  readonly kind: "run";
  readonly shortcut?: string;
  readonly used: EvidenceTime;
  /** Who or what started it, as stored. */
  readonly source?: string;
}

export type ShortcutsRecord = Shortcut | ShortcutRun;

export default defineArtifact<ShortcutsRecord>({
  id: "ios/shortcuts",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Shortcuts/Shortcuts.sqlite", // iOS 13 on
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["listed"], "domain-name:value": ["listed"], "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
    "https://support.apple.com/guide/shortcuts/intro-to-shortcuts-apdf22b0444c/ios",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<ShortcutsRecord>[]>(
      () => (hasTable(context, database, "ZSHORTCUT") ? shortcuts(database, context) : []),
      () => (database.has("ZSHORTCUTRUNEVENT") ? runs(database, context) : []),
    );
  },

  observables: observablesOf,
  events: eventsOf,
});

type Batches = Generator<readonly Located<ShortcutsRecord>[]>;

const COLUMNS = [
  ...["Z_PK", "ZNAME", "ZCREATIONDATE", "ZMODIFICATIONDATE", "ZLASTRUNEVENTDATE", "ZACTIONCOUNT", "ZTOMBSTONED"],
  ...["ZASSOCIATEDAPPBUNDLEIDENTIFIER", "own.Z_PK", "own.ZDATA", "named.Z_PK", "named.ZDATA"],
];
const OWN = COLUMNS.indexOf("own.Z_PK");
const NAMED = COLUMNS.indexOf("named.Z_PK");

/** Each of both tables holds the key of the other; some versions fill one of them only. */
function shortcuts(database: EvidenceDatabase, context: ParseContext): Batches {
  const own = { as: "own", table: "ZSHORTCUTACTIONS", on: "ZSHORTCUT", equals: "Z_PK" };
  const named = { as: "named", table: "ZSHORTCUTACTIONS", on: "Z_PK", equals: "ZACTIONS" };
  const joins = [
    ...(database.has("ZSHORTCUTACTIONS", "ZSHORTCUT") ? [own] : []),
    ...(database.has("ZSHORTCUT", "ZACTIONS") && database.has("ZSHORTCUTACTIONS", "Z_PK") ? [named] : []),
  ];
  return context.records(database.rows({ from: "ZSHORTCUT", select: COLUMNS, joins }), locateShortcut, (row) => readShortcut(row, context));
}

const locateShortcut = (row: SqlRow): readonly Locator[] => {
  const own = atRow("ZSHORTCUT", String(row[0]));
  const steps = row[OWN] ?? row[NAMED];
  return steps === null || steps === undefined ? [own] : [own, atRow("ZSHORTCUTACTIONS", String(steps))];
};

function readShortcut(row: SqlRow, context: ParseContext): Shortcut {
  const [key, name, created, modified, used, count, isDeleted, bundleId] = row;
  const at = atRow("ZSHORTCUT", String(key));
  const steps = stepsIn(readPlistField(context, at, "ZDATA", asBytes(row[OWN + 1]) ?? asBytes(row[NAMED + 1])), at, context);
  return {
    kind: "shortcut",
    shortcut: asText(name) ?? "",
    ...optional("created", readAppleTime(context, at, "ZCREATIONDATE", created)),
    ...optional("modified", readAppleTime(context, at, "ZMODIFICATIONDATE", modified)),
    ...optional("used", readAppleTime(context, at, "ZLASTRUNEVENTDATE", used)),
    steps: steps?.count ?? asNumber(count) ?? 0,
    ...optional("stepKinds", filled(steps?.kinds)),
    ...optional("stepUrls", filled(steps?.urls)),
    ...optional("stepHosts", filled(steps?.hosts)),
    ...optional("bundleId", asText(bundleId) || undefined),
    isDeleted: asFlag(isDeleted),
  };
}

interface Steps {
  readonly count: number;
  readonly kinds: ReadonlySet<string>;
  readonly urls: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** Kinds, URLs and hosts kept of one shortcut; those of galleries have some hundred steps. */
const MAX_VALUES = 2_000;

/** A list of {WFWorkflowActionIdentifier, WFWorkflowActionParameters}, in some versions inside a dictionary. */
function stepsIn(value: PlistValue | undefined, at: Locator, context: ParseContext): Steps | undefined {
  if (value === undefined) return undefined;
  const list = isArray(value) ? value : memberOf(value, "WFWorkflowActions");
  if (!isArray(list)) {
    context.skip(message("artifacts/shared/field-damaged", { field: "ZDATA" }), [at]);
    return undefined;
  }
  const steps = { count: list.length, kinds: new Set<string>(), urls: new Set<string>(), hosts: new Set<string>() };
  for (const step of list) if (isDictionary(step)) addStep(steps, step, at, context);
  if ([steps.kinds, steps.urls, steps.hosts].some(({ size }) => size > MAX_VALUES)) {
    context.skip(message("artifacts/shared/too-many", { limit: MAX_VALUES }), [at], "over-budget");
  }
  return steps;
}

function addStep(
  { kinds, urls, hosts }: { [K in "kinds" | "urls" | "hosts"]: Set<string> },
  step: PlistValue,
  at: Locator,
  context: ParseContext,
): void {
  const kind = textOf(memberOf(step, "WFWorkflowActionIdentifier"));
  const parameters = memberOf(step, "WFWorkflowActionParameters");
  const host = textOf(memberOf(parameters, "WFSSHHost"));
  if (kind && kinds.size <= MAX_VALUES) kinds.add(kind);
  if (host && hosts.size <= MAX_VALUES) hosts.add(host);
  for (const text of parameters === undefined ? [] : stringsOf(context, at, "ZDATA", parameters)) {
    if (text.includes(".")) for (const { url } of linksIn(context, at, text)) if (urls.size <= MAX_VALUES) urls.add(url);
  }
}

const filled = (values: ReadonlySet<string> | undefined): readonly string[] | undefined =>
  values && values.size > 0 ? [...values].slice(0, MAX_VALUES) : undefined;

const runs = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "ZSHORTCUTRUNEVENT",
      select: ["rowid", "ZDATE", "ZSOURCE", "shortcut.ZNAME"],
      joins: [{ as: "shortcut", table: "ZSHORTCUT", on: "Z_PK", equals: "ZSHORTCUT" }],
    }),
    ([row]) => [atRow("ZSHORTCUTRUNEVENT", String(row))],
    ([row, date, source, name]): ShortcutRun | undefined => {
      const used = readAppleTime(context, atRow("ZSHORTCUTRUNEVENT", String(row)), "ZDATE", date);
      return used && { kind: "run", ...optional("shortcut", asText(name)), used, ...optional("source", asText(source) || undefined) };
    },
  );

function observablesOf(record: ShortcutsRecord): readonly Observable[] {
  if (record.kind === "run") return [];
  const listed = (type: Observable["type"], value: string): Observable => ({ type, role: "listed", value });
  return [
    ...(record.stepUrls ?? []).map((url) => listed("url:value", url)),
    ...(record.stepHosts ?? []).map((host) => listed("domain-name:value", host)),
    ...(record.bundleId === undefined ? [] : [listed("app:id", record.bundleId)]),
  ];
}

/** The name of a shortcut is its maker's own words and stays out. */
function eventsOf(record: ShortcutsRecord): readonly TimelineEvent[] {
  const event = (time: EvidenceTime | undefined, what: string): readonly TimelineEvent[] =>
    time ? [{ time, kind: "usage", message: `artifacts/ios/shortcuts/${what}` }] : [];
  if (record.kind === "run") return event(record.used, "ran");
  return [...event(record.created, "created"), ...event(record.modified, "modified")];
}
