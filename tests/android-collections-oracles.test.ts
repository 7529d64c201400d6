import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Acquisition, type Artifact, memoryFile, openAcquisition, readBytes } from "@bridle/core";
import { collectionScenario, demoIdentity, demoSecret } from "@bridle/corpus";
import { nodeCrypto } from "@bridle/node";
import { afterAll, describe, expect, test } from "vitest";
import { openAge } from "../packages/core/src/acquisition/age-file.ts";
import type { InputFile } from "../packages/core/src/acquisition/input.ts";
import mms, { type BackedUpMms } from "../packages/core/src/artifacts/android/mms.ts";
import sms, { type BackedUpSms } from "../packages/core/src/artifacts/android/sms.ts";
import { isoOf } from "../packages/core/src/model/time.ts";
import { createTestEngine, read, testLoaderContext } from "../packages/core/src/testing/index.ts";

/** Sealed collections and Android backups between programs that know nothing of each other: age, Python, MVT, our corpus and our reader. */

const folder = mkdtempSync(join(tmpdir(), "bridle-collections-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => join(folder, name);
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const python = process.env["BRIDLE_PYTHON"] ?? "python3";

const lure = collectionScenario("predator-lure");
const SEED = 7;
/** Longer than several chunks of 64 KiB, and of no whole number of them. */
const CONTENT = Uint8Array.from({ length: 400_123 }, (_, index) => (index * 31 + (index >> 7)) & 0xff);

async function contentOf(sealed: Uint8Array, identity: string): Promise<Uint8Array> {
  const { input, problems } = await openAge(memoryFile("x.age", sealed), { identity });
  expect(problems).toEqual([]);
  const file = input as InputFile;
  return readBytes(file.open(), 0, file.size);
}

describe.skipIf(!has("age", "--version") || !has("age-keygen", "--version"))("age", () => {
  test("opens what our corpus sealed, with the identity it wrote", () => {
    writeFileSync(place("identity.txt"), demoIdentity(SEED));
    writeFileSync(place("sealed.age"), lure.sealed(demoSecret(SEED)));
    const opened = execFileSync("age", ["-d", "-i", place("identity.txt"), place("sealed.age")], { maxBuffer: 1 << 28 });
    expect(opened.equals(Buffer.from(lure.zip()))).toBe(true);
  });

  test.each([[[]], [["--armor"]]])("sealed what our reader opens, with %j", async (options) => {
    const identity = execFileSync("age-keygen", [], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const recipient = /public key: (\S+)/.exec(identity)![1]!;
    const sealed = execFileSync("age", ["-r", recipient, ...options], { input: CONTENT, maxBuffer: 1 << 28 });
    expect(Buffer.from(await contentOf(new Uint8Array(sealed), identity)).equals(Buffer.from(CONTENT))).toBe(true);
  });
});

describe.skipIf(!has(python, "--version"))("Python", () => {
  test("reads the same files out of our zip and our backup as our reader does", async () => {
    writeFileSync(place("x.zip"), lure.zip());
    writeFileSync(place("x.ab"), lure.backup({ isCompressed: true }));
    const program = [
      "import hashlib,io,json,sys,tarfile,zipfile,zlib",
      "z=zipfile.ZipFile(sys.argv[1]); out={n:hashlib.sha256(z.read(n)).hexdigest() for n in z.namelist()}",
      "body=open(sys.argv[2],'rb').read().split(b'\\n',4)[4]; t=tarfile.open(fileobj=io.BytesIO(zlib.decompress(body)))",
      "ab={m.name:hashlib.sha256(t.extractfile(m).read()).hexdigest() for m in t}",
      "print(json.dumps([out,ab]))",
    ].join("\n");
    const [zip, backup] = JSON.parse(execFileSync(python, ["-c", program, place("x.zip"), place("x.ab")], { encoding: "utf8" })) as Record<
      string,
      string
    >[];
    expect(await hashesOf(lure.zip(), (name) => name in zip!)).toEqual(zip);
    expect(await hashesOf(lure.backup({ isCompressed: true }), () => true)).toEqual(backup);
  });
});

/** Of the files that an acquisition holds itself, by their name as it is stored. */
async function hashesOf(bytes: Uint8Array, isOwn: (name: string) => boolean): Promise<Record<string, string>> {
  const { createHash } = await import("node:crypto");
  const { fileSystem } = await open(bytes);
  const files = ["/**", "bridle:/**"]
    .flatMap((pattern) => fileSystem.glob(pattern))
    .filter(({ part, containers }) => !part && containers.length === 1);
  const logs = ["/**", "bridle:/**"]
    .flatMap((pattern) => fileSystem.glob(pattern))
    .filter(({ rawPath }) => rawPath.startsWith("intrusion_logs/"));
  return Object.fromEntries(
    [...files, ...logs]
      .filter(({ rawPath }) => isOwn(rawPath))
      .map((file) => [
        file.rawPath,
        createHash("sha256")
          .update(readBytes(file.open(), 0, file.size))
          .digest("hex"),
      ]),
  );
}

const open = async (bytes: Uint8Array, password?: string): Promise<Acquisition> =>
  openAcquisition(
    memoryFile("given", bytes),
    testLoaderContext(await createTestEngine(), {
      crypto: nodeCrypto,
      wanted: ["/**", "bridle:/**"],
      ...(password !== undefined && { unlock: { kind: "password", password } }),
    }),
  );

interface MvtMessage {
  readonly body: string;
  readonly address: string;
  readonly date: string;
  readonly direction: string;
  readonly isodate: string;
  /** Of multimedia messages. */
  readonly m_type?: string;
}

describe.skipIf(!has("mvt-android", "--help"))("mvt-android check-backup", () => {
  const PASSWORD = "Zaubernuß €";

  test("reads the messages that we read, of our plain and our encrypted backup; and tells their direction the wrong way round, and pictures in 1970", {
    timeout: 120_000,
  }, async () => {
    for (const [name, options] of [
      ["plain", {}],
      ["sealed", { password: PASSWORD, isCompressed: true }],
    ] as const) {
      const backup = lure.backup(options);
      const all = mvtMessages(name, backup);
      const [theirs, pictures] = [all.filter(({ m_type }) => !m_type), all.filter(({ m_type }) => m_type)];
      const ours = await ourMessages(sms, backup);
      expect(theirs.map(({ body, address, date }) => [body, address, date])).toEqual(
        ours.map(({ text, parties, date }) => [text, parties[0], date?.raw]),
      );
      const lured = theirs.findIndex(({ body }) => body.includes("https://almal"));
      expect([theirs[lured]!.direction, ours[lured]!.direction]).toEqual(["sent", "received"]);
      const ourPictures = await ourMessages(mms, backup);
      expect(pictures.map(({ body }) => body)).toEqual(ourPictures.map(({ text }) => text));
      expect([pictures[0]!.isodate.slice(0, 4), isoOf(ourPictures[0]!.date!).slice(0, 4)]).toEqual(["1970", "2024"]);
    }
  });

  function mvtMessages(name: string, backup: Uint8Array): readonly MvtMessage[] {
    const output = place(`mvt-${name}`);
    mkdirSync(output);
    writeFileSync(place(`${name}.ab`), backup);
    execFileSync(
      "mvt-android",
      ["--disable-update-check", "--disable-indicator-update-check", "check-backup", "-o", output, place(`${name}.ab`)],
      {
        stdio: "ignore",
        env: { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0", MVT_ANDROID_BACKUP_PASSWORD: PASSWORD },
      },
    );
    return JSON.parse(readFileSync(join(output, "sms.json"), "utf8")) as MvtMessage[];
  }

  async function ourMessages<T extends BackedUpSms | BackedUpMms>(artifact: Artifact<T>, backup: Uint8Array): Promise<readonly T[]> {
    const { fileSystem } = await open(backup, PASSWORD);
    const [file] = artifact.paths.flatMap((pattern) => fileSystem.glob(pattern));
    const { records } = await read(artifact, { [file!.path]: readBytes(file!.open(), 0, file!.size) });
    return records;
  }
});
