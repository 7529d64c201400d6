/**
 * Where the time of an encrypted backup goes: key derivation, catalogue, decryption, analysis. Reads in this very process, so that
 * each part can be measured apart; the whole is what `npm run bench -- --encrypted` measures from outside.
 *
 *   node --conditions=bridle-source scripts/bench/split.ts
 */
import { readFileSync } from "node:fs";
import {
  artifacts,
  buildKnowledge,
  type CryptoProvider,
  compileSqlite,
  createLocalReader,
  createMemorySpool,
  createMemoryStore,
  createSqliteEngine,
  defaultPacks,
  detections,
  openAcquisition,
  runCase,
  wantedBy,
} from "@bridle/core";
import { nodeCrypto, nodeInflate, nodeInput, nodeSha256, sqliteWasmPath } from "@bridle/node";
import { ENCRYPTED_PASSWORD, encryptedBackup } from "./input.ts";

const folder = encryptedBackup();
const knowledge = buildKnowledge([...defaultPacks()], []);
const engine = createSqliteEngine(await compileSqlite(new Uint8Array(readFileSync(sqliteWasmPath()))));
const sqlite = (): typeof engine => engine;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
let derivation = 0;
let decryption = 0;
let decryptedBytes = 0;
const crypto: CryptoProvider = {
  ...nodeCrypto,
  async pbkdf2(request) {
    const before = cpu();
    const key = await nodeCrypto.pbkdf2(request);
    derivation += cpu() - before;
    return key;
  },
  decryptCbc(key, iv, bytes) {
    const before = performance.now();
    const plain = nodeCrypto.decryptCbc(key, iv, bytes);
    decryption += (performance.now() - before) / 1000;
    decryptedBytes += bytes.length;
    return plain;
  },
};

const context = {
  createHasher: nodeSha256,
  sqlite,
  crypto,
  inflate: nodeInflate,
  spool: createMemorySpool(),
  wanted: wantedBy(artifacts),
  unlock: { kind: "password", password: ENCRYPTED_PASSWORD } as const,
};
const reader = createLocalReader(() => openAcquisition(nodeInput(folder), context), artifacts, {
  index: knowledge.index,
  detections,
  sqlite,
  createHasher: nodeSha256,
  records: "matched",
  timeline: "near",
});
const started = cpu();
const opened = await reader.open();
const open = cpu() - started - derivation;
const decryptionAtOpen = decryption;
const run = cpu();
await runCase({
  parts: [{ reader, opened }],
  knowledge,
  options: { only: [], scope: "all", records: "matched", timeline: "near", asOf: "2026-11-22", defaultIndicators: true },
  store: createMemoryStore(),
  host: {
    now: () => new Date().toISOString(),
    run: { runtime: "bench", platform: process.platform, isolation: "none", workers: 1 },
    isReproducible: () => true,
  },
});
const analysis = cpu() - run;
const seconds = (value: number): string => `${value.toFixed(2).padStart(6)} s`;
console.log(`derivation   ${seconds(derivation)}`);
console.log(`catalogue    ${seconds(open - decryptionAtOpen)}`);
console.log(`decryption   ${seconds(decryption)}  (${(decryptedBytes / 2 ** 20).toFixed(1)} MiB)`);
console.log(`analysis     ${seconds(analysis - (decryption - decryptionAtOpen))}`);
console.log(`peak         ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, this process, indicators built here included`);
