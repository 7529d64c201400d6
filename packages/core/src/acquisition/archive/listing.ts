import { compareText } from "../../model/json.ts";
import { firstAtOrAfter } from "../../model/partition-point.ts";
import type { InputEntry } from "../input.ts";

/**
 * The entries of folders, from the members' paths alone: a folder is what stands together in the sorted list, and what lies below an
 * entry is passed over by bisection. So a folder is made when it is asked for, and paths of many parts cost nothing.
 */
export function createListing(
  members: ReadonlyMap<string, { readonly size: number }>,
): (path: string) => readonly InputEntry[] | undefined {
  let sorted: readonly string[] | undefined;
  return (path) => {
    sorted ??= [...members.keys()].sort(compareText);
    const paths = sorted;
    const prefix = path === "" ? "" : `${path}/`;
    const entries = new Map<string, InputEntry>();
    for (let at = firstAtOrAfter(paths, prefix); at < paths.length && paths[at]!.startsWith(prefix); ) {
      const rest = paths[at]!.slice(prefix.length);
      const slash = rest.indexOf("/");
      const name = slash < 0 ? rest : rest.slice(0, slash);
      // A file and a folder of one name cannot both be listed: the folder may hold more.
      entries.set(name, slash < 0 ? { name, isFolder: false, size: members.get(paths[at]!)!.size } : { name, isFolder: true, size: 0 });
      at = slash < 0 ? at + 1 : firstAtOrAfter(paths, `${prefix}${name}${AFTER_SLASH}`, at);
    }
    if (entries.size === 0 && path !== "") return undefined;
    return [...entries.values()].sort((a, b) => compareText(a.name, b.name));
  };
}

/** The letter after "/". */
const AFTER_SLASH = "0";
