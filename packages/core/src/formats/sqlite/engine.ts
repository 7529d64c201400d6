import type { ByteSource } from "../../bytes/byte-source.ts";
import type { EvidenceDatabase } from "./database.ts";

/** Sidecars of a database, where the acquisition has them. */
export interface Sidecars {
  readonly wal?: ByteSource;
  readonly journal?: ByteSource;
}

/** Opens databases. One engine per process or worker; what SQLite keeps in memory is made anew after a trap or a lack of memory. */
export interface SqliteEngine {
  /**
   * Throws FormatError: `not-this-format` when it is no database, `truncated` when it is empty, `malformed` when not even a damaged
   * schema could be read, `limit`. Bytes that cannot be read are `malformed` with the source's error as cause.
   */
  open(main: ByteSource, sidecars?: Sidecars): EvidenceDatabase;
}

/** A compiled SQLite, ready to be posted to workers. A `WebAssembly.Module`; opaque because Node's types have no such name. */
export type SqliteModule = object;
