import type { ByteSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { cachedSource } from "./cached-source.ts";
import type { DatabaseNote, EvidenceDatabase } from "./database.ts";
import type { Sidecars, SqliteEngine, SqliteModule } from "./engine.ts";
import { openPageDatabase, openPageReader, type PageReader } from "./page-reader/page-database.ts";
import { effectiveHeader, openPages } from "./page-reader/page-store.ts";
import { isHotJournal } from "./rollback-journal.ts";
import { sqliteError } from "./sqlite-error.ts";
import { type Connection, connect, createHost, type SqliteHost } from "./wasm/connection.ts";
import { openWasmDatabase } from "./wasm/wasm-database.ts";
import { readWal, type WalIndex } from "./write-ahead-log.ts";

export interface SqliteEngineOptions {
  /** Ceiling of SQLite's memory, in pages of 64 KB. */
  readonly memoryPages?: number;
}

/** Compiles `@sqlite.org/sqlite-wasm/sqlite3.wasm`, whose bytes the host loads; core loads nothing. */
export const compileSqlite = (wasm: Uint8Array<ArrayBuffer>): Promise<SqliteModule> => WebAssembly.compile(wasm);

/** The same while the caller waits: for a host that opens few databases, or none. Browsers allow it in workers. */
export const compileSqliteAtOnce = (wasm: Uint8Array<ArrayBuffer>): SqliteModule => new WebAssembly.Module(wasm);

/**
 * An engine over a compiled SQLite. After a trap, or when a limit was reached, the next `open` instantiates the module anew, at
 * once and without waiting: browsers allow that for 8 MB and more in workers, and the module has 0.9 MB.
 */
export function createSqliteEngine(module: SqliteModule, { memoryPages }: SqliteEngineOptions = {}): SqliteEngine {
  if (!(module instanceof WebAssembly.Module)) throw new TypeError("not a compiled SQLite");
  let host = createHost(module, memoryPages);
  return {
    open(main, sidecars) {
      if (host.state !== "usable") host = createHost(module, memoryPages);
      return openDatabase(host, main, sidecars);
    },
  };
}

/** The file of a database, cached, and its log where something in it applies. */
interface DatabaseFiles {
  readonly main: ByteSource;
  readonly wal: WalIndex | undefined;
  readonly notes: DatabaseNote[];
}

function openDatabase(host: SqliteHost, main: ByteSource, sidecars: Sidecars = {}): EvidenceDatabase {
  if (main.byteLength === 0) throw sqliteError("truncated", "0 bytes");
  const files = readFiles(main, sidecars);
  const isUtf8 = effectiveHeader(files.main, files.wal).encoding === "utf-8";
  return isUtf8 ? openWithSqlite(host, files) : openPageDatabase(pageReaderOf(files), [...files.notes, "own-reader"]);
}

function readFiles(source: ByteSource, { wal, journal }: Sidecars): DatabaseFiles {
  const main = cachedSource(source);
  const index = wal && readWal(cachedSource(wal));
  const isApplied = index !== undefined && index.committedFrames > 0 && effectiveHeader(main, index).pageBytes === index.pageBytes;
  const notes: DatabaseNote[] = isApplied ? ["wal-applied"] : [];
  if (index !== undefined && (index.isDamaged || (!isApplied && index.committedFrames > 0))) notes.push("wal-damaged");
  if (journal !== undefined && isHotJournal(journal)) notes.push("journal-not-applied");
  return { main, wal: isApplied ? index : undefined, notes };
}

const pageReaderOf = ({ main, wal }: DatabaseFiles): PageReader => openPageReader(openPages(main, wal));

function openWithSqlite(host: SqliteHost, files: DatabaseFiles): EvidenceDatabase {
  const { main, wal, notes } = files;
  let reader: PageReader | undefined;
  let connection: Connection | undefined;
  try {
    connection = connect(host, main, wal?.source);
    return openWasmDatabase(connection, notes, (plan, afterRowid) => {
      reader ??= pageReaderOf(files);
      return reader.rows(plan, afterRowid);
    });
  } catch (error) {
    connection?.close();
    if (!(error instanceof FormatError)) throw error;
    return openDamaged(files, error);
  }
}

/** SQLite gives up on a database whose schema is damaged anywhere, or whose end is missing; our own reader takes what is there. */
function openDamaged(files: DatabaseFiles, error: FormatError): EvidenceDatabase {
  const reader = pageReaderOf(files);
  if (reader.schema.size === 0) throw error;
  return openPageDatabase(reader, [...files.notes, "own-reader", "salvaged"]);
}
