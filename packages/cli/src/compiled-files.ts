import { buildKnowledge, defaultPacks } from "@bridle/core";
import { compileDefaultIndex } from "./default-index.ts";

/** What a bundle holds besides code: made by the bundle's own modules when it is made. */
export const compiledFiles = (): readonly { name: string; bytes: Uint8Array }[] => [
  compileDefaultIndex(buildKnowledge(defaultPacks(), []).index),
];
