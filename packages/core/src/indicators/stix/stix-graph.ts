import type { DomainRole } from "../../model/indicator.ts";
import { compareText } from "../../model/json.ts";

/** Something with a name that indicators are tied to. */
export interface Holder {
  readonly name: string;
  readonly rank: number;
  readonly references: readonly string[];
  /** Of infrastructure: what its hosts are for. */
  readonly role?: DomainRole;
  /** Of reports and groupings: what they speak of beside indicators. */
  readonly members: readonly number[];
}

/** What an indicator's ties say of it. */
export interface Belonging {
  readonly families: readonly string[];
  readonly references: readonly string[];
  readonly domainRole?: DomainRole;
}

/** Most specific first: an indicator takes the names of the first kind that it is tied to. */
export const HOLDER_TYPES = [
  "malware",
  "tool",
  "campaign",
  "intrusion-set",
  "threat-actor",
  "infrastructure",
  "report",
  "grouping",
] as const;
const FIRST_COLLECTION = HOLDER_TYPES.indexOf("infrastructure");
const FIRST_REPORT = HOLDER_TYPES.indexOf("report");
/** Names and links kept for one indicator; a bundle that gives more says nothing with them. */
const MAX_NAMES = 32;
export const MAX_REFERENCES = 32;

export interface StixGraph {
  /** Things go by numbers, as a reading gives them to ids. */
  add(id: number, holder: Holder): void;
  /** Of two things that are no indicators. */
  tie(source: number, target: number): void;
  belonging(ties: readonly number[]): Belonging;
  /** Names of all malware. */
  families(): readonly string[];
}

/** Looks one step beyond what an indicator is tied to and no further, however things refer to each other. */
export function createStixGraph(): StixGraph {
  const holders = new Map<number, Holder>();
  const neighbours = new Map<number, number[]>();
  const cache = new Map<string | number, Belonging>();
  const linked = (from: number, to: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else if (known.length < MAX_NAMES) known.push(to);
  };
  const held = (ids: readonly number[]): Holder[] => ids.flatMap((id) => holders.get(id) ?? []);

  /** Infrastructure stands for whoever uses it, a report for the one thing it speaks of; else for itself. */
  const meantBy = (id: number): readonly Holder[] => {
    const holder = holders.get(id);
    if (holder === undefined) return [];
    if (holder.rank < FIRST_COLLECTION) return [holder];
    const named = best(
      held(holder.rank < FIRST_REPORT ? (neighbours.get(id) ?? []) : holder.members).filter(({ rank }) => rank < FIRST_COLLECTION),
    );
    const isPlain = holder.rank < FIRST_REPORT || new Set(named.map(({ name }) => name)).size === 1;
    return named.length > 0 && isPlain ? named : [holder];
  };
  const found = (ties: readonly number[]): Belonging => {
    const direct = held(ties);
    const own = direct.filter(({ rank }) => rank < FIRST_COLLECTION);
    const families = best(own.length > 0 ? own : ties.flatMap(meantBy));
    const role = direct.find((holder) => holder.role !== undefined)?.role;
    return {
      families: unique(families.map(({ name }) => name)).slice(0, MAX_NAMES),
      references: [...new Set(direct.flatMap(({ references }) => references))].slice(0, MAX_REFERENCES),
      ...(role !== undefined && { domainRole: role }),
    };
  };
  return {
    add: (id, holder) => void holders.set(id, holder),
    tie(source, target) {
      linked(source, target);
      linked(target, source);
    },
    belonging(ties) {
      // Thousands of indicators share their ties: they share what follows too.
      const key = ties.length === 1 ? ties[0]! : ties.join(" ");
      const known = cache.get(key);
      if (known) return known;
      const belonging = found(ties);
      cache.set(key, belonging);
      return belonging;
    },
    families: () => unique([...holders.values()].filter(({ rank }) => rank === 0).map(({ name }) => name)),
  };
}

function best(holders: readonly Holder[]): readonly Holder[] {
  const rank = Math.min(...holders.map((holder) => holder.rank));
  return holders.filter((holder) => holder.rank === rank);
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort(compareText);
