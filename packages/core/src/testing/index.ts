export * from "./damage.ts";
export * from "./keyed-archive.ts";
export * from "./plist.ts";
export * from "./sqlite.ts";
