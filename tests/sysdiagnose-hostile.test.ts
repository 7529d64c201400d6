import { constants, deflateRawSync } from "node:zlib";
import { type Acquisition, AcquisitionError, buildKnowledge, defaultPacks, type InputFile, openAcquisition } from "@bridle/core";
import { backupArchive, sysdiagnoseScenarios } from "@bridle/corpus";
import { expect, test } from "vitest";
import { memoryFile, memoryInput } from "../packages/core/src/acquisition/memory-input.ts";
import { MAX_ARTIFACT_FILES } from "../packages/core/src/analysis/limits.ts";
import { createMemorySpool } from "../packages/core/src/bytes/spool.ts";
import { tarEntry } from "../packages/core/src/testing/archives.ts";
import { damaged } from "../packages/core/src/testing/damage.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { createTestEngine, testLoaderContext } from "../packages/core/src/testing/index.ts";
import { nodeSha256 } from "../packages/node/src/hasher.ts";
import { nodeInflate } from "../packages/node/src/inflate.ts";

/** Sysdiagnoses made to exhaust or to mislead: bounded work, and the coverage says what was lost. */

const knowledge = buildKnowledge([...defaultPacks()], []);
const engine = createTestEngine();
const ROOT = "sysdiagnose_2024.05.01_09-30-00+0200_iPhone-OS_iPhone_21E219";
const SHUTDOWN = "system_logs.logarchive/Extra/shutdown.log";
const phone = sysdiagnoseScenarios.find(({ id }) => id === "sysdiagnose-pegasus")!;

const joined = (parts: Iterable<Uint8Array>): Uint8Array => new Uint8Array(Buffer.concat([...parts]));
const archive = (): Uint8Array => joined(backupArchive(phone.build(), { form: "tar.gz", prefix: phone.root() }));

/** Deflated by itself and flushed, so that pieces can follow one another in any number. */
const piece = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
const END = Uint8Array.of(3, 0);
/** Checksum and length are left at nothing: whoever makes such a file does not care. */
const gzipOf = (pieces: readonly Uint8Array[]): Uint8Array => joined([GZIP_HEAD, ...pieces, END, new Uint8Array(8)]);
const entry = (name: string, bytes: string, size?: number): Uint8Array =>
  tarEntry({ prefix: ROOT, name, bytes, ...(size !== undefined && { size }) });

/** What cannot be packed, and is the same in every run (numbers of the generator: Numerical Recipes). */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** A file that counts what is read of it. */
function counted(name: string, bytes: Uint8Array): { readonly file: InputFile; readonly read: () => number } {
  let read = 0;
  const file = memoryFile(name, bytes);
  const open: InputFile["open"] = () => {
    const source = file.open();
    return {
      ...source,
      byteLength: source.byteLength,
      readSync(offset, into) {
        const count = source.readSync(offset, into);
        read += count;
        return count;
      },
    };
  };
  return { file: { ...file, open }, read: () => read };
}

/** On a machine that does much beside. What is bounded is counted, never timed. */
const LONG = 900_000;

/** An inflater that counts what it gave. */
function counting(): { readonly inflate: typeof nodeInflate; readonly given: () => number } {
  let given = 0;
  const inflate: typeof nodeInflate = {
    ...nodeInflate,
    inflate: (request) =>
      nodeInflate.inflate({
        ...request,
        take(bytes) {
          given += bytes.length;
          return request.take(bytes);
        },
      }),
  };
  return { inflate, given: () => given };
}

const openFile = async (file: InputFile, inflate: typeof nodeInflate): Promise<Acquisition> =>
  openAcquisition(file, testLoaderContext(await engine, { inflate, createHasher: nodeSha256 }));
const problemsOf = ({ problems }: Pick<Acquisition, "problems">): readonly (readonly [string, string | undefined])[] =>
  problems.map(({ problem, reason }) => [problem.message, reason]);

test("the archive is unpacked twice at most, and its bytes are read once more for its hash", async () => {
  // Large enough that a pass more would show beside what is read to know an archive and a packed diary.
  const files: [string, Uint8Array][] = [...phone.build(), ["zzz.bin", noise(8 << 20)]];
  const packedAs = (form: "tar" | "tar.gz"): Uint8Array => joined(backupArchive(files, { form, prefix: phone.root() }));
  const [bytes, unpacked] = [packedAs("tar.gz"), packedAs("tar").length];
  const { file, read } = counted("given.tar.gz", bytes);
  const { inflate, given } = counting();
  const { fileSystem } = await openFile(file, inflate);
  expect(fileSystem.glob("/private/var/db/diagnostics/shutdown*.log").length).toBeGreaterThan(0);
  const more = 1 << 20;
  expect(given()).toBeLessThanOrEqual(2 * unpacked + more);
  expect(read()).toBeLessThanOrEqual(3 * bytes.length + more);
});

/** Ten times 1,024 of a megabyte of nothing: some ten megabytes packed. */
const TEN_GIGABYTES = 10 * 2 ** 30;
function withGiant(name: string): Uint8Array {
  const megabyte = piece(new Uint8Array(1 << 20));
  const giant = Array.from({ length: TEN_GIGABYTES / (1 << 20) }, () => megabyte);
  const [log, after] = [entry("sysdiagnose.log", "DEMO\n"), entry(SHUTDOWN, "SIGTERM: [1714000000] All buffers flushed\n")];
  return gzipOf([piece(log), piece(entry(name, "", TEN_GIGABYTES)), ...giant, piece(after)]);
}

