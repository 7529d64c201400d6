import { readLines } from "../../../formats/text/read-lines.ts";
import { compareText } from "../../../model/json.ts";
import type { InputFile, Problem } from "../../input.ts";
import { createTally } from "../../tally.ts";

/** What hashes.csv says of the files that are there, and what does not fit. */
export interface StatedHashes {
  /** By name below the collection's folder. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Names below the collection's folder; of those that several files bear, where the others of them lie. */
export interface CollectedNames {
  readonly names: ReadonlySet<string>;
  readonly copies: ReadonlyMap<string, readonly string[]>;
}

const ROW = /^"?(.+?)"?,\s*"?([0-9A-Fa-f]{64})"?$/;
/** A list of every file of a large collection. */
const MAX_ROWS = 1_000_000;
/** Not listed: the list itself, and what AndroidQF still writes to when it makes the list. */
const NEVER_LISTED = new Set(["hashes.csv", "command.log"]);

/**
 * Rows of a path and a SHA-256. The paths are as the collecting computer saw them, with the folders that led there; in sealed
 * collections they are names of entries. The longest end that is a file here is taken.
 */
export function readStatedHashes(file: InputFile | undefined, { names, copies }: CollectedNames): StatedHashes {
  if (!file) return { hashes: new Map(), problems: [{ problem: { message: "androidqf/no-hashes" } }] };
  const [unreadable, missing, unlisted] = ["unreadable", "missing", "unlisted"].map((kind) => createTally(`androidqf/hash-${kind}`));
  const hashes = new Map<string, string>();
  let rows = 0;
  for (const lines of readLines(file.open())) {
    for (const { text, line } of lines) {
      if (text.trim() === "" || ++rows > MAX_ROWS) continue;
      const [, path, hash] = ROW.exec(text.trim()) ?? [];
      if (path === undefined) {
        unreadable!.add(`line ${line}`);
        continue;
      }
      const name = nameIn(path, names);
      const free = name === undefined ? undefined : [name, ...(copies.get(name) ?? [])].find((one) => !hashes.has(one));
      if (name === undefined) missing!.add(path);
      else if (free !== undefined) hashes.set(free, hash!.toLowerCase());
    }
  }
  for (const name of [...names].sort(compareText)) if (!hashes.has(name) && !NEVER_LISTED.has(name)) unlisted!.add(name);
  return { hashes, problems: [unreadable, missing, unlisted].flatMap((tally) => tally!.problems()) };
}

function nameIn(path: string, names: ReadonlySet<string>): string | undefined {
  let name = path.replaceAll("\\", "/");
  while (!names.has(name)) {
    const slash = name.indexOf("/");
    if (slash < 0) return undefined;
    name = name.slice(slash + 1);
  }
  return name;
}
