export * from "./damage.ts";
export * from "./evidence.ts";
export * from "./keyed-archive.ts";
export * from "./loader-context.ts";
export * from "./plist.ts";
export * from "./sqlite.ts";
export * from "./sqlite-wal.ts";
export * from "./typedstream.ts";
