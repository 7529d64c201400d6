import type { Script } from "node:vm";

export const USUAL_FLAGS: readonly string[];
export function compiledName(name: string): string;
export function readScript(folder: string, name: string): Script;
export function runScripts(folder: string, name: string, file: string): { exports: unknown; scripts: ReadonlyMap<string, Script> };
