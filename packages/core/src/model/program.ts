import * as v from "valibot";
import type { EvidenceTime } from "./time.ts";

/** What a record says of a program that ran: as much of it as the record holds, and a path, a name or an image at least. */
export interface ProgramTrace {
  /** Canonical path of the executable. */
  readonly path?: string;
  /** Where there is no path. The system may have cut it. */
  readonly name?: string;
  /** UUID of the main image, upper case. */
  readonly imageUuid?: string;
  readonly pid?: number;
  readonly parentPid?: number;
  readonly uid?: number;
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
  /** It stood in a list of what ran when the acquisition was made. */
  readonly isLive?: true;
  /** For how long it had been running then. */
  readonly ageSeconds?: number;
  /** Behind the path arguments may stand that cannot be told from it. */
  readonly mayHoldArguments?: true;
  /** Images loaded into the process that lie on the data volume and in no app. */
  readonly images?: readonly string[];
}

/**
 * Where a program lay: `system` on the system's own volume · `installed` where apps and what the system fetches are kept · `data` in
 * another folder of the data volume · `unknown` no source told its path.
 */
export const PROGRAM_PLACES = ["system", "installed", "data", "unknown"] as const;
export type ProgramPlace = (typeof PROGRAM_PLACES)[number];

const SightedSchema = {
  count: v.pipe(v.number(), v.description("Records that tell of it")),
  first: v.optional(v.pipe(v.string(), v.description("First time it was seen to run, where one is told"))),
  last: v.optional(v.string()),
};

/** A program, by all sources that tell of it. */
export const ProgramSchema = v.strictObject({
  name: v.string(),
  path: v.optional(v.pipe(v.string(), v.description("Canonical path; absent where no source told it"))),
  place: v.picklist(PROGRAM_PLACES),
  imageUuids: v.pipe(v.array(v.string()), v.description("Of its main image")),
  uids: v.array(v.number()),
  pids: v.pipe(v.array(v.number()), v.description("The first thirty-two")),
  parentPids: v.array(v.number()),
  ...SightedSchema,
  sources: v.array(v.strictObject({ artifact: v.string(), ...SightedSchema })),
});
export type Program = Readonly<v.InferOutput<typeof ProgramSchema>>;

/** data/programs.json: what was seen to run, joined over all sources that tell of programs. */
export const ProgramsDocumentSchema = v.strictObject({
  schemaVersion: v.string(),
  sources: v.pipe(
    v.array(
      v.strictObject({
        artifact: v.string(),
        acquisition: v.optional(v.pipe(v.string(), v.description("Id, where the case has several"))),
        programs: v.number(),
        first: v.optional(v.string()),
        last: v.optional(v.string()),
      }),
    ),
    v.description("Sources that were read and tell of programs, with how many each told of"),
  ),
  programs: v.array(ProgramSchema),
  leftOut: v.pipe(v.number(), v.description("Programs beyond the limit of the list")),
});
export type ProgramsDocument = Readonly<v.InferOutput<typeof ProgramsDocumentSchema>>;
