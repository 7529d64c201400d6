import { DEFAULT_MEMORY_PAGES } from "../limits.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqliteApi } from "./api.ts";

/** An instance of SQLite's WebAssembly, used without the JavaScript that comes with it, which holds network and storage code. */
export interface SqliteInstance {
  readonly api: SqliteApi;
  readonly table: WebAssembly.Table;
  /** The memory as bytes and as a view; ask again after every call, memory grows. */
  bytes(): Uint8Array<ArrayBuffer>;
  view(): DataView<ArrayBuffer>;
  /** Zeroed memory of C. */
  allocate(byteLength: number): number;
  /** Runs `use` with a copy of the text as a C string. */
  withText<T>(text: string, use: (pointer: number) => T): T;
  readText(pointer: number): string;
}

const PAGE_BYTES = 65_536;
const PAGES_AT_START = 128;
/** What emscripten's file functions say when there is no file system behind them: -ENOSYS. */
const NO_FILE_SYSTEM = -52;

export function instantiate(module: WebAssembly.Module, memoryPages: number = DEFAULT_MEMORY_PAGES): SqliteInstance {
  const memory = new WebAssembly.Memory({ initial: PAGES_AT_START, maximum: memoryPages });
  const instance = new WebAssembly.Instance(module, importsOf(module, memory, memoryPages));
  const api = instance.exports as unknown as SqliteApi;
  api.__wasm_call_ctors();

  let bytes = new Uint8Array(memory.buffer);
  let view = new DataView(memory.buffer);
  const currentBytes = (): Uint8Array<ArrayBuffer> => {
    if (bytes.buffer !== memory.buffer) bytes = new Uint8Array(memory.buffer);
    return bytes;
  };
  const currentView = (): DataView<ArrayBuffer> => {
    if (view.buffer !== memory.buffer) view = new DataView(memory.buffer);
    return view;
  };
  const allocate = (byteLength: number): number => {
    const pointer = api.sqlite3_malloc(byteLength);
    if (pointer === 0) throw sqliteError("limit", "SQLite has no memory left");
    currentBytes().fill(0, pointer, pointer + byteLength);
    return pointer;
  };
  return {
    api,
    table: instance.exports["__indirect_function_table"] as WebAssembly.Table,
    bytes: currentBytes,
    view: currentView,
    allocate,
    withText(text, use) {
      const encoded = new TextEncoder().encode(text);
      const pointer = allocate(encoded.length + 1);
      currentBytes().set(encoded, pointer);
      try {
        return use(pointer);
      } finally {
        api.sqlite3_free(pointer);
      }
    },
    readText(pointer) {
      const heap = currentBytes();
      return new TextDecoder().decode(heap.subarray(pointer, heap.indexOf(0, pointer)));
    },
  };
}

/** Every import but the memory is a file, clock or heap function of emscripten. Only the heap does anything. */
function importsOf(module: WebAssembly.Module, memory: WebAssembly.Memory, memoryPages: number): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = kind === "memory" ? memory : () => (from === "env" ? NO_FILE_SYSTEM : 0);
  }
  const resize = (byteLength: number): number => {
    try {
      memory.grow(Math.ceil((byteLength - memory.buffer.byteLength) / PAGE_BYTES));
      return 1;
    } catch {
      return 0; // the ceiling: SQLite answers with code 7
    }
  };
  const heap = {
    emscripten_get_heap_max: () => memoryPages * PAGE_BYTES,
    emscripten_resize_heap: (byteLength: number) => resize(byteLength >>> 0),
    emscripten_date_now: () => 0,
    emscripten_get_now: () => 0,
  };
  return { ...imports, env: { ...imports["env"], ...heap } };
}
