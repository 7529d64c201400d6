import type { Script } from "node:vm";

export const CODE: string;
export const COMPILED_CODE: string;
export function childScript(folder: string): Script;
export function runChild(script: Script, folder: string, file: string): void;
