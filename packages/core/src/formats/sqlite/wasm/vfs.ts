import { type ByteSource, bytesSource } from "../../../bytes/byte-source.ts";
import * as code from "./constants.ts";
import { functionPointer } from "./function-pointer.ts";
import type { SqliteInstance } from "./instance.ts";

/** A read-only file system of SQLite in which names stand for byte sources. One per instance, as long as the instance lives. */
export interface SourceFileSystem {
  /** What can be opened, by name: `db1`, `db1-wal`. No name is ever a journal's, so SQLite never tries to play one back. */
  readonly sources: Map<string, ByteSource>;
  /** Pointer to its name, for `sqlite3_open_v2`. */
  readonly name: number;
  /** The error that a source threw since this was last asked. */
  takeFailure(): unknown;
}

/** Members of the structs in a 32-bit build: https://www.sqlite.org/c3ref/vfs.html and https://www.sqlite.org/c3ref/io_methods.html */
const VFS_BYTES = 88;
const VFS = {
  version: 0,
  fileBytes: 4,
  maxPath: 8,
  name: 16,
  open: 24,
  delete: 28,
  access: 32,
  fullPath: 36,
  random: 56,
  sleep: 60,
  time: 64,
  lastError: 68,
};
const IO_BYTES = 76;
const IO = {
  version: 0,
  close: 4,
  read: 8,
  write: 12,
  truncate: 16,
  sync: 20,
  size: 24,
  lock: 28,
  unlock: 32,
  isLocked: 36,
  control: 40,
  sector: 44,
  device: 48,
};
/** Version 1 of both: no shared memory, no mapped pages. */
const VERSION = 1;
const MAX_NAME_BYTES = 64;
const FILE_BYTES = 8;
const SECTOR_BYTES = 4096;
/** 1970-01-01 as a Julian day: results must not depend on the clock, nor on chance. */
const JULIAN_EPOCH = 2_440_587.5;
const CONSTANT_RANDOM_BYTE = 7;
const EMPTY = bytesSource(new Uint8Array());

interface State {
  readonly instance: SqliteInstance;
  readonly sources: Map<string, ByteSource>;
  /** Open files, by pointer to their sqlite3_file. */
  readonly files: Map<number, ByteSource>;
  failure: unknown;
}

export function registerFileSystem(instance: SqliteInstance): SourceFileSystem {
  const state: State = { instance, sources: new Map(), files: new Map(), failure: undefined };
  const name = instance.allocate(MAX_NAME_BYTES);
  instance.bytes().set(new TextEncoder().encode("bridle"), name);
  const ioMethods = allocateStruct(instance, IO_BYTES, { [IO.version]: VERSION, ...fileCallbacks(state) });
  const numbers = { [VFS.version]: VERSION, [VFS.fileBytes]: FILE_BYTES, [VFS.maxPath]: MAX_NAME_BYTES, [VFS.name]: name };
  const vfs = allocateStruct(instance, VFS_BYTES, { ...numbers, ...systemCallbacks(state, ioMethods) });
  if (instance.api.sqlite3_vfs_register(vfs, 1) !== code.OK) throw new Error("SQLite did not take the file system");
  return {
    sources: state.sources,
    name,
    takeFailure() {
      const { failure } = state;
      state.failure = undefined;
      return failure;
    },
  };
}

function allocateStruct(instance: SqliteInstance, byteLength: number, members: Readonly<Record<number, number>>): number {
  const pointer = instance.allocate(byteLength);
  for (const [offset, value] of Object.entries(members)) instance.view().setInt32(pointer + Number(offset), value, true);
  return pointer;
}

/** An error must not unwind through the frames of WebAssembly: it is kept, and the call fails with a code. */
const guarded =
  <P extends unknown[]>(state: State, codeOnThrow: number, f: (...parameters: P) => number) =>
  (...parameters: P): number => {
    try {
      return f(...parameters);
    } catch (error) {
      state.failure ??= error;
      return codeOnThrow;
    }
  };

