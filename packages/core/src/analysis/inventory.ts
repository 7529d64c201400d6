import type { InventoryProgram, ProgramSighting, SourcedRecord } from "../detections/detection.ts";
import { placeOfProgram } from "../detections/program-folders.ts";
import { isSystemProcess } from "../indicators/system-processes.ts";
import { baseName } from "../model/canonical-path.ts";
import { compareText } from "../model/json.ts";
import type { EvidenceDraft, PlacedResult, ProgramDraft } from "./artifact-result.ts";
import { MAX_INVENTORY } from "./limits.ts";

/** Where the record of a sighting stands. */
export interface PlacedDraft {
  readonly result: PlacedResult;
  readonly draft: EvidenceDraft;
}

/** What was seen to run, joined over all artifacts that tell of programs. */
export interface ProgramInventory {
  readonly programs: readonly InventoryProgram[];
  /** Records of the sightings, with their results. */
  readonly places: ReadonlyMap<SourcedRecord, PlacedDraft>;
  /** Programs beyond the limit. */
  readonly leftOut: number;
}

/** A program that is being put together: by its path, else by its name. */
interface Joining {
  readonly path: string | undefined;
  readonly name: string;
  readonly sightings: ProgramSighting[];
}

/** Names of this length and more may be cut: the kernel keeps sixteen characters, other keepers of names thirty-one or thirty-two. */
const SHORTEST_CUT = 15;

/**
 * Joins what the artifacts tell. By path first. What stands under a name alone, or an image alone, joins the one program that has it;
 * where several do, or none, it stays a program of its own: which it was is not told, and what takes the name of another program must
 * not hide behind it.
 */
export function buildInventory(results: readonly PlacedResult[]): ProgramInventory {
  const places = new Map<SourcedRecord, PlacedDraft>();
  const drafts = results.flatMap((result) => result.programs.map((draft) => ({ result, draft })));
  const joined = new Map<string, Joining>();
  let leftOut = 0;
  const join = (key: string, path: string | undefined, name: string, sighting: ProgramSighting): void => {
    const known = joined.get(key);
    if (known) known.sightings.push(sighting);
    else if (joined.size < MAX_INVENTORY) joined.set(key, { path, name, sightings: [sighting] });
    else leftOut++;
  };
  const exact = drafts.filter(({ draft }) => draft.path !== undefined && !draft.mayHoldArguments);
  const withArguments = drafts.filter(({ draft }) => draft.path !== undefined && draft.mayHoldArguments);
  const named = drafts.filter(({ draft }) => draft.path === undefined);
  for (const { result, draft } of exact) join(draft.path!, draft.path, draft.name, sightingOf(result, draft, places));
  for (const { result, draft } of withArguments) {
    const path = knownStart(draft.path!, joined);
    join(path, path, baseName(path), sightingOf(result, draft, places));
  }
  const finder = createFinder([...joined.values()]);
  for (const { result, draft } of named) {
    const owner = finder.find(draft);
    join(owner?.path ?? `name ${draft.name}`, owner?.path, owner?.name ?? draft.name, sightingOf(result, draft, places));
  }
  return { programs: [...joined.values()].map(toProgram).sort(compareProgram), places, leftOut };
}

/** The longest beginning, up to a space, that another source knows as a path; else the whole. */
function knownStart(path: string, joined: ReadonlyMap<string, unknown>): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf(" ", end - 1)) {
    if (joined.has(path.slice(0, end))) return path.slice(0, end);
  }
  return path;
}

interface Finder {
  find(draft: ProgramDraft): Joining | undefined;
}

/** Programs whose names begin alike; of more it is not looked for the one that a cut name means. */
const MAX_ALIKE = 100;

/** Finds the one program that a name or an image belongs to. */
function createFinder(programs: readonly Joining[]): Finder {
  const byName = indexed(programs, ({ name }) => [name]);
  const byStart = indexed(programs, ({ name }) => (name.length > SHORTEST_CUT ? [name.slice(0, SHORTEST_CUT)] : []));
  const byImage = indexed(programs, ({ sightings }) => [...new Set(sightings.flatMap(({ imageUuids }) => imageUuids))]);
  const only = (candidates: readonly Joining[] | undefined): Joining | undefined => (candidates?.length === 1 ? candidates[0] : undefined);
  return {
    find({ name, imageUuids }) {
      const ofImage = imageUuids.length === 1 ? only(byImage.get(imageUuids[0]!)) : undefined;
      const ofName = byName.get(name);
      // An image of another name is not this program's.
      if (ofImage && (name === imageUuids[0] || isName(name, ofImage.name))) return ofImage;
      if (ofName || name.length < SHORTEST_CUT) return only(ofName);
      const alike = byStart.get(name.slice(0, SHORTEST_CUT)) ?? [];
      return alike.length > MAX_ALIKE ? undefined : only(alike.filter((program) => program.name.startsWith(name)));
    },
  };
}

const isName = (name: string, whole: string): boolean => name === whole || (name.length >= SHORTEST_CUT && whole.startsWith(name));

function indexed(programs: readonly Joining[], keysOf: (program: Joining) => readonly string[]): ReadonlyMap<string, Joining[]> {
  const index = new Map<string, Joining[]>();
  for (const program of programs) {
    for (const key of keysOf(program)) {
      const known = index.get(key);
      if (known) known.push(program);
      else index.set(key, [program]);
    }
  }
  return index;
}

function sightingOf(result: PlacedResult, draft: ProgramDraft, places: Map<SourcedRecord, PlacedDraft>): ProgramSighting {
  const { evidence, mayHoldArguments: _mayHoldArguments, ...told } = draft;
  const records = evidence.map((one): SourcedRecord => {
    const { path, rawPath } = result.files[one.file]!;
    const record = { artifact: result.id, file: { path, rawPath }, at: one.at, data: one.record };
    places.set(record, { result, draft: one });
    return record;
  });
  return { artifact: result.id, ...told, records };
}

const toProgram = ({ path, name, sightings }: Joining): InventoryProgram => ({
  name,
  ...(path !== undefined && { path }),
  place: path === undefined ? "unknown" : placeOfProgram(path),
  hasSystemName: isSystemProcess(name),
  sightings,
});

const compareProgram = (a: InventoryProgram, b: InventoryProgram): number =>
  compareText(a.path ?? "", b.path ?? "") || compareText(a.name, b.name);
