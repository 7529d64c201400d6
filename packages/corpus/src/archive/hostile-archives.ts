import type { HostileArchive } from "./hostile-archive.ts";
import { hostileTars } from "./hostile-tars.ts";
import { hostileZips } from "./hostile-zips.ts";

/** Archives of the compromised phone's backup that are damaged, or made to harm who unpacks them. */
export const hostileArchives: readonly HostileArchive[] = [...hostileZips, ...hostileTars];

export function hostileArchive(id: string): HostileArchive {
  const found = hostileArchives.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no hostile archive "${id}"; there are ${hostileArchives.map((known) => known.id).join(", ")}`);
  return found;
}
