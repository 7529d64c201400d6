import { AcquisitionError } from "./file-system.ts";

/** Names shown where several of a kind lie in one folder. */
const MAX_NAMES = 10;

/** The place of the one acquisition that was found in the input. Several are refused by their names: a person must choose. */
export function onlyOne(input: { readonly name: string }, candidates: readonly string[]): string {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  const names = candidates.slice(0, MAX_NAMES).map((candidate) => candidate.replace(/\/$/, ""));
  throw new AcquisitionError("ambiguous", { name: input.name, count: candidates.length, names: names.join(", ") });
}
