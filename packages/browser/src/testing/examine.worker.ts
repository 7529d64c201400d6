/** A worker for a test: examines the files it is sent with the browser's own synchronous reader, and answers with the case's files. */
import { buildKnowledge, defaultPacks } from "@bridle/core";
import { examineChosen } from "../examine.ts";
import type { ChosenFile } from "../input.ts";

interface Job {
  readonly chosen: readonly ChosenFile[];
  readonly wasm: Uint8Array<ArrayBuffer>;
}

self.onmessage = ({ data: { chosen, wasm } }: MessageEvent<Job>): void => {
  const options = { only: [], scope: "all", records: "matched", timeline: "near", asOf: "2026-11-22", defaultIndicators: true } as const;
  examineChosen({ name: "phone", chosen, wasm, knowledge: buildKnowledge([...defaultPacks()], []), options }).then(
    ({ files, status }) => self.postMessage({ files, status }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