test.each(["logs/other.bin", "ps.txt"])(
  "a member %s of ten gigabytes ends the reading at a limit, and nothing is called absent after it",
  async (name) => {
    const { inflate, given } = counting();
    const bytes = withGiant(name);
    expect(bytes.length).toBeLessThan(12 << 20);
    const { analysis } = await examine(
      memoryFile("given.tar.gz", bytes),
      knowledge,
      {},
      { inflate, createHasher: nodeSha256, spool: createMemorySpool(16 << 20) },
    );
    expect(given()).toBeLessThan(TEN_GIGABYTES);
    expect(analysis.coverage.acquisition.problems.map(({ problem }) => problem.message)).toContain("archive/unpacks-too-far");
    const statusOf = (id: string) => analysis.coverage.artifacts.find((artifact) => artifact.id === id);
    expect(statusOf("ios/shutdown-log")).toMatchObject({ status: "failed", reason: "over-budget" });
    if (name === "ps.txt") expect(statusOf("ios/processes")).toMatchObject({ status: "failed", reason: "over-budget" });
    expect(analysis.assessment.headline).toBe("inconclusive");
  },
  LONG,
);

test(
  "a hundred thousand tiny reports: as many as the limit are read, and the others are told",
  async () => {
    const COUNT = 100_000;
    const members = function* (): Generator<Uint8Array> {
      yield piece(entry("sysdiagnose.log", "DEMO\n"));
      for (let from = 0; from < COUNT; from += 1_000)
        yield piece(
          joined(
            Array.from({ length: 1_000 }, (_, n) =>
              entry(`crashes_and_spins/App-${from + n}.ips`, `{"app_name":"App","bug_type":"309","incident_id":"${from + n}"}\n`),
            ),
          ),
        );
      yield piece(entry(SHUTDOWN, "SIGTERM: [1714000000] All buffers flushed\n"));
    };
    const { inflate } = counting();
    const bytes = gzipOf([...members()]);
    const { analysis } = await examine(memoryFile("given.tar.gz", bytes), knowledge, {}, { inflate, createHasher: nodeSha256 });
    const artifact = (id: string) => analysis.coverage.artifacts.find((one) => one.id === id);
    expect(artifact("ios/crash-reports")).toMatchObject({ status: "partial", reason: "over-budget", records: MAX_ARTIFACT_FILES });
    expect(artifact("ios/shutdown-log")).toMatchObject({ status: "parsed", records: 2 });
  },
  LONG,
);

test("two roots: one is examined, and neither it nor what it lacks passes for the whole", async () => {
  const other = "sysdiagnose_2024.06.01_09-30-00+0200_iPhone-OS_iPhone_21F90";
  const files = [...phone.build()].map(([path, bytes]): [string, Uint8Array] => [`${phone.root()}/${path}`, bytes]);
  const bytes = joined(
    backupArchive([...files, [`${other}/taskinfo.txt`, new TextEncoder().encode("num tasks: 0\n")]], { form: "tar.gz" }),
  );
  const { analysis } = await examine(memoryFile("given.tar.gz", bytes), knowledge);
  const [problem] = analysis.coverage.acquisition.problems.filter(({ problem: one }) => one.message.endsWith("other-roots"));
  expect(problem!.problem.text).toContain(other);
  expect(analysis.coverage.artifacts.filter(({ reason }) => reason === "expected-but-missing")).toEqual([]);
  expect(analysis.findings.some(({ axis }) => axis === "compromise")).toBe(true);
});

/** What an examination of damaged evidence must never come to: a fault of ours, or a word of nothing having matched. */
function judge({ analysis }: ExaminedCase, damage: string): void {
  const faults = analysis.coverage.artifacts.filter(({ reason }) => reason === "engine-error");
  expect(
    faults.map(({ id, problems }) => [id, problems.map(({ problem }) => problem.text)]),
    damage,
  ).toEqual([]);
}

test("whatever is cut off or flipped in the archive, what is read is told and what is lost as well", async () => {
  const whole = archive();
  for (const { bytes, damage } of damaged(whole, { cuts: 8, flips: 16 })) {
    try {
      const examined = await examine(memoryFile("given.tar.gz", bytes), knowledge, {}, { inflate: nodeInflate, createHasher: nodeSha256 });
      judge(examined, damage);
      const { acquisition, artifacts } = examined.analysis.coverage;
      // A flip may lie in a byte that no one reads; what is cut off is never without a word.
      if (bytes.length < whole.length) expect(acquisition.problemCount, damage).toBeGreaterThan(0);
      if (bytes.length < whole.length)
        expect(
          artifacts.filter(({ reason }) => reason === "expected-but-missing"),
          damage,
        ).toEqual([]);
      expect(examined.analysis.assessment.headline, damage).not.toBe("nothing-matched");
    } catch (error) {
      if (!(error instanceof AcquisitionError)) throw error;
    }
  }
});

test("whatever is cut off or flipped in each file of the folder, the others are read", async () => {
  const files = phone.build("ios15");
  for (let round = 0; round < 6; round++) {
    const broken = new Map(
      [...files].map(([path, bytes], index) => {
        const copies = [...damaged(bytes, { cuts: 3, flips: 6 })];
        return [path, copies.length === 0 ? bytes : copies[(round * 7 + index) % copies.length]!.bytes] as const;
      }),
    );
    judge(await examine(memoryInput(phone.root("ios15"), broken), knowledge, {}, { inflate: nodeInflate }), `round ${round}`);
  }
});

test("what is read of an archive that is cut in its middle stands before the cut, and the rest is not called absent", async () => {
  const bytes = archive();
  const acquisition = await openFile(memoryFile("given.tar.gz", bytes.subarray(0, bytes.length >> 1)), nodeInflate);
  expect(problemsOf(acquisition)).toContainEqual(["archive/gzip-cut-off", "damaged"]);
  expect(acquisition.fileSystem.fileCount).toBeGreaterThan(0);
  expect(acquisition.fileSystem.fileCount).toBeLessThan(phone.build().size);
});
