import type { Input } from "../acquisition/input.ts";
import type { LoaderContext } from "../acquisition/loader.ts";
import { memoryInput } from "../acquisition/memory-input.ts";
import { openAcquisition } from "../acquisition/open.ts";
import type { AnalysisOptions, Knowledge } from "../analysis/analyze.ts";
import { createLocalReader, type OpenedPart, type Reader } from "../analysis/reader.ts";
import { portableSha256, sha256OfText } from "../bytes/hasher.ts";
import { createMemoryStore } from "../case/memory-store.ts";
import { type CaseOutcome, runCase } from "../case/run-case.ts";
import { testLoaderContext } from "./loader-context.ts";
import { createTestEngine } from "./sqlite.ts";

/** A case made in memory: what came of it and every file of it. */
export interface ExaminedCase extends CaseOutcome {
  readonly files: ReadonlyMap<string, string>;
}

export const TEST_OPTIONS: AnalysisOptions & { readonly defaultIndicators: boolean } = {
  only: [],
  scope: "all",
  records: "matched",
  timeline: "near",
  asOf: "2026-11-22",
  defaultIndicators: true,
};

/** Examines a backup folder held in memory, or another input, in this very thread, as the hosts do it elsewhere. */
export async function examine(
  backup: ReadonlyMap<string, Uint8Array> | Input,
  knowledge: Knowledge,
  options: Partial<typeof TEST_OPTIONS> = {},
  loading: Partial<LoaderContext> = {},
): Promise<ExaminedCase> {
  return examineTogether([backup], knowledge, options, loading);
}

/** The same of several acquisitions of one phone. */
export async function examineTogether(
  given: readonly (ReadonlyMap<string, Uint8Array> | Input)[],
  knowledge: Knowledge,
  options: Partial<typeof TEST_OPTIONS> = {},
  loading: Partial<LoaderContext> = {},
): Promise<ExaminedCase> {
  const all = { ...TEST_OPTIONS, ...options };
  const parts: OpenedPart[] = [];
  for (const one of given) {
    const reader = await readerOf(one, knowledge, all, loading);
    parts.push({ reader, opened: await reader.open() });
  }
  const store = createMemoryStore();
  const outcome = await runCase({ parts, knowledge, options: all, store, host: TEST_HOST });
  for (const { reader } of parts) await reader.close();
  return { ...outcome, files: store.files };
}

async function readerOf(
  backup: ReadonlyMap<string, Uint8Array> | Input,
  knowledge: Knowledge,
  all: typeof TEST_OPTIONS,
  loading: Partial<LoaderContext>,
): Promise<Reader> {
  const engine = await createTestEngine();
  const sqlite = (): typeof engine => engine;
  return createLocalReader(
    () => openAcquisition("kind" in backup ? backup : memoryInput("backup", backup), testLoaderContext(engine, loading)),
    knowledge.artifacts,
    {
      index: knowledge.index,
      detections: knowledge.detections,
      sqlite,
      createHasher: portableSha256,
      records: all.records,
      timeline: all.timeline,
    },
  );
}

const TEST_HOST = {
  now: () => "2026-11-22T12:00:00Z",
  run: { runtime: "test", platform: "test", isolation: "none", workers: 1 },
  isReproducible: () => true,
} as const;

/** SHA-256 of every file below data/, by path. */
export const payloadDigests = (files: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...files].filter(([path]) => path.startsWith("data/")).map(([path, text]) => [path, sha256OfText(text)]));
