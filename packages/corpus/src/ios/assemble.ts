import type { DatabaseFiles } from "../database.ts";
import { bulkFiles } from "../life/belongings.ts";
import { bulkVisits } from "../life/browsing.ts";
import { bulkMessages } from "../life/conversations.ts";
import { lastOfEachPlace, placeOf } from "../life/files.ts";
import type { Life } from "../life/life.ts";
import { DAY, HOUR, type UnixSeconds } from "../time.ts";
import { buildDataUsage } from "./data-usage.ts";
import { deviceStateFiles } from "./device-state.ts";
import { type Generation, isSince, type PhoneFile } from "./phone.ts";
import { buildSafariHistory } from "./safari.ts";
import { buildSms } from "./sms.ts";
import { buildTcc, TCC_SCHEMA_OF } from "./tcc.ts";

export interface AssemblyInput {
  readonly life: Life;
  readonly generation: Generation;
  readonly seed: number;
  readonly to: UnixSeconds;
  /** Messages and visits to add, half of each. */
  readonly rows?: number;
  /** Photographs to add. */
  readonly extraFiles?: number;
  /** Bytes of each. */
  readonly extraFileBytes?: number;
  readonly firstProcess?: number;
  readonly smsStatements?: readonly string[];
}

/** What was written in the last hours has not left the write-ahead log when the backup is made. */
const LOG_HOURS = 6;
const PROFILE = "5E2B7C1A-8D40-4F6B-9A37-D1C20E4B8F66";

/** Puts a life into the databases of its generation and those where such a phone keeps them; a file of the life itself stands for what would be at its place. */
export function assembleFiles(input: AssemblyInput): Iterable<PhoneFile> {
  const { life, to } = input;
  return {
    *[Symbol.iterator]() {
      const files = lastOfEachPlace(life.files);
      const places = new Set(files.map(placeOf));
      for (const file of writtenFiles(input)) if (!places.has(placeOf(file))) yield file;
      yield* files;
      yield* bulkFiles(input.extraFiles ?? 0, to, input.extraFileBytes);
    },
  };
}

function* writtenFiles(input: AssemblyInput): Generator<PhoneFile> {
  const { life, to } = input;
  yield* withLog("HomeDomain", "Library/SMS/sms.db", to, smsDatabase(input));
  yield* safariFiles(input);
  yield* withLog("WirelessDomain", "Library/Databases/DataUsage.sqlite", to, dataUsage(input));
  yield* withLog("HomeDomain", "Library/TCC/TCC.db", to, buildTcc(life.permissions, TCC_SCHEMA_OF[input.generation]));
  yield* deviceStateFiles(input);
  yield* attachmentFiles(life);
}

function smsDatabase({ life, generation, seed, to, rows = 0, smsStatements }: AssemblyInput): DatabaseFiles {
  const [main, inLog] = splitAt(byTime(life.messages), to - logSpan(generation));
  return buildSms({
    generation,
    seed,
    messages: concatenated(bulkMessages(Math.ceil(rows / 2), seed, to), main),
    groupNames: life.groupNames,
    ...(inLog.length > 0 && { inLog }),
    ...(smsStatements && { statements: smsStatements }),
  });
}

function* safariFiles({ life, generation, seed, to, rows = 0 }: AssemblyInput): Generator<PhoneFile> {
  const domain = generation === "ios10" ? "HomeDomain" : "AppDomain-com.apple.mobilesafari"; // moved with iOS 13
  const [main, inLog] = splitAt(byTime(life.visits), to - logSpan(generation));
  const history = buildSafariHistory({
    generation,
    visits: concatenated(bulkVisits(Math.floor(rows / 2), seed, to), main),
    tombstones: life.tombstones,
    ...(inLog.length > 0 && { inLog }),
  });
  yield* withLog(domain, "Library/Safari/History.db", to, history);
  if (!isSince(generation, "ios18") || life.profileVisits.length === 0) return;
  yield* withLog(
    domain,
    `Library/Safari/Profiles/${PROFILE}/History.db`,
    to,
    buildSafariHistory({ generation, visits: byTime(life.profileVisits) }),
  );
}

const dataUsage = ({ life, firstProcess }: AssemblyInput): DatabaseFiles =>
  buildDataUsage({
    processes: [...life.processes].sort((a, b) => a.first - b.first),
    orphans: life.orphans,
    ...(firstProcess !== undefined && { firstProcess }),
  });

const logSpan = (generation: Generation): number => (isSince(generation, "ios15") ? LOG_HOURS * HOUR : 0);

/** The database and, as a row of the catalogue in its own right, its log. */
function* withLog(domain: string, path: string, to: UnixSeconds, { main, log }: DatabaseFiles): Generator<PhoneFile> {
  const dated = { birth: to - 400 * DAY, modified: to - HOUR };
  yield { domain, path, kind: "file", content: main, ...dated };
  if (log) yield { domain, path: `${path}-wal`, kind: "file", content: log, birth: to - DAY, modified: to - HOUR };
}

/** The files that messages speak of; their content is of no interest here. */
function* attachmentFiles({ messages }: Life): Generator<PhoneFile> {
  for (const { at, attachments = [] } of messages)
    for (const { path, mimeType } of attachments)
      if (path.startsWith("~/"))
        yield {
          domain: "MediaDomain",
          path: path.slice(2),
          kind: "file",
          content: new TextEncoder().encode(mimeType),
          birth: at,
          modified: at,
        };
}

const byTime = <T extends { readonly at: UnixSeconds }>(values: readonly T[]): readonly T[] => [...values].sort((a, b) => a.at - b.at);

/** Up to the moment, and after it; both in order. */
function splitAt<T extends { readonly at: UnixSeconds }>(values: readonly T[], moment: UnixSeconds): readonly [readonly T[], readonly T[]] {
  const first = values.findIndex(({ at }) => at > moment);
  return first < 0 ? [values, []] : [values.slice(0, first), values.slice(first)];
}

function* concatenated<T>(...parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
