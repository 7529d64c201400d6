import { files } from "./en/index.generated.ts";

/** The English sentence of an id: the longest beginning that names a file, and what is called the rest there. Both may hold slashes. */
export function english(id: string): string | undefined {
  for (let at = id.lastIndexOf("/"); at > 0; at = id.lastIndexOf("/", at - 1)) {
    const file = ownOf(files, id.slice(0, at));
    const entry = file && ownOf(file, id.slice(at + 1));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** A name of every object is no entry. */
const ownOf = <T>(entries: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined;
