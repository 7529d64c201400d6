import { basename } from "node:path";
import { FEED_REPOSITORIES, feedAt, type Indicator, IndicatorError, type LoadedIndicators, type Message, message } from "@bridle/core";
import { contentOfAdded, listAdded } from "./added.ts";
import { readSet } from "./read-set.ts";
import { contentOfFetched, type FetchedFile, readUpdated } from "./updated.ts";

/** A set of the user's own store, read, and when it came there. */
export interface StoredSet extends LoadedIndicators {
  /** ISO 8601 UTC. */
  readonly stored: string;
}

/** A source of indicators that should have been there and gave none, and why. */
export interface Unreadable {
  readonly name: string;
  readonly why: Message;
}

/** Everything in the store: what was added, then what the last update brought. What cannot be read is told, never passed over. */
export async function storedSets(data: string, unreadable: Unreadable[]): Promise<StoredSet[]> {
  return [...(await addedSets(data, unreadable)), ...(await updatedSets(data, unreadable))];
}

async function addedSets(data: string, unreadable: Unreadable[]): Promise<StoredSet[]> {
  const sets: StoredSet[] = [];
  const list = guarded("added", unreadable, () => listAdded(data));
  for (const name of list?.damaged ?? []) unreadable.push({ name, why: message("indicators-command/store-damaged", { name }) });
  for (const added of list?.sets ?? []) {
    const bytes = guarded(added.name, unreadable, () => contentOfAdded(data, added) ?? lost());
    const set = bytes && (await readOne(added.name, unreadable, () => readSet(added.name, bytes, "added")));
    if (set) sets.push({ ...set, stored: added.added });
  }
  return sets;
}

async function updatedSets(data: string, unreadable: Unreadable[]): Promise<StoredSet[]> {
  const store = guarded("updated", unreadable, () => readUpdated(data));
  const sets: StoredSet[] = [];
  for (const file of store?.version.sets ?? []) {
    const name = nameOf(file);
    const bytes = guarded(name, unreadable, () => contentOfFetched(data, store!.pointer.current, file) ?? lost());
    const set = bytes && (await readOne(name, unreadable, () => readFetched(file, bytes)));
    const checked = store!.pointer.checked?.slice(0, 10);
    if (set) sets.push({ ...set, pack: { ...set.pack, ...(checked !== undefined && { checked }) }, stored: file.fetched });
  }
  return sets;
}

const nameOf = ({ path, url }: FetchedFile): string => basename(path ?? new URL(url).pathname);

/** A fetched set with what its file does not say: class, publisher, terms, what its hosts are for. */
export async function readFetched(file: FetchedFile, bytes: Uint8Array): Promise<LoadedIndicators> {
  const feed = file.repository === undefined ? undefined : feedAt(file.repository, file.path ?? "");
  const title = feed?.title ?? file.title;
  const set = await readSet(nameOf(file), bytes, "updated", {
    ...(title !== undefined && { title }),
    ...(feed && { class: feed.class }),
    ...(file.repository !== undefined && FEED_REPOSITORIES[file.repository]),
    source: file.url,
  });
  const references = [...(feed?.references ?? file.references ?? [])];
  const indicators = set.indicators.map((indicator): Indicator => {
    const isHost = /^(?:url|domain-name|ipv[46]-addr):value$/.test(indicator.type) && indicator.domainRole === undefined;
    return {
      ...indicator,
      ...(feed?.family !== undefined && { families: [feed.family] }),
      ...(isHost && feed && { domainRole: feed.hosts }),
      references: indicator.references.length > 0 ? indicator.references : references,
    };
  });
  return { ...set, indicators };
}

class LostError extends Error {}
const lost = (): never => {
  throw new LostError("the copy is gone or changed");
};

function guarded<T>(name: string, unreadable: Unreadable[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    unreadable.push({ name, why: whyOf(name, error) });
    return undefined;
  }
}

async function readOne(
  name: string,
  unreadable: Unreadable[],
  read: () => Promise<LoadedIndicators>,
): Promise<LoadedIndicators | undefined> {
  try {
    return await read();
  } catch (error) {
    unreadable.push({ name, why: whyOf(name, error) });
    return undefined;
  }
}

/** Why, in words: of the file's form, by the code of the system, or that it is not what was put there. */
export function whyOf(name: string, error: unknown): Message {
  if (error instanceof IndicatorError) return message(`indicators/error/${error.code}`, { name });
  if (error instanceof LostError || error instanceof TypeError || error instanceof SyntaxError)
    return message("indicators-command/store-damaged", { name });
  const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return message("cli/indicators-unreadable", { name, detail });
}
