import type { HostileArchive } from "./hostile-archive.ts";
import { hostileTarCuts } from "./hostile-tar-cuts.ts";
import { hostileTarHeaders } from "./hostile-tar-headers.ts";
import { hostileTarNames } from "./hostile-tar-names.ts";
import { hostileTarSizes } from "./hostile-tar-sizes.ts";
import { hostileZipEnds } from "./hostile-zip-ends.ts";
import { hostileZipKinds } from "./hostile-zip-kinds.ts";
import { hostileZipNames } from "./hostile-zip-names.ts";
import { hostileZipSizes } from "./hostile-zip-sizes.ts";

/** Archives of the compromised phone's backup that are damaged, or made to harm who unpacks them. */
export const hostileArchives: readonly HostileArchive[] = [
  ...hostileZipNames,
  ...hostileZipSizes,
  ...hostileZipKinds,
  ...hostileZipEnds,
  ...hostileTarNames,
  ...hostileTarHeaders,
  ...hostileTarSizes,
  ...hostileTarCuts,
];

export function hostileArchive(id: string): HostileArchive {
  const found = hostileArchives.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no hostile archive "${id}"; there are ${hostileArchives.map((known) => known.id).join(", ")}`);
  return found;
}
