export { CaseFolderError, claimDefaultFolder, claimFolder, DEFAULT_PARENT } from "./case-folder.ts";
export { type ChildReaderOptions, createChildReader } from "./child-reader.ts";
export { createFileReader, type FileReader, type FileReaderOptions } from "./file-reader.ts";
export { createFileStore } from "./file-store.ts";
export { nodeSha256 } from "./hasher.ts";
export { nodeInput } from "./input.ts";
export type { FileEnd } from "./protocol.ts";
export { type ChildEntry, childEntry, sqliteWasmPath } from "./runtime-paths.ts";
