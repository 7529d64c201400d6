import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { payloadPath } from "./ios/backup.ts";

export type QueryRow = Readonly<Record<string, string | number | bigint | Uint8Array | null>>;

/** Runs a query over database bytes and the sidecars that lie beside them, with Node's SQLite: for this package's own tests. */
export function queryBytes(
  main: Uint8Array,
  sql: string,
  sidecars: Readonly<Record<string, Uint8Array | undefined>> = {},
): readonly QueryRow[] {
  const folder = mkdtempSync(join(tmpdir(), "bridle-corpus-"));
  try {
    const path = join(folder, "database");
    writeFileSync(path, main);
    for (const [suffix, bytes] of Object.entries(sidecars)) if (bytes) writeFileSync(path + suffix, bytes);
    const database = new DatabaseSync(path);
    try {
      const statement = database.prepare(sql);
      statement.setReadBigInts(false);
      return statement.all().map((row) => ({ ...row }));
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A query over a database of a backup, by its place on the phone. */
export function queryBackup(files: ReadonlyMap<string, Uint8Array>, domain: string, path: string, sql: string): readonly QueryRow[] {
  const bytes = (suffix: string) => files.get(payloadPath(domain, path + suffix));
  const main = bytes("");
  if (!main) throw new Error(`not in this backup: ${domain} ${path}`);
  return queryBytes(main, sql, { "-wal": bytes("-wal"), "-journal": bytes("-journal") });
}
