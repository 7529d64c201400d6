import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, deflateRawSync, inflateRawSync, crc32 as zlibCrc32 } from "node:zlib";
import { bytesSource, createMemorySpool, type InflateProvider, type InputFolder, memoryFile, portableInflate } from "@bridle/core";
import { damaged, randomNumbers } from "@bridle/core/testing";
import { afterAll, describe, expect, test } from "vitest";
import { openArchive } from "../packages/core/src/acquisition/archive/open-archive.ts";
import { readBytes } from "../packages/core/src/bytes/byte-source.ts";
import { nodeInflate } from "../packages/node/src/inflate.ts";

/** Archives and DEFLATE against writers and readers that are not ours: zlib, Python's tarfile and zipfile, tar, zip. */
const runs = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const hasPython = runs("python3", "-c", "import tarfile, zipfile, zlib");
const hasTar = runs("tar", "--version");
const hasZip = runs("zip", "--version");

const folder = mkdtempSync(join(tmpdir(), "archive-oracles-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names and bytes that archivers treat differently: long, not ASCII, empty, larger than a block, compressible and not. */
const noise = (length: number, seed: number): Uint8Array => {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
};
const FILES: Readonly<Record<string, Uint8Array>> = {
  "backup/Manifest.db": noise(5_000, 1),
  "backup/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28": new TextEncoder().encode("text ".repeat(60_000)),
  [`backup/${"long-".repeat(24)}name`]: noise(512, 2),
  [`backup/${"deep/".repeat(45)}file`]: noise(513, 3),
  "backup/päckchen – ж.txt": noise(3, 4),
  "backup/empty": new Uint8Array(0),
};

function writeFiles(): string {
  const root = join(folder, "files");
  for (const [path, bytes] of Object.entries(FILES)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}
const root = writeFiles();

async function open(path: string): Promise<InputFolder> {
  const context = { spool: createMemorySpool(), inflate: nodeInflate, isMetadata: (name: string) => name === "Manifest.db" };
  const opened = await openArchive(memoryFile("given", readFileSync(path)), context);
  return opened ?? expect.fail(`no archive: ${path}`);
}

async function contentOf(path: string): Promise<{ readonly files: Record<string, Uint8Array>; readonly problems: readonly string[] }> {
  const { archive, file } = await open(path);
  await archive!.bringIn(archive!.members.keys());
  const files = [...archive!.members.keys()].map((name) => {
    const member = file(name)!;
    return [name, new Uint8Array(readBytes(member.open(), 0, member.size))] as const;
  });
  return { files: Object.fromEntries(files), problems: archive!.problems().map(({ problem }) => problem.message) };
}

const expectFiles = async (path: string): Promise<void> => {
  const { files, problems } = await contentOf(path);
  expect(Object.keys(files).sort()).toEqual(Object.keys(FILES).sort());
  for (const [name, bytes] of Object.entries(FILES)) expect(files[name], name).toEqual(new Uint8Array(bytes));
  expect(problems).toEqual([]);
};

function run(command: string, args: readonly string[], cwd = root): void {
  const result = spawnSync(command, args, { cwd, encoding: "utf8" });
  expect(result.status, result.stderr).toBe(0);
}

describe.skipIf(!hasTar)("what tar writes", () => {
  test.each(["ustar", "gnu", "pax"])("%s is read whole, plain and compressed", async (format) => {
    const fits = format === "ustar" ? ["--exclude=*long-*", "--exclude=*deep*"] : [];
    for (const [ending, flag] of [
      ["tar", "-cf"],
      ["tgz", "-czf"],
    ] as const) {
      const path = join(folder, `${format}.${ending}`);
      run("tar", [flag, path, `--format=${format}`, ...fits, "backup"]);
      if (fits.length === 0) await expectFiles(path);
      else expect(Object.keys((await contentOf(path)).files)).toHaveLength(4);
    }
  });

  test("members that tar lists are those that are read, links and folders aside", async () => {
    const path = join(folder, "links.tar");
    const links = join(folder, "links");
    mkdirSync(join(links, "d"), { recursive: true });
    writeFileSync(join(links, "d/a"), "a");
    run("ln", ["d/a", "hard"], links);
    run("ln", ["-s", "d/a", "soft"], links);
    run("mkfifo", ["pipe"], links);
    run("truncate", ["-s", "4M", "sparse"], links);
    run("tar", ["--sparse", "--format=gnu", "-cf", path, "d", "hard", "soft", "pipe", "sparse"], links);
    const { files, problems } = await contentOf(path);
    expect(Object.keys(files)).toEqual(["d/a"]);
    expect([...problems].sort()).toEqual(["archive/member-hard-link", "archive/member-sparse"]);
    run("tar", ["--sparse", "--format=pax", "-cf", path, "sparse", "d"], links);
    expect(await contentOf(path)).toMatchObject({ files: { "d/a": Uint8Array.of(97) }, problems: ["archive/member-sparse"] });
  });
});

describe.skipIf(!hasZip)("what zip writes", () => {
  test.each([["-0"], ["-9"], ["-fz"]])("with %s is read whole", async (option) => {
    const path = join(folder, `zip${option}.zip`);
    run("zip", ["-q", "-r", option, path, "backup"]);
    await expectFiles(path);
  });

  test("an encrypted member is said to be one", async () => {
    const path = join(folder, "encrypted.zip");
    run("zip", ["-q", "-P", "secret", path, "backup/Manifest.db"]);
    const { archive, file } = await open(path);
    expect(archive!.problems().map(({ problem }) => problem.message)).toEqual(["archive/member-encrypted"]);
    expect(() => file("backup/Manifest.db")!.open()).toThrow("encrypted");
  });
});

const PYTHON = `
import io, os, sys, tarfile, zipfile
form, out, root = sys.argv[1:4]
names = sorted(os.path.relpath(os.path.join(place, name), root) for place, _, found in os.walk(root) for name in found)
if form.startswith("tar"):
    kind = {"tar-gnu": tarfile.GNU_FORMAT, "tar-pax": tarfile.PAX_FORMAT}[form[:7]]
    with tarfile.open(out, "w:gz" if form.endswith("gz") else "w", format=kind) as tar:
        for name in names: tar.add(os.path.join(root, name), arcname=name)
elif form == "zip-stream":
    class Pipe(io.RawIOBase):
        def __init__(self, file): self.file = file
        def writable(self): return True
        def write(self, data): return self.file.write(data)
    with open(out, "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names: archive.write(os.path.join(root, name), name)
else:
    method = zipfile.ZIP_STORED if form == "zip-stored" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            data = open(os.path.join(root, name), "rb").read()
            with archive.open(name, "w", force_zip64=form == "zip-64") as member: member.write(data)
`;

describe.skipIf(!hasPython)("what Python writes", () => {
  test.each(["tar-gnu", "tar-pax", "tar-gnu.gz", "tar-pax.gz", "zip-stored", "zip-deflated", "zip-64", "zip-stream"])(
    "%s is read whole",
    async (form) => {
      const path = join(folder, `python-${form}`);
      run("python3", ["-c", PYTHON, form, path, root]);
      await expectFiles(path);
    },
  );
});

interface Inflated {
  readonly bytes: Buffer;
  readonly end: string;
}
async function inflated(provider: InflateProvider, bytes: Uint8Array): Promise<Inflated> {
  const parts: Buffer[] = [];
  const { end } = await provider.inflate({
    source: bytesSource(bytes),
    from: 0,
    to: bytes.length,
    take: (part) => parts.push(Buffer.from(part)) > 0,
  });
  return { bytes: Buffer.concat(parts), end };
}

/** What zlib makes of the bytes: whole, cut off where it asks for more, else damaged. */
function zlibEnd(bytes: Uint8Array): string {
  try {
    inflateRawSync(bytes);
    return "whole";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR" ? "cut-off" : "damaged";
  }
}

const packings = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
  { strategy: constants.Z_FIXED },
];
const SAMPLE = Buffer.concat([
  Buffer.from("A small text, said again. ".repeat(40)),
  noise(700, 5),
  Buffer.alloc(900, 7),
  Buffer.from("A small text, said again, and changed. ".repeat(30)),
]);

describe("our inflate", () => {
  test.each(packings)("reads what zlib packs with %o, and breaks off where zlib does", async (options) => {
    const packed = deflateRawSync(SAMPLE, options);
    expect(await inflated(portableInflate, packed)).toEqual({ bytes: SAMPLE, end: "whole" });
    for (const { bytes, damage } of damaged(packed, { cuts: 150, flips: 1_500 })) {
      const { bytes: got, end } = await inflated(portableInflate, bytes);
      expect(end, damage).toBe(zlibEnd(bytes));
      if (damage.startsWith("cut")) {
        expect(got.equals(inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })), damage).toBe(true);
        expect(SAMPLE.subarray(0, got.length).equals(got), damage).toBe(true);
      }
    }
  });

  test("the host's inflate gives the same bytes for the same damage, at once and as a stream", async () => {
    const small = deflateRawSync(SAMPLE);
    const large = deflateRawSync(Buffer.concat([noise(400_000, 6), Buffer.alloc(3_000_000), SAMPLE]), { level: 1 });
    for (const { bytes, damage } of [...damaged(small, { cuts: 40, flips: 60 }), ...damaged(large, { cuts: 6, flips: 12 })]) {
      const [ours, hosts] = [await inflated(portableInflate, bytes), await inflated(nodeInflate, bytes)];
      expect(hosts.end, damage).toBe(ours.end);
      expect(hosts.bytes.equals(ours.bytes), damage).toBe(true);
    }
  });

  test("checksums are zlib's", () => {
    for (let length = 0; length < 100; length++)
      expect(portableInflate.crc32(noise(length, length), 0)).toBe(zlibCrc32(noise(length, length)));
  });
});
