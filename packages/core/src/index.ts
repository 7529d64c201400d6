export { AcquisitionError, type AcquisitionErrorCode } from "./acquisition/file-system.ts";
export type { Input, InputEntry, InputFile, InputFolder } from "./acquisition/input.ts";
export { foldersOf, memoryFile, memoryInput } from "./acquisition/memory-input.ts";
export { loaders, openAcquisition } from "./acquisition/open.ts";
export { type ByteSource, bytesSource } from "./bytes/byte-source.ts";
export { compareText } from "./model/json.ts";
