import type { LoaderContext } from "../acquisition/loader.ts";
import { artifacts } from "../artifacts/index.generated.ts";
import { wantedBy } from "../artifacts/wanted.ts";
import { portableCrypto } from "../bytes/crypto.ts";
import { portableSha256 } from "../bytes/hasher.ts";
import { portableInflate } from "../bytes/portable-inflate.ts";
import { createMemorySpool } from "../bytes/spool.ts";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";

/** What loaders are given where nothing is the platform's own. */
export const testLoaderContext = (engine: SqliteEngine, given: Partial<LoaderContext> = {}): LoaderContext => ({
  createHasher: portableSha256,
  sqlite: () => engine,
  crypto: portableCrypto,
  inflate: portableInflate,
  spool: createMemorySpool(),
  wanted: wantedBy(artifacts),
  ...given,
});
