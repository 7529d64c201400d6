import { buildKnowledge, defaultPacks, FormatError, type Input, memoryFile, memoryInput } from "@bridle/core";
import { androidScenario, collectionScenario, demoIdentity, demoSecret } from "@bridle/corpus";
import { nodeCrypto } from "@bridle/node";
import { expect, test } from "vitest";
import { AcquisitionError } from "../packages/core/src/acquisition/file-system.ts";
import type { LoaderContext } from "../packages/core/src/acquisition/loader.ts";
import { damaged } from "../packages/core/src/testing/damage.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/**
 * Every form in which an Android phone is handed over, cut off and with bytes changed: it ends in a case or in a refusal by name, never in
 * a fault of ours, and never in a quiet 0: whatever cost something is said, and without what must be read whole nothing is called unmatched.
 */
const knowledge = buildKnowledge([...defaultPacks()], []);
const clean = collectionScenario("clean");
const PASSWORD = "Zaubernuß 🗝";
const SEED = 5;

const FORMS: Readonly<Record<string, readonly [bytes: () => Uint8Array, name: string, loading?: Partial<LoaderContext>]>> = {
  "a bug report": [() => androidScenario("clean").bugreport(), "bugreport.zip"],
  "a zip of AndroidQF": [() => clean.zip(), "collected.zip"],
  "a sealed zip of AndroidQF": [() => clean.sealed(demoSecret(SEED)), "collected.zip.age", { identity: demoIdentity(SEED) }],
  "a backup": [() => clean.backup({ isCompressed: true }), "backup.ab"],
  "an encrypted backup": [
    () => clean.backup({ password: PASSWORD }),
    "backup.ab",
    { crypto: nodeCrypto, unlock: { kind: "password", password: PASSWORD } },
  ],
};

async function endOf(input: Input, loading: Partial<LoaderContext> = {}): Promise<ExaminedCase | "refused"> {
  try {
    return await examine(input, knowledge, {}, loading);
  } catch (error) {
    if (error instanceof AcquisitionError || error instanceof FormatError) return "refused";
    throw error;
  }
}

const faultsIn = ({ analysis }: ExaminedCase): string[] =>
  analysis.coverage.artifacts.filter(({ reason }) => reason === "engine-error").map(({ id }) => id);
const isTold = ({ analysis }: ExaminedCase): boolean =>
  analysis.coverage.acquisition.problemCount > 0 || analysis.coverage.artifacts.some(({ problemCount }) => problemCount > 0);

test.each(Object.keys(FORMS))("%s that is cut off or changed ends in what can be read, and says so", async (form) => {
  const [bytes, name, loading] = FORMS[form]!;
  for (const { bytes: copy, damage } of damaged(bytes(), { cuts: 5, flips: 5 })) {
    const end = await endOf(memoryFile(name, copy), loading);
    if (end === "refused") continue;
    expect(faultsIn(end), damage).toEqual([]);
    expect([1, 3], damage).toContain(end.status);
    // A backup has no checksum: where a byte is another, what it says may be, and nobody can tell.
    if (!(name.endsWith(".ab") && damage.startsWith("byte"))) expect(isTold(end), damage).toBe(true);
  }
});

const half = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length >> 1);
/** Without these the floor of a collection is not reached. */
const NEEDED = ["bugreport.zip", "backup.ab", "packages.json", "files.json", "processes.txt", "getprop.txt"];

test.each([...clean.files().keys()].filter((name) => name !== "hashes.csv" && name !== "command.log"))(
  "a collection whose %s is cut off is examined, and says so",
  async (name) => {
    const files = clean.files();
    const end = await endOf(memoryInput("collected", files.set(name, half(files.get(name)!))));
    if (end === "refused") return expect(name).toBe("never");
    expect(faultsIn(end)).toEqual([]);
    expect(isTold(end)).toBe(true);
    if (NEEDED.includes(name)) expect([1, 3]).toContain(end.status);
  },
);

test("intrusion logs that are cut off are read as far as they go, and it is said", async () => {
  const logs = new Map([...clean.logs()].map(([name, bytes]) => [name, half(bytes)]));
  const end = await endOf(memoryInput("logs", logs));
  expect(end).toMatchObject({ status: 3 });
  expect(isTold(end as ExaminedCase)).toBe(true);
});
