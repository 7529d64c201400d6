import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sqliteWasmPath } from "./runtime-paths.ts";
import { sqliteOnDemand } from "./sqlite-on-demand.ts";

test("SQLite is compiled when it is asked for, and once", () => {
  const broken = sqliteOnDemand(new Uint8Array(8));
  expect(broken).toThrow(WebAssembly.CompileError);
  const sqlite = sqliteOnDemand(new Uint8Array(readFileSync(sqliteWasmPath())));
  expect(sqlite()).toBe(sqlite());
});
