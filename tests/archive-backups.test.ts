import {
  AcquisitionError,
  buildKnowledge,
  defaultPacks,
  type Finding,
  type InflateProvider,
  type InputFile,
  type LoaderContext,
  memoryFile,
  portableInflate,
  toJson,
} from "@bridle/core";
import {
  ARCHIVE_FORMS,
  backupArchive,
  HOSTILE_CONTENT,
  type HostileArchive,
  hostileArchive,
  hostileArchives,
  scenario,
} from "@bridle/corpus";
import { describe, expect, test } from "vitest";
import { type ExaminedCase, examine, payloadDigests } from "../packages/core/src/testing/examine.ts";
import { nodeCrypto } from "../packages/node/src/crypto.ts";
import { nodeSha256 } from "../packages/node/src/hasher.ts";
import { nodeInflate } from "../packages/node/src/inflate.ts";

/** Backups in archives, whole and hostile, from the file to the findings. */
const knowledge = buildKnowledge([...defaultPacks()], []);
const phone = scenario("compromised");
const backup = phone.build();
const plain = await examine(backup, knowledge);

const packed = (pieces: Iterable<Uint8Array>): InputFile => memoryFile("phone", Buffer.concat([...pieces]));
const examinePacked = (file: InputFile, loading: Partial<LoaderContext> = {}): Promise<ExaminedCase> =>
  examine(file, knowledge, {}, { inflate: nodeInflate, createHasher: nodeSha256, crypto: nodeCrypto, ...loading });

/** What has to be the same whatever the backup lies in: all but which acquisition it is, where its files lie, and commands. */
const essence = ({ analysis: { findings, assessment, coverage } }: ExaminedCase) => ({
  findings: findings.map(({ evidence, ...finding }) => ({
    ...finding,
    evidence: evidence.map(({ path, sha256, record, artifact }) => ({ path, sha256, record, artifact })),
  })),
  headline: assessment.headline,
  artifacts: coverage.artifacts.map(({ id, status, reason, records, files }) => ({
    id,
    status,
    reason,
    records,
    files: files.map(({ sha256 }) => sha256),
  })),
});

describe.each(ARCHIVE_FORMS)("a backup packed as %s", (form) => {
  test.each(["", "Backup/00008110-DEMO"])("below %j gives what its folder gives", async (prefix) => {
    const examined = await examinePacked(packed(backupArchive(backup, { form, prefix })));
    expect(JSON.parse(toJson(essence(examined)))).toEqual(JSON.parse(toJson(essence(plain))));
    const own = examined.analysis.coverage.acquisition.problems.filter(({ problem }) => problem.message.startsWith("archive/"));
    expect(own).toEqual([]);
  });
});

test("the archive's hash names the acquisition, and evidence names its member", async () => {
  const file = packed(backupArchive(backup, { form: "zip", prefix: "Backup" }));
  const { files, analysis } = await examinePacked(file);
  const [acquisition] = JSON.parse(files.get("data/case.json")!).acquisitions;
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(readAll(file)))).toString("hex");
  expect(acquisition).toMatchObject({ id: digest, idOf: "file" });
  const rawPaths = analysis.findings.flatMap(({ evidence }) => evidence.map(({ rawPath }) => rawPath));
  expect(rawPaths.length).toBeGreaterThan(0);
  for (const rawPath of rawPaths) expect(rawPath).toMatch(/^zip#\d+!\//);
});

test("a tar.gz is unpacked at most twice, whatever is examined", async () => {
  let passes = 0;
  const inflate: InflateProvider = {
    ...nodeInflate,
    inflate(request) {
      passes++;
      return nodeInflate.inflate(request);
    },
  };
  await examinePacked(packed(backupArchive(backup, { form: "tar.gz" })), { inflate });
  // The first of them reads no further than the first header: whether a tar is there at all.
  expect(passes).toBe(3);
});

const PASSWORD = "a password of a test";

