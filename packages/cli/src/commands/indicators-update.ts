import { EXIT, type ExitStatus, message } from "@bridle/core";
import { dataFolder } from "../data-folder.ts";
import type { CliHost } from "../host.ts";
import { INDEX_URL } from "../indicators/feed-index.ts";
import { FetchError } from "../indicators/fetch-error.ts";
import { localSource } from "../indicators/local-source.ts";
import { type FeedSource, UPDATE_LIMITS, type UpdateLimits, type UpdateResult, updateStore } from "../indicators/update.ts";
import { withLock } from "../indicators/update-lock.ts";
import { fetchFile, type NetworkSettings } from "../net/fetch-file.ts";
import { complain, tell, tellBelow } from "./indicators.ts";

export interface UpdateFlags {
  readonly fromFile?: string;
  readonly dryRun?: boolean;
}

/** Where the index and its sets lie; the index names files on no other host, and nothing leads to one. */
const HOSTS: readonly string[] = ["raw.githubusercontent.com"];
const IDLE_MILLISECONDS = 30_000;
const FILE_MILLISECONDS = 180_000;

/** What tests replace: the time that a silent server is given, the limits, and where the pinned host stands. */
export interface UpdateSettings extends Partial<Pick<NetworkSettings, "connect" | "idleMilliseconds" | "fileMilliseconds">> {
  readonly limits?: UpdateLimits;
}

/** Brings the store of fetched sets to what the publisher has; 2 where that could not be done, and then all is as it was. */
export async function updateIndicators(flags: UpdateFlags, host: CliHost, settings: UpdateSettings = {}): Promise<ExitStatus> {
  const { fromFile, dryRun } = flags;
  if (fromFile === undefined) announce(host);
  if (dryRun) {
    tell(host, "update-dry");
    return EXIT.nothingMatched;
  }
  const data = dataFolder(host.environment);
  const now = host.now();
  try {
    const source = fromFile === undefined ? networkSource(host, settings) : await localSource(fromFile, host.signal);
    report(await withLock(data, now, () => updateStore(data, source, now, settings.limits ?? UPDATE_LIMITS)), host);
    return EXIT.nothingMatched;
  } catch (error) {
    if (!(error instanceof FetchError) && !host.signal.aborted && !isFileError(error)) throw error;
    if (error instanceof FetchError) complain(host, error.why);
    else if (!host.signal.aborted)
      complain(host, message("indicators-command/fault-file", { name: data, detail: String((error as { code: string }).code) }));
    complain(host, message("indicators-command/update-kept-old"));
    return host.signal.aborted ? EXIT.interrupted : EXIT.nothingExamined;
  }
}

/** The store's own trouble: no space, no permission. */
const isFileError = (error: unknown): boolean => error instanceof Error && "code" in error && "syscall" in error;

/** Said before anything is contacted. */
function announce(host: CliHost): void {
  tell(host, "update-contacts", { hosts: HOSTS.join(", "), proxy: proxyInWords(host.environment) });
  tellBelow(host, "update-contact", { url: INDEX_URL });
  tellBelow(host, "update-then");
}

/** Host and port of the proxy that the environment names, without a name or a password in it. */
function proxyInWords({ https_proxy: lower, HTTPS_PROXY: upper }: CliHost["environment"]): string {
  const named = lower || upper;
  if (!named) return "none";
  return URL.parse(named)?.host || named.replace(/^.*@/, "");
}

function networkSource(host: CliHost, { connect, idleMilliseconds, fileMilliseconds }: UpdateSettings): FeedSource {
  const network: NetworkSettings = {
    hosts: HOSTS,
    environment: host.environment,
    signal: host.signal,
    idleMilliseconds: idleMilliseconds ?? IDLE_MILLISECONDS,
    fileMilliseconds: fileMilliseconds ?? FILE_MILLISECONDS,
    ...(connect && { connect }),
  };
  const get = (url: string, etag: string | undefined, maxBytes: number) => {
    tell(host, "update-fetching", { url });
    return fetchFile({ url, maxBytes, ...(etag !== undefined && { etag }) }, network);
  };
  return {
    isPublisher: true,
    index: (etag, maxBytes) => get(INDEX_URL, etag, maxBytes),
    set: ({ url }, etag, maxBytes) => get(url, etag, maxBytes),
  };
}

function report({ sets, fetched, isChanged, since, elsewhere, missing }: UpdateResult, host: CliHost): void {
  for (const url of elsewhere) complain(host, message("indicators-command/update-skipped", { url }));
  for (const { entry, isKept } of missing) {
    const path = `${entry.repository}/${entry.path}`;
    complain(
      host,
      isKept ? message("indicators-command/update-missing-kept", { path }) : message("indicators-command/update-missing", { path }),
    );
  }
  if (isChanged) reportSets(sets, fetched, host);
  if (isChanged && since !== undefined) tell(host, "update-before");
  if (!isChanged) tell(host, "update-unchanged", { date: since?.slice(0, 10) ?? "" });
}

function reportSets(sets: UpdateResult["sets"], fetched: number, host: CliHost): void {
  tell(host, "update-done", { sets: sets.length, fetched, kept: sets.length - fetched });
  for (const { set } of sets) {
    const { title, date } = set.pack;
    const about = { name: title, count: set.indicators.length };
    if (date === undefined) tellBelow(host, "update-set-undated", about);
    else tellBelow(host, "update-set", { ...about, date });
  }
}
