import type { Located } from "../model/record.ts";

/** Deeper than any time lies in a record of ours. */
const MAX_DEPTH = 12;

/**
 * A record whose times were placed by a zone that somebody gave: where parsers say `settings` or `archive-default` it says `given`. Done here for all of them,
 * so that none can forget: they ask for the phone's zone and are told it, whoever's word it is.
 */
export const withGivenZone = <T extends object>({ at, data }: Located<T>): Located<T> => ({ at, data: told(data, MAX_DEPTH) as T });

function told(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== "object" || depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => told(item, depth - 1));
  if (isPlaced(value)) return { ...value, zoneSource: "given" };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, told(member, depth - 1)]));
}

/** Where parsers believe the zone to be from, which they are told. */
const BY_ZONE: readonly unknown[] = ["settings", "archive-default"];
const isPlaced = (value: object): boolean =>
  "earliest" in value && "latest" in value && "clock" in value && "zoneSource" in value && BY_ZONE.includes(value.zoneSource);
