import type { ByteSource } from "../../bytes/byte-source.ts";
import type { EvidenceDatabase } from "./database.ts";

/** Sidecars of a database, where the acquisition has them. */
export interface Sidecars {
  readonly wal?: ByteSource;
  readonly journal?: ByteSource;
}

/** Opens databases. One engine per process or worker; discarded and made anew after a trap. */
export interface SqliteEngine {
  /** Throws FormatError: `not-this-format` when it is no database, `truncated` when it is empty, `malformed`, `unsupported`. */
  open(main: ByteSource, sidecars?: Sidecars): EvidenceDatabase;
}
