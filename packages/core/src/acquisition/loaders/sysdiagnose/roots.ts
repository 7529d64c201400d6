import { message } from "../../../model/message.ts";
import { basesHolding } from "../../archive/bases-holding.ts";
import { AcquisitionError } from "../../file-system.ts";
import type { InputFolder, Problem } from "../../input.ts";
import { COLLECTOR_LOG } from "./device.ts";
import { stampIn } from "./stamp.ts";

/** What every sysdiagnose of a phone has at its root; one is enough, since collectors fail. */
const MARKS = [COLLECTOR_LOG, "ps_thread.txt", "taskinfo.txt", "spindump-nosymbols.txt"];
/** Of an archive that ends before the first mark the root is known by its name. */
const NAMED = /^(sysdiagnose_\d{4}\.\d\d\.\d\d_[^/]+\/)/;

/** The folders that are a sysdiagnose, as prefixes. A watch's own within the phone's has the same marks. */
export function rootsIn(folder: InputFolder): readonly string[] {
  const marked = basesHolding(folder, MARKS).filter((base) => !/(?:^|\/)ProxiedDevice-/.test(base) && !/(?:^|\/)\._/.test(base));
  return marked.length > 0 ? marked : namedRoots(folder);
}

function namedRoots({ archive }: InputFolder): readonly string[] {
  const names = new Set<string>();
  for (const path of archive?.members.keys() ?? []) {
    const name = NAMED.exec(path)?.[1];
    if (name !== undefined && stampIn(name)) names.add(name);
  }
  return [...names];
}

/** The root that is examined, and what is said of others. */
export interface ChosenRoot {
  readonly base: string;
  readonly problems: readonly Problem[];
}

const MAX_NAMES = 10;

/**
 * The root; a folder of marks below another root is a part of it. A person can name one of several folders, and cannot name a part of an
 * archive: there the one of the archive's own name is taken, else the one that holds the most files, and the others are told.
 */
export function chooseRoot(folder: InputFolder, roots: readonly string[]): ChosenRoot {
  const tops = roots.filter((root) => !roots.some((other) => other !== root && root.startsWith(other)));
  if (tops.length === 1) return { base: tops[0]!, problems: [] };
  const namesOf = (bases: readonly string[]): string =>
    bases
      .slice(0, MAX_NAMES)
      .map((base) => base.slice(0, -1))
      .join(", ");
  if (!folder.archive) throw new AcquisitionError("ambiguous", { name: folder.name, count: tops.length, names: namesOf(tops) });
  const sizes = sizesOf(folder.archive.members.keys(), tops);
  const own = tops.find((base) => folder.name.startsWith(base.slice(base.lastIndexOf("/", base.length - 2) + 1, -1)));
  const base = own ?? tops.reduce((most, other) => (sizes.get(other)! > sizes.get(most)! ? other : most));
  const others = tops.filter((other) => other !== base);
  const params = { taken: base.slice(0, -1), count: others.length, names: namesOf(others) };
  return { base, problems: [{ problem: message("acquisition/sysdiagnose-other-roots", params), count: others.length, reason: "damaged" }] };
}

function sizesOf(paths: Iterable<string>, bases: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map(bases.map((base) => [base, 0]));
  for (const path of paths) {
    const base = bases.find((one) => path.startsWith(one));
    if (base !== undefined) sizes.set(base, sizes.get(base)! + 1);
  }
  return sizes;
}
