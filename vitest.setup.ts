import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** sqlite3.wasm as base64: tests of core take it with `inject("sqliteWasm")`, the same in Node and in the browser. */
    sqliteWasm: string;
    /** Seed of all property tests: the same run twice is the same. BRIDLE_SEED tries another. */
    seed: number;
  }
}

const SEED = 20_261_122;

/** What tests need from disk and may not read by themselves, since they also run in a browser. */
export default function setup(project: TestProject): void {
  const wasm = createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm");
  project.provide("sqliteWasm", readFileSync(wasm).toString("base64"));
  project.provide("seed", Number(process.env["BRIDLE_SEED"] ?? SEED));
}
