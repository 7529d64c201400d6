import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { PhoneMark } from "../acquisition/phone-marks.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import { compareText } from "../model/json.ts";
import type { ArtifactResult, ArtifactSink } from "./artifact-result.ts";
import { type ReadingEnvironment, runArtifact } from "./run-artifact.ts";

/** What opening an acquisition tells. */
export interface OpenedAcquisition {
  readonly info: AcquisitionInfo;
  readonly problems: readonly Problem[];
  /** Stored bytes of the files that artifacts will read: what the work ahead grows with. */
  readonly bytes: number;
  /** Hashed; for comparing with other acquisitions that are said to be of the same phone. */
  readonly marks?: readonly PhoneMark[];
}

/** An acquisition of a case, opened, and what reads it. */
export interface OpenedPart {
  readonly reader: Reader;
  readonly opened: OpenedAcquisition;
}

/** Acquisitions of one phone that are judged together. */
export const MAX_ACQUISITIONS = 16;

/** The order in which a case numbers its acquisitions: as they were made. That in which they were named makes no difference. */
export const inCaseOrder = (parts: readonly OpenedPart[]): readonly OpenedPart[] =>
  [...parts].sort(
    ({ opened: { info: a } }, { opened: { info: b } }) =>
      Number(a.made === undefined) - Number(b.made === undefined) ||
      compareText(a.made ?? "", b.made ?? "") ||
      compareText(a.kind, b.kind) ||
      compareText(a.id, b.id),
  );

/**
 * Where evidence is read: here, in a worker, in a child process that may only read. `run` is called up to `width` times at once and
 * rejects only when the run is cancelled or Bridle itself is at fault; a parser that dies is a result.
 */
export interface Reader {
  readonly width: number;
  open(): Promise<OpenedAcquisition>;
  run(artifact: string, sink: ArtifactSink): Promise<ArtifactResult>;
  close(): Promise<void>;
  /** True once a watchdog has stopped an artifact: then the machine, and not only the input, decided. */
  hasTimedOut?(): boolean;
}

/** Reads in this very thread. */
export function createLocalReader(
  open: () => Promise<Acquisition>,
  artifacts: readonly Artifact[],
  environment: Omit<ReadingEnvironment, "acquisition">,
): Reader {
  let acquisition: Acquisition | undefined;
  return {
    width: 1,
    async open() {
      acquisition = await open();
      return {
        info: acquisition.info,
        problems: acquisition.problems,
        bytes: bytesFor(artifacts, acquisition),
        ...(acquisition.marks && { marks: acquisition.marks }),
      };
    },
    run(id, sink) {
      const artifact = artifacts.find((candidate) => candidate.id === id);
      if (!acquisition || !artifact) throw new TypeError(`no ${acquisition ? `artifact ${id}` : "acquisition is open"}`);
      return runArtifact(artifact, { ...environment, acquisition }, sink);
    },
    async close() {
      acquisition = undefined;
    },
  };
}

const bytesFor = (artifacts: readonly Artifact[], { fileSystem }: Acquisition): number =>
  [...new Set(artifacts.flatMap(({ paths }) => paths.flatMap((pattern) => fileSystem.glob(pattern))))].reduce(
    (sum, { size }) => sum + size,
    0,
  );