function fileCallbacks(state: State): Record<number, number> {
  const { instance, files } = state;
  const pointer = (signature: string, f: (...parameters: never[]) => number): number => functionPointer(instance.table, signature, f);
  const succeed = (): number => code.OK;
  const refuse = (): number => code.READONLY;
  const read = (file: number, target: number, byteLength: number, offset: bigint): number => {
    const into = instance.bytes().subarray(target, target + byteLength);
    const got = files.get(file)!.readSync(Number(offset), into);
    if (got === byteLength) return code.OK;
    into.fill(0, got);
    return code.IOERR_SHORT_READ;
  };
  const size = (file: number, out: number): number => {
    instance.view().setBigInt64(out, BigInt(files.get(file)!.byteLength), true);
    return code.OK;
  };
  const isLocked = (_file: number, out: number): number => {
    instance.view().setInt32(out, 0, true);
    return code.OK;
  };
  const close = (file: number): number => {
    files.delete(file);
    return code.OK;
  };
  return {
    [IO.close]: pointer("i", close),
    [IO.read]: pointer("iiij", guarded(state, code.IOERR_READ, read)),
    [IO.write]: pointer("iiij", refuse),
    [IO.truncate]: pointer("ij", refuse),
    [IO.sync]: pointer("ii", succeed),
    [IO.size]: pointer("ii", guarded(state, code.IOERR, size)),
    [IO.lock]: pointer("ii", succeed),
    [IO.unlock]: pointer("ii", succeed),
    [IO.isLocked]: pointer("ii", isLocked),
    [IO.control]: pointer("iii", () => code.NOTFOUND),
    [IO.sector]: pointer("i", () => SECTOR_BYTES),
    [IO.device]: pointer("i", () => 0),
  };
}

function systemCallbacks(state: State, ioMethods: number): Record<number, number> {
  const { instance, sources, files } = state;
  const pointer = (signature: string, f: (...parameters: never[]) => number): number => functionPointer(instance.table, signature, f);
  const open = (_vfs: number, name: number, file: number, flags: number, outFlags: number): number => {
    instance.view().setInt32(file, 0, true); // no methods: SQLite does not close what did not open
    const source = name === 0 ? undefined : (sources.get(instance.readText(name)) ?? absentLog(flags));
    if (source === undefined) return code.CANTOPEN;
    files.set(file, source);
    instance.view().setInt32(file, ioMethods, true);
    if (outFlags !== 0) instance.view().setInt32(outFlags, code.OPEN_READONLY, true);
    return code.OK;
  };
  const access = (_vfs: number, name: number, _flags: number, out: number): number => {
    instance.view().setInt32(out, sources.has(instance.readText(name)) ? 1 : 0, true);
    return code.OK;
  };
  const fullPath = (_vfs: number, name: number, byteLength: number, out: number): number => {
    const end = instance.bytes().indexOf(0, name);
    if (end - name >= byteLength) return code.CANTOPEN;
    instance.bytes().copyWithin(out, name, end + 1);
    return code.OK;
  };
  const random = (_vfs: number, byteLength: number, out: number): number => {
    instance.bytes().fill(CONSTANT_RANDOM_BYTE, out, out + byteLength);
    return byteLength;
  };
  const time = (_vfs: number, out: number): number => {
    instance.view().setFloat64(out, JULIAN_EPOCH, true);
    return code.OK;
  };
  return {
    [VFS.open]: pointer("iiiii", guarded(state, code.CANTOPEN, open)),
    [VFS.delete]: pointer("iii", () => code.OK),
    [VFS.access]: pointer("iiii", guarded(state, code.IOERR, access)),
    [VFS.fullPath]: pointer("iiii", guarded(state, code.CANTOPEN, fullPath)),
    [VFS.random]: pointer("iii", random),
    [VFS.sleep]: pointer("ii", () => code.OK),
    [VFS.time]: pointer("ii", time),
    [VFS.lastError]: pointer("iii", () => code.OK),
  };
}

/** A database in WAL mode whose log was not collected can be read only if the log seems to be there and empty. */
const absentLog = (flags: number): ByteSource | undefined => ((flags & code.OPEN_WAL) === 0 ? undefined : EMPTY);