describe.each(["tar", "tar.gz", "zip"] as const)("an encrypted backup packed as %s", (form) => {
  const encrypted = phone.build({ encrypted: { password: PASSWORD } });
  const file = (): InputFile => packed(backupArchive(encrypted, { form, prefix: "Backup" }));

  test("gives what its folder gives", async () => {
    const unlock = { kind: "password", password: PASSWORD } as const;
    const folder = await examine(encrypted, knowledge, {}, { unlock, crypto: nodeCrypto });
    const archive = await examinePacked(file(), { unlock });
    expect(JSON.parse(toJson(essence(archive)))).toEqual(JSON.parse(toJson(essence(folder))));
    expect(archive.analysis.coverage.acquisition.problems.filter(({ problem }) => problem.message.startsWith("archive/"))).toEqual([]);
  });

  test("is refused without a password, and read as far as it is clear where none is wanted", async () => {
    await expect(examinePacked(file())).rejects.toMatchObject({ code: "encrypted" });
    const { analysis } = await examinePacked(file(), { unlock: { kind: "without" } });
    const statusOf = (id: string) => analysis.coverage.artifacts.find((artifact) => artifact.id === id)?.status;
    expect([statusOf("ios/backup-info"), statusOf("ios/sms")]).toEqual(["parsed", "locked"]);
  });
});

test.each(["tar-gz-noise", "tar-gz-cut", "tar-gz-two-members", "zip-broken-deflate", "zip-half"])(
  "%s gives the same case with the host's inflate and the portable one",
  async (id) => {
    const file = packed(hostileArchive(id).build());
    const [hosts, portable] = [await examinePacked(file), await examinePacked(file, { inflate: portableInflate })];
    expect(payloadDigests(portable.files)).toEqual(payloadDigests(hosts.files));
  },
);

const readAll = (file: InputFile): Uint8Array => {
  const bytes = new Uint8Array(file.size);
  file.open().readSync(0, bytes);
  return bytes;
};

const speaksOf = ({ observables, summary, evidence }: Finding, value: string): boolean =>
  observables.some((observable) => observable.value === value || observable.value.endsWith(value)) ||
  summary.text.includes(value) ||
  evidence.some(({ path }) => path.endsWith(value));

/** What came of it: an examined case, or the code of the refusal. Anything else that is thrown is a fault. */
async function outcomeOf({ build }: HostileArchive): Promise<ExaminedCase | string> {
  try {
    return await examinePacked(packed(build()));
  } catch (error) {
    if (error instanceof AcquisitionError) return error.code;
    throw error;
  }
}

const openingOf = ({ analysis: { coverage } }: ExaminedCase): string => (coverage.acquisition.problemCount > 0 ? "with-problems" : "whole");

test.each(hostileArchives.map((hostile) => [hostile.id, hostile.title, hostile] as const))("%s: %s", async (_id, _title, hostile) => {
  const outcome = await outcomeOf(hostile);
  if (typeof outcome === "string") return expect(hostile.opens).toContain(outcome);
  expect(hostile.opens).toContain(openingOf(outcome));
  const { findings, coverage } = outcome.analysis;
  for (const { artifact, value } of hostile.stillFound) {
    const found = findings.filter((finding) => finding.evidence.some((one) => one.artifact === artifact) && speaksOf(finding, value));
    expect(found.length, `${value} in ${artifact}`).toBeGreaterThan(0);
  }
  for (const id of hostile.hurts) {
    const { status, problems } = coverage.artifacts.find((artifact) => artifact.id === id)!;
    expect(status !== "parsed" || problems.length > 0, `${id} is ${status}`).toBe(true);
  }
  const unhurt = coverage.artifacts.filter(({ id, reason }) => reason === "engine-error" && id);
  expect(unhurt).toEqual([]);
  const marker = new TextDecoder().decode(HOSTILE_CONTENT).trim();
  for (const [path, text] of outcome.files) expect(text.includes(marker), path).toBe(false);
});
