import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { FetchError } from "./fetch-error.ts";
import { makePrivateFolder } from "./private-files.ts";

/** An update takes minutes at most; a lock that is older was left behind. */
const STALE_MILLISECONDS = 60 * 60 * 1000;

/** One update at a time: two would take each other's versions for old ones. */
export async function withLock<T>(data: string, now: string, work: () => Promise<T>): Promise<T> {
  const folder = join(data, "indicators");
  const file = join(folder, "update.lock");
  makePrivateFolder(folder);
  take(file, now);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string, now: string): void {
  if (isStale(file, now)) rmSync(file, { force: true });
  try {
    const descriptor = openSync(file, "wx", 0o600);
    writeSync(descriptor, `${process.pid} ${now}\n`);
    closeSync(descriptor);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw new FetchError("busy", { file }, error);
    throw error;
  }
}

function isStale(file: string, now: string): boolean {
  try {
    return Date.parse(now) - statSync(file).mtimeMs > STALE_MILLISECONDS;
  } catch {
    return false;
  }
}
