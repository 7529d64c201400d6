import type { Inventory, InventoryProgram, LiveProcess, ProgramSighting } from "./detection.ts";

/** A process in one of the lists that were taken when the acquisition was made. */
export interface ListedAlive extends LiveProcess {
  readonly program: InventoryProgram;
  readonly sighting: ProgramSighting;
}

/** Processes by the list they stand in, each by its number; of two with one number in one list the first stands. */
export function liveLists({ programs }: Inventory): ReadonlyMap<string, ReadonlyMap<number, ListedAlive>> {
  const lists = new Map<string, Map<number, ListedAlive>>();
  for (const program of programs) {
    for (const sighting of program.sightings) {
      for (const process of sighting.live) {
        const list = lists.get(sighting.artifact) ?? new Map<number, ListedAlive>();
        lists.set(sighting.artifact, list);
        if (!list.has(process.pid)) list.set(process.pid, { ...process, program, sighting });
      }
    }
  }
  return lists;
}

/** The same number in all lists that have it. */
export function byNumber(lists: ReturnType<typeof liveLists>): ReadonlyMap<number, readonly ListedAlive[]> {
  const found = new Map<number, ListedAlive[]>();
  for (const list of lists.values()) for (const [pid, process] of list) found.set(pid, [...(found.get(pid) ?? []), process]);
  return found;
}

/** Lists are taken within minutes of each other: what had run for so long when one was taken ran when the others were. */
export const SETTLED_SECONDS = 600;

export const isSettled = ({ ageSeconds }: LiveProcess): boolean => ageSeconds !== undefined && ageSeconds >= SETTLED_SECONDS;

/** The kernel keeps sixteen characters of a name, other keepers more. */
const SHORTEST_CUT = 15;

/** Whether one name may be the other's beginning, cut by the system. */
export const mayBeSame = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= SHORTEST_CUT && long.startsWith(short));
};
