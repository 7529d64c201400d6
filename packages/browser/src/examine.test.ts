import { buildKnowledge, sha256OfText } from "@bridle/core";
import { expect, inject, test } from "vitest";
import { examineChosen } from "./examine.ts";

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

interface Answer {
  readonly files?: ReadonlyMap<string, string>;
  readonly status?: number;
  readonly error?: string;
}

test.skipIf(typeof Worker === "undefined")(
  "a worker that is given chosen files makes the case that the command line makes, byte for byte",
  async () => {
    const worker = new Worker(new URL("./testing/examine.worker.ts", import.meta.url), { type: "module" });
    const chosen = Object.entries(inject("demoPhone")).map(([path, base64]) => ({
      path: `phone/${path}`,
      file: new Blob([bytesOf(base64)]),
    }));
    try {
      const answer = await new Promise<Answer>((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
        worker.onerror = ({ message }) => resolve({ error: message });
        worker.postMessage({ chosen, wasm: bytesOf(inject("sqliteWasm")) });
      });
      expect(answer.error).toBeUndefined();
      expect(answer.status).toBe(1);
      const payload = [...answer.files!].filter(([path]) => path.startsWith("data/")).map(([path, text]) => [path, sha256OfText(text)]);
      expect(Object.fromEntries(payload)).toEqual(inject("demoDigests"));
    } finally {
      worker.terminate();
    }
  },
);

test("what is no acquisition is refused with the loaders' own error", async () => {
  const request = {
    name: "holiday",
    chosen: [
      { path: "holiday/a.jpg", file: new Blob(["x"]) },
      { path: "holiday/b.jpg", file: new Blob(["y"]) },
    ],
    wasm: bytesOf(inject("sqliteWasm")),
    knowledge: buildKnowledge([], []),
    options: { only: [], scope: "all", records: "matched", timeline: "near", asOf: "2026-11-22", defaultIndicators: false },
    read: () => new ArrayBuffer(1),
  } as const;
  await expect(examineChosen(request)).rejects.toMatchObject({ name: "AcquisitionError", code: "unrecognized" });
});
