import { readFileSync } from "node:fs";
import {
  type Analysis,
  artifacts,
  buildKnowledge,
  compileSqlite,
  createLocalReader,
  createMemorySpool,
  createMemoryStore,
  createSqliteEngine,
  defaultPacks,
  detections,
  type Input,
  memoryInput,
  mercenaryDate,
  openAcquisition,
  runCase,
  wantedBy,
} from "@bridle/core";
import { nodeCrypto, nodeInflate, nodeSha256, sqliteWasmPath } from "@bridle/node";

/** What is judged of an examination. */
export type Examined = Pick<Analysis, "findings" | "assessment" | "coverage">;

/** What opens it, where it is locked. */
export interface Secret {
  readonly password?: string;
  readonly identity?: string;
}

/** Examines one backup after the other in this process: the same engine as the command line, without a process for each. */
export interface Examiner {
  /** The day on which all of them are examined: that of the newest set of mercenary spyware, so that no headline is about its age. */
  readonly asOf: string;
  readonly examine: (given: ReadonlyMap<string, Uint8Array> | Input, secret?: Secret) => Promise<Examined>;
}

export async function createExaminer(): Promise<Examiner> {
  const packs = defaultPacks();
  const asOf = mercenaryDate(packs.map(({ pack }) => pack));
  if (asOf === undefined) throw new Error("no default set of mercenary spyware has a date");
  const knowledge = buildKnowledge([...packs], []);
  const module = await compileSqlite(new Uint8Array(readFileSync(sqliteWasmPath())));
  const options = { only: [], scope: "all", records: "matched", timeline: "near", asOf, defaultIndicators: true } as const;
  return {
    asOf,
    async examine(given, { password, identity } = {}) {
      const engine = createSqliteEngine(module);
      const sqlite = (): typeof engine => engine;
      const reading = { createHasher: nodeSha256, sqlite } as const;
      const loading = { ...reading, crypto: nodeCrypto, inflate: nodeInflate, spool: createMemorySpool(), wanted: wantedBy(artifacts) };
      const unlock = password === undefined ? {} : { unlock: { kind: "password", password } as const };
      const reader = createLocalReader(
        () => openAcquisition(inputOf(given), { ...loading, ...unlock, ...(identity !== undefined && { identity }) }),
        artifacts,
        {
          ...reading,
          index: knowledge.index,
          detections,
          records: "matched",
          timeline: "near",
        },
      );
      const opened = await reader.open();
      const { analysis } = await runCase({
        parts: [{ reader, opened }],
        knowledge,
        options,
        store: createMemoryStore(),
        host: hostAt(asOf),
      });
      await reader.close();
      return analysis;
    },
  };
}

const inputOf = (given: ReadonlyMap<string, Uint8Array> | Input): Input => ("kind" in given ? given : memoryInput("phone", given));

const hostAt = (day: string) => ({
  now: () => `${day}T12:00:00Z`,
  run: { runtime: "score", platform: "score", isolation: "none", workers: 1 } as const,
  isReproducible: () => true,
});
