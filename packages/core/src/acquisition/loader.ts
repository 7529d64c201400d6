import type { CreateHasher } from "../bytes/hasher.ts";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import type { AcquisitionInfo, AcquisitionKind } from "../model/acquisition.ts";
import type { Containers } from "../model/canonical-path.ts";
import type { Locator } from "../model/locator.ts";
import type { Message } from "../model/message.ts";
import type { EvidenceFileSystem } from "./file-system.ts";
import type { Input } from "./input.ts";

/** A problem of the acquisition as a whole or of a file in it, before it is rendered. */
export interface Problem {
  readonly file?: string;
  readonly at?: readonly Locator[];
  readonly problem: Message;
  readonly count?: number;
}

/** An acquisition, opened. */
export interface Acquisition {
  readonly info: AcquisitionInfo;
  readonly fileSystem: EvidenceFileSystem;
  /** What the container UUIDs of this phone stand for; used whenever a path quoted inside evidence becomes canonical. */
  readonly containers: Containers;
  readonly problems: readonly Problem[];
}

/** What loaders may use; the host provides it. */
export interface LoaderContext {
  readonly createHasher: CreateHasher;
  readonly sqlite: () => SqliteEngine;
}

/**
 * Recognizes one kind of acquisition and maps it to device paths. `detect` looks at names and a few bytes and never throws;
 * `open` throws AcquisitionError when nothing can be read, and records everything smaller as a problem.
 */
export interface Loader {
  readonly id: string;
  readonly kinds: readonly AcquisitionKind[];
  detect(input: Input): boolean;
  open(input: Input, context: LoaderContext): Promise<Acquisition>;
}

export const defineLoader = (loader: Loader): Loader => loader;
