import type { CryptoProvider } from "../bytes/crypto.ts";
import type { CreateHasher } from "../bytes/hasher.ts";
import type { InflateProvider } from "../bytes/inflate.ts";
import type { Spool } from "../bytes/spool.ts";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import type { AcquisitionInfo, AcquisitionKind } from "../model/acquisition.ts";
import type { Containers } from "../model/canonical-path.ts";
import type { EvidenceFileSystem } from "./file-system.ts";
import type { Input, Problem } from "./input.ts";
import type { PhoneMark } from "./phone-marks.ts";

export type { Problem } from "./input.ts";

/** An acquisition, opened. */
export interface Acquisition {
  readonly info: AcquisitionInfo;
  readonly fileSystem: EvidenceFileSystem;
  /** What the container UUIDs of this phone stand for; used whenever a path quoted inside evidence becomes canonical. */
  readonly containers: Containers;
  readonly problems: readonly Problem[];
  /** The key that opened it, for the other processes that read the same: derived once. Never written anywhere. */
  readonly key?: Uint8Array;
  /** Encrypted and opened without a password: what is clear can be read, the rest is `locked`. */
  readonly isLocked?: boolean;
  /** A part of what such an acquisition is, by its nature: what it lacks is not missing. */
  readonly isPart?: boolean;
  /** What tells this phone from others, where several acquisitions are said to be of one (--same-phone). Never written anywhere. */
  readonly marks?: readonly PhoneMark[];
  /** Acquisitions that lie inside this one and could not be opened: what they hold of an artifact is not known. */
  readonly unread?: readonly UnreadPart[];
}

export interface UnreadPart {
  readonly kind: AcquisitionKind;
  readonly why: "no-key" | "damaged";
}

/** What a person gave to open a locked acquisition. */
export type Unlock =
  | { readonly kind: "password"; readonly password: string }
  /** What an earlier opening derived from the password. */
  | { readonly kind: "key"; readonly key: Uint8Array }
  /** Nothing, knowingly: read what is clear. */
  | { readonly kind: "without" };

/** What loaders may use; the host provides it. */
export interface LoaderContext {
  readonly createHasher: CreateHasher;
  readonly sqlite: () => SqliteEngine;
  readonly crypto: CryptoProvider;
  readonly inflate: InflateProvider;
  /** Absent: nothing was given, and a locked acquisition is refused with `encrypted`. */
  readonly unlock?: Unlock;
  /** Text of an age identity file: opens what was sealed for its recipient. */
  readonly identity?: string;
  /** The phone's zone on the word of whoever runs this: used where the acquisition tells none. */
  readonly zone?: string;
  /** For what must be read out of order and cannot be where it lies: compressed members of archives. */
  readonly spool: Spool;
  /** Canonical patterns that will be asked for, sidecars included: what a compressed archive has to bring into reach. */
  readonly wanted: readonly string[];
}

/**
 * Recognizes one kind of acquisition and maps it to device paths. `detect` looks at names and a few bytes and never throws;
 * `open` throws AcquisitionError when nothing can be read, and records everything smaller as a problem.
 */
export interface Loader {
  readonly id: string;
  readonly kinds: readonly AcquisitionKind[];
  /** Names of the files, in whatever folder, that tell where the others lie: kept when a compressed archive is first read. */
  readonly metadata?: readonly string[];
  detect(input: Input): boolean;
  open(input: Input, context: LoaderContext): Promise<Acquisition>;
}

export const defineLoader = (loader: Loader): Loader => loader;
