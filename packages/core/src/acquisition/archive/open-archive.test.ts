import { describe, expect, test } from "vitest";
import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { portableInflate } from "../../bytes/portable-inflate.ts";
import { createMemorySpool, type Spool } from "../../bytes/spool.ts";
import { renderEnglish } from "../../messages/catalog.ts";
import {
  compressed,
  concatenated,
  extraField,
  TAR_END,
  type TarEntryInput,
  tarEntry,
  tarFile,
  u64,
  type ZipEntryInput,
  zipFile,
} from "../../testing/archives.ts";
import { damaged } from "../../testing/damage.ts";
import { AcquisitionError } from "../file-system.ts";
import type { InputFolder } from "../input.ts";
import { memoryFile } from "../memory-input.ts";
import { basesHolding } from "./bases-holding.ts";
import { MAX_NAME_DEPTH, MAX_NAME_LENGTH, MAX_RATIO, RATIO_FREE_BYTES } from "./limits.ts";
import { openArchive } from "./open-archive.ts";

interface Opening {
  readonly spool?: Spool;
  readonly metadata?: readonly string[];
  readonly inflate?: typeof portableInflate;
}

const opened = ({ spool = createMemorySpool(), metadata = [], inflate = portableInflate }: Opening, bytes: Uint8Array) =>
  openArchive(memoryFile("given", bytes), { spool, inflate, isMetadata: (name) => metadata.includes(name) });

async function open(bytes: Uint8Array, opening: Opening = {}): Promise<InputFolder> {
  const folder = await opened(opening, bytes);
  return folder ?? expect.fail("no archive");
}

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
const encoded = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

/** What a member holds, or the name and code of what is thrown. */
function content(folder: InputFolder, path: string): string {
  try {
    const file = folder.file(path);
    return file ? text(readBytes(file.open(), 0, file.size)) : "not there";
  } catch (error) {
    if (error instanceof AcquisitionError || error instanceof FormatError) return `${error.name} ${error.code}`;
    throw error;
  }
}

const pathsOf = (folder: InputFolder): readonly string[] => [...folder.archive!.members.keys()];
const fetchAll = (folder: InputFolder): Promise<void> => folder.archive!.bringIn(pathsOf(folder));
/** Kinds of problems with their count and examples, each rendered once so that its sentence is proven to exist. */
const problemsOf = (folder: InputFolder): readonly string[] =>
  folder.archive!.problems().map(({ problem, count }) => {
    expect(renderEnglish(problem)).not.toContain("{");
    return `${problem.message.slice("archive/".length)} ${count}: ${problem.params!["examples"]}`;
  });

const FILES: Readonly<Record<string, string>> = {
  "top.txt": "top",
  "a/one.txt": "one",
  "a/b/two.txt": "two".repeat(500),
  "a-b.txt": "",
  c: "c",
};
const tarEntries = (): TarEntryInput[] => Object.entries(FILES).map(([name, bytes]) => ({ name, bytes }));
const stored = (name: string, bytes = FILES[name] ?? "x"): ZipEntryInput => ({ name, stored: bytes });
const deflated = async (name: string, bytes = FILES[name] ?? "x"): Promise<ZipEntryInput> => ({
  name,
  bytes,
  method: 8,
  stored: await compressed(encoded(bytes), "deflate-raw"),
});
const deflatedZip = async (): Promise<Uint8Array> => zipFile(await Promise.all(Object.keys(FILES).map((name) => deflated(name))));

const FORMS = {
  tar: async () => tarFile(tarEntries()),
  "tar.gz": async () => compressed(tarFile(tarEntries()), "gzip"),
  "zip with stored members": async () => zipFile(Object.keys(FILES).map((name) => stored(name))),
  "zip with deflated members": deflatedZip,
};

describe.each(Object.entries(FORMS))("%s", (_, build) => {
  test("is a folder with the members' bytes", async () => {
    const folder = await open(await build());
    await fetchAll(folder);
    for (const [path, bytes] of Object.entries(FILES)) expect(content(folder, path), path).toBe(bytes);
    expect(folder.file("a")).toBeUndefined();
    expect(folder.file("a/none")).toBeUndefined();
    expect([...folder.archive!.members.values()].map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(problemsOf(folder)).toEqual([]);
  });

  test("lists each folder's own entries, sorted", async () => {
    const folder = await open(await build());
    expect(folder.list("")!.map(({ name, isFolder, size }) => `${name} ${isFolder} ${size}`)).toEqual([
      "a true 0",
      "a-b.txt false 0",
      "c false 1",
      "top.txt false 3",
    ]);
    expect(folder.list("a")!.map(({ name }) => name)).toEqual(["b", "one.txt"]);
    expect(folder.list("a/b")!.map(({ name }) => name)).toEqual(["two.txt"]);
    expect(folder.list("c")).toBeUndefined();
    expect(folder.list("none")).toBeUndefined();
  });

  test("a part of a member is read, and nothing of the next one", async () => {
    const folder = await open(await build());
    await fetchAll(folder);
    const source = folder.file("a/b/two.txt")!.open();
    expect(source.byteLength).toBe(1500);
    expect(text(readBytes(source, 1498, 10))).toBe("wo");
    const into = new Uint8Array(8);
    expect(source.readSync(1496, into)).toBe(4);
    expect(text(into)).toBe("otwo\0\0\0\0");
    expect(source.readSync(2000, into)).toBe(0);
  });

  test("whatever is cut off or flipped, opening and reading it ends with bytes, problems or a named error", async () => {
    const whole = await build();
    for (const { bytes, damage } of damaged(whole, { cuts: 120, flips: 400 })) {
      const folder = await opened({ metadata: ["c"] }, bytes);
      if (!folder) continue;
      await fetchAll(folder);
      for (const path of pathsOf(folder)) expect(content(folder, path).length, damage).toBeLessThan(10_000);
      expect(problemsOf(folder).length, damage).toBeLessThan(10);
    }
  });
});

test("what is no archive is none, whatever its name", async () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(2000),
    encoded("PK, a text"),
    await compressed(encoded("a text".repeat(200)), "gzip"),
  ])
    expect(await opened({}, bytes)).toBeUndefined();
});

describe("names", () => {
  const named = async (...names: string[]): Promise<InputFolder> => open(tarFile(names.map((name) => ({ name, bytes: name }))));

  test("leading ./ is no part of a path", async () => {
    expect(pathsOf(await named("./a", "././b/c"))).toEqual(["a", "b/c"]);
  });

  test("members whose names lead elsewhere are left out, each kind counted", async () => {
    const folder = await named("good", "/etc/passwd", "C:/x", "a/../b", "..", "a//b", "a/./b");
    expect(pathsOf(folder)).toEqual(["good"]);
    expect(problemsOf(folder)).toEqual([
      "name-absolute 2: /etc/passwd, C:/x",
      "name-climbs 2: a/../b, ..",
      "name-empty-part 2: a//b, a/./b",
    ]);
    const long = "n".repeat(MAX_NAME_LENGTH + 1);
    const deep = `${"d/".repeat(MAX_NAME_DEPTH)}f`;
    const zip = await open(zipFile([stored(long), stored(deep), stored("nul\0.txt"), stored("C:\\x"), stored("also/good")]));
    expect(pathsOf(zip)).toEqual(["C:\\x", "also/good"]);
    expect(problemsOf(zip)).toEqual([`name-too-long 2: ${long.slice(0, 120)}…, ${deep.slice(0, 120)}…`, "name-nul 1: nul\0.txt"]);
    // A limit leaves members out, so no source can be called whole; a name that is none is left out knowingly.
    expect(zip.archive!.problems().map(({ reason }) => reason)).toEqual(["over-budget", undefined]);
  });

  test("of members of one name the first stays", async () => {
    const folder = await open(
      tarFile([
        { name: "a", bytes: "1" },
        { name: "./a", bytes: "2" },
        { name: "a", bytes: "3" },
      ]),
    );
    expect(content(folder, "a")).toBe("1");
    expect(problemsOf(folder)).toEqual(["duplicate 2: a, a"]);
  });

  test("of members of one name in a zip the others are kept by their place, which no member's own name can be", async () => {
    const folder = await open(zipFile([stored("a"), { name: "a", stored: "2" }, { name: "a//1", stored: "3" }]));
    expect(pathsOf(folder)).toEqual(["a"]);
    expect([...folder.archive!.copies].map(([path, { copyOf, index }]) => [path, copyOf, index])).toEqual([["a//1", "a", 1]]);
    expect(content(folder, "a//1")).toBe("2");
    expect(problemsOf(folder)).toEqual(["duplicate 1: a", "name-empty-part 1: a//1"]);
  });

  test("what macOS adds is passed over without a word", async () => {
    const folder = await named("__MACOSX/._a", "._a", "b/._c", "b/c");
    expect(pathsOf(folder)).toEqual(["b/c"]);
    expect(problemsOf(folder)).toEqual([]);
  });

  test("backslashes separate folders where the zip comes from DOS or Windows and has no slash", async () => {
    const folder = await open(
      zipFile([
        { name: "a\\b", stored: "1", host: 0 },
        { name: "a\\c", stored: "2", host: 10 },
        { name: "a\\d", stored: "3", host: 3 },
        { name: "..\\e", stored: "4", host: 0 },
        { name: "f/g\\h", stored: "5", host: 0 },
        { name: "folder\\", stored: "", host: 0 },
      ]),
    );
    expect(pathsOf(folder)).toEqual(["a/b", "a/c", "a\\d", "f/g\\h"]);
    expect(problemsOf(folder)).toEqual(["name-climbs 1: ..\\e"]);
  });

  test("names of zips are UTF-8 by flag, by field or on Unix, else code page 437", async () => {
    const name = Uint8Array.of(0x81, 0x2e, 0x74); // "ü.t" in code page 437
    const path = concatenated([Uint8Array.of(1, 0, 0, 0, 0), "ж.t"]);
    const field = (crc: readonly number[]): Uint8Array => extraField(0x7075, concatenated([Uint8Array.of(1, ...crc), path.subarray(5)]));
    const checksum = [...new Uint8Array(Uint32Array.of(portableInflate.crc32(name, 0)).buffer)];
    const folder = await open(
      zipFile([
        { name: "é1", stored: "", flags: 1 << 11, host: 0 },
        { name: "é2", stored: "", host: 3 },
        { name, stored: "", host: 0 },
        { name: name.with(1, 0x2d), stored: "", host: 3 },
        { name, stored: "", host: 0, extra: field(checksum) },
        { name: name.with(2, 0x75), stored: "", host: 0, extra: field(checksum) },
      ]),
    );
    expect(pathsOf(folder)).toEqual(["é1", "é2", "ü.t", "ü-t", "ж.t", "ü.u"]);
  });
});

describe("tar", () => {
  test("links and devices are no files; what is not read is counted", async () => {
    const folder = await open(
      tarFile([
        { name: "link", type: "2" },
        { name: "device", type: "3" },
        { name: "hard", type: "1" },
        { name: "sparse", type: "S" },
        { name: "odd", type: "Q" },
        { name: "file", bytes: "1" },
      ]),
    );
    expect(pathsOf(folder)).toEqual(["file"]);
    expect(problemsOf(folder)).toEqual(["member-hard-link 1: hard", "member-sparse 1: sparse", "member-unknown-type 1: odd"]);
  });

  test("a member that is cut off keeps what is there of it", async () => {
    const whole = tarFile([{ name: "a", bytes: "0123456789" }]);
    for (const bytes of [whole.subarray(0, 515), await compressed(whole.subarray(0, 515), "gzip")]) {
      const folder = await open(bytes);
      await fetchAll(folder);
      expect(content(folder, "a")).toBe("012");
      expect(folder.archive!.members.get("a")!.size).toBe(3);
      expect(problemsOf(folder)).toEqual(["member-cut-off 1: a", "tar-cut-off 1: 515"]);
    }
  });

  test("a size of eight exabytes reads no further than the file", async () => {
    const size = Uint8Array.of(0x80, 0, 0, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
    const folder = await open(tarFile([{ name: "a", bytes: "1", size }]));
    expect(folder.file("a")!.size).toBe(512 + 1024);
    expect(problemsOf(folder)).toEqual(["member-cut-off 1: a", "tar-cut-off 1: 2048"]);
  });

  test("headers are visited without reading what lies between them", async () => {
    const bytes = tarFile([
      { name: "large", bytes: new Uint8Array(10_000_000) },
      { name: "last", bytes: "1" },
    ]);
    let read = 0;
    const file = memoryFile("given", bytes);
    const counting = {
      ...file,
      open: () => ({
        byteLength: bytes.length,
        readSync(offset: number, into: Uint8Array) {
          read += into.length;
          return file.open().readSync(offset, into);
        },
      }),
    };
    const folder = await openArchive(counting, { spool: createMemorySpool(), inflate: portableInflate, isMetadata: () => false });
    expect([...folder!.archive!.members.keys()]).toEqual(["large", "last"]);
    expect(read).toBeLessThan(100_000);
  });
});

describe("tar.gz", () => {
  /** Counts how often the archive is inflated from its beginning. */
  const counting = (): { readonly inflate: typeof portableInflate; passes: number } => {
    const counter = {
      passes: 0,
      inflate: {
        ...portableInflate,
        inflate: (request: Parameters<typeof portableInflate.inflate>[0]) => {
          counter.passes++;
          return portableInflate.inflate(request);
        },
      },
    };
    return counter;
  };
  /** One look at the first block tells a tar. */
  const LOOK = 1;

  test("is read once for names and metadata, once more for what is asked for, and never again", async () => {
    const counter = counting();
    const folder = await open(await FORMS["tar.gz"](), { metadata: ["top.txt"], inflate: counter.inflate });
    expect(counter.passes).toBe(LOOK + 1);
    expect(content(folder, "top.txt")).toBe("top");
    expect(content(folder, "c")).toBe("AcquisitionError unreadable");
    await folder.archive!.bringIn(["top.txt", "not there"]);
    expect(counter.passes).toBe(LOOK + 1);
    await folder.archive!.bringIn(["a/one.txt"]);
    expect(counter.passes).toBe(LOOK + 2);
    expect(content(folder, "a/one.txt")).toBe("one");
    await folder.archive!.bringIn(["c", "a/one.txt"]);
    expect(counter.passes).toBe(LOOK + 2);
    expect(content(folder, "c")).toBe("AcquisitionError unreadable");
    expect(problemsOf(folder)).toEqual(["asked-too-late 1: c"]);
  });

  test("what does not fit the spool stays out of reach, and is said", async () => {
    const folder = await open(await FORMS["tar.gz"](), { spool: createMemorySpool(1000), metadata: ["top.txt"] });
    await fetchAll(folder);
    expect(content(folder, "top.txt")).toBe("top");
    expect(content(folder, "a/b/two.txt")).toBe("FormatError limit");
    expect(problemsOf(folder)[0]).toMatch(/^member-no-room \d: a\/b\/two.txt/);
  });

  test("the names of a damaged one are those before the damage", async () => {
    const whole = await FORMS["tar.gz"]();
    const folder = await open(whole.subarray(0, whole.length - 20));
    expect(pathsOf(folder).length).toBeGreaterThan(0);
    expect(problemsOf(folder)[0]).toBe(`gzip-cut-off 1: ${whole.length - 20}`);
  });

  test("several gzip members are one tar", async () => {
    const whole = tarFile(tarEntries());
    const parts = [whole.subarray(0, 700), whole.subarray(700)];
    const folder = await open(concatenated(await Promise.all(parts.map((part) => compressed(part, "gzip")))));
    expect(pathsOf(folder)).toEqual(Object.keys(FILES));
    expect(problemsOf(folder)).toEqual([]);
  });

  test("one that unpacks to far more than it should is left at the limit", async () => {
    const inflate = {
      ...portableInflate,
      /** Stands for a stream of zeros without end: inflating it truly would take as long. */
      inflate: async ({ take, from }: Parameters<typeof portableInflate.inflate>[0]) => {
        const piece = new Uint8Array(1 << 24);
        piece.set(tarEntry({ name: "first", bytes: "1" }));
        let given = piece.length;
        while (take(piece)) given += piece.length;
        expect(given).toBeLessThanOrEqual(RATIO_FREE_BYTES + piece.length);
        return { end: "stopped", at: from } as const;
      },
      crc32: () => 0,
    };
    const folder = await open(await FORMS["tar.gz"](), { inflate });
    expect(pathsOf(folder)).toEqual(["first"]);
    expect(problemsOf(folder)).toContainEqual(expect.stringMatching(/^unpacks-too-far 1: \d+$/));
  });
});

describe("zip", () => {
  test("members are found by the long end record, by long fields, behind a prefix and before trailing bytes", async () => {
    const long: ZipEntryInput = {
      ...stored("long", "12345"),
      extra: extraField(1, u64(5, 5, 0)),
      stated: { size: 0xffffffff, storedSize: 0xffffffff, headerOffset: 0xffffffff },
    };
    const folder = await open(zipFile([long, stored("c")], { isWide: true, comment: "a comment with PK\x05\x06 in it" }));
    expect([content(folder, "long"), content(folder, "c")]).toEqual(["12345", "c"]);
    expect(problemsOf(folder)).toEqual([]);
    const shifted = await open(concatenated(["#!/bin/sh\n", zipFile([long, stored("c")], { isWide: true }), "tail"]));
    expect([content(shifted, "long"), content(shifted, "c")]).toEqual(["12345", "c"]);
    expect(problemsOf(shifted)).toEqual(["zip-prefix 1: 10", "zip-trailing 1: 4"]);
  });

  test("deflated members are in reach once they are fetched, with or without a descriptor behind them", async () => {
    const folder = await open(zipFile([{ ...(await deflated("a/b/two.txt")), hasDescriptor: true }, await deflated("c")]));
    expect(content(folder, "c")).toBe("AcquisitionError unreadable");
    await folder.archive!.bringIn(["a/b/two.txt"]);
    expect(content(folder, "a/b/two.txt")).toBe(FILES["a/b/two.txt"]);
    expect(content(folder, "c")).toBe("AcquisitionError unreadable");
    expect(problemsOf(folder)).toEqual([]);
  });

  test("a checksum, a size or a header that differs is said, and the bytes are kept", async () => {
    const good = await deflated("c", "content");
    const folder = await open(
      zipFile([
        { ...good, name: "checksum", stated: { crc32: 1 } },
        { ...good, name: "size", stated: { size: 3 } },
        { ...good, name: "name", localName: "other" },
        { ...stored("stored-size"), stated: { size: 9 } },
      ]),
    );
    await fetchAll(folder);
    expect(pathsOf(folder).map((path) => content(folder, path))).toEqual(["content", "content", "content", "x"]);
    expect(problemsOf(folder)).toEqual([
      "member-differs 4: checksum, size, name",
      "member-checksum 1: checksum",
      "member-size 2: size, stored-size",
    ]);
  });

  test("a damaged member costs itself only, and keeps the bytes before the damage", async () => {
    const good = await deflated("c", FILES["a/b/two.txt"]);
    // A stored block of three bytes, then a block of the kind that there is not.
    const broken = Uint8Array.of(0, 3, 0, 0xfc, 0xff, 0x61, 0x62, 0x63, 7);
    const folder = await open(
      zipFile([
        { ...good, name: "broken", stored: broken },
        { ...good, name: "cut", stored: broken.subarray(0, 7) },
        { ...good, name: "whole" },
      ]),
    );
    await fetchAll(folder);
    expect(pathsOf(folder).map((path) => content(folder, path))).toEqual(["abc", "ab", FILES["a/b/two.txt"]]);
    expect(problemsOf(folder)).toEqual(["member-damaged 1: broken", "member-cut-off 1: cut"]);
  });

  test("encrypted members and unknown methods are listed, said and refused", async () => {
    const folder = await open(
      zipFile([
        { ...stored("zipcrypto"), flags: 1 },
        { ...stored("aes"), method: 99 },
        { ...stored("zstd"), method: 93 },
      ]),
    );
    await fetchAll(folder);
    expect(pathsOf(folder).map((path) => content(folder, path))).toEqual(Array(3).fill("FormatError unsupported"));
    expect(problemsOf(folder)).toEqual(["member-encrypted 2: zipcrypto, aes", "member-unknown-method 1: zstd"]);
  });

  test("a part of a split archive is said to be one", async () => {
    expect(problemsOf(await open(zipFile([stored("c")], { stated: { disk: 1 } })))).toMatchObject(
      [/^zip-split/].map(() => expect.stringMatching(/^zip-split/)),
    );
  });

  test("a byte belongs to one member: what overlaps is refused, what lies apart is read", async () => {
    const first = stored("first", "0123456789");
    const folder = await open(
      zipFile([
        first,
        { ...stored("same-header"), stated: { headerOffset: 0 } },
        { ...stored("too-long", "abc"), stated: { storedSize: 50, size: 50 } },
        stored("last"),
      ]),
    );
    expect(pathsOf(folder)).toEqual(["first", "last"]);
    expect([content(folder, "first"), content(folder, "last")]).toEqual(["0123456789", "x"]);
    expect(problemsOf(folder)).toEqual(["overlapping 2: same-header, too-long"]);
  });

  test("a member that unpacks to far more than it should is refused", async () => {
    const inflate = {
      ...portableInflate,
      inflate: async ({ take, from }: Parameters<typeof portableInflate.inflate>[0]) => {
        const piece = new Uint8Array(1 << 24);
        while (take(piece));
        return { end: "stopped", at: from } as const;
      },
      crc32: () => 0,
    };
    const folder = await open(zipFile([await deflated("c")]), { inflate, spool: createMemorySpool(2 ** 31) });
    await fetchAll(folder);
    expect(content(folder, "c")).toBe("FormatError limit");
    expect(problemsOf(folder)).toEqual(["member-unpacks-too-far 1: c"]);
    expect(RATIO_FREE_BYTES / MAX_RATIO).toBeGreaterThan(1000);
  });

  test("links, folders and devices of Unix are no files", async () => {
    const folder = await open(
      zipFile([
        { ...stored("link"), mode: 0o120777 },
        { ...stored("folder"), mode: 0o040755 },
        { ...stored("pipe"), mode: 0o010644 },
        { ...stored("unstated"), mode: 0 },
        { ...stored("dos"), mode: 0o120777, host: 0 },
        stored("f/"),
      ]),
    );
    expect(pathsOf(folder)).toEqual(["unstated", "dos"]);
  });

  test("without its list of members, those that follow one another are found", async () => {
    const entries = [
      stored("a/one.txt"),
      { ...(await deflated("c", "content")), hasDescriptor: true },
      { ...stored("described", "PK PK\x07\x08 PK"), hasDescriptor: true },
      { ...stored("described/"), stored: "", hasDescriptor: true },
      { ...(await deflated("nothing", "")), hasDescriptor: true },
      await deflated("a/b/two.txt"),
      stored("top.txt", "a longer text that is cut"),
    ];
    const whole = zipFile(entries);
    const cut = whole.subarray(0, text(whole).indexOf(" that is cut"));
    const folder = await open(cut);
    await fetchAll(folder);
    expect(Object.fromEntries(pathsOf(folder).map((path) => [path, content(folder, path)]))).toEqual({
      "a/one.txt": "one",
      c: "content",
      described: "PK PK\x07\x08 PK",
      nothing: "",
      "a/b/two.txt": FILES["a/b/two.txt"],
      "top.txt": "a longer text",
    });
    expect(problemsOf(folder)).toEqual([`zip-cut-off 1: ${cut.length}`, "zip-no-directory 1: 7"]);
  });

  test("members that a damaged list leaves out are found by their own headers; a wrong count is said", async () => {
    const whole = zipFile([stored("c"), stored("top.txt")]);
    const second = text(whole).lastIndexOf("PK\x01\x02");
    const folder = await open(whole.with(second, 0));
    expect(pathsOf(folder).map((path) => `${path}: ${content(folder, path)}`)).toEqual(["c: c", "top.txt: top"]);
    expect([...folder.archive!.members.values()].map(({ index }) => index)).toEqual([0, 1]);
    expect(problemsOf(folder)).toEqual([`zip-directory-damaged 1: ${second}`]);
    expect(problemsOf(await open(zipFile([stored("c")], { stated: { entries: 7 } })))).toEqual(["zip-count 1: 1"]);
  });
});

test("archives inside an archive are not opened, and said", async () => {
  const folder = await open(
    tarFile([
      { name: "phone/inner.zip", bytes: "PK" },
      { name: "a/b/c/deep.zip", bytes: "PK" },
    ]),
  );
  expect(problemsOf(folder)).toEqual(["nested 1: phone/inner.zip"]);
});

test("the folders that hold a name are found at any depth of an archive, and the top alone where it does", async () => {
  const holding = async (...names: string[]) =>
    basesHolding(await open(concatenated([...names.map((name) => tarEntry({ name })), TAR_END])), ["m.db"]);
  expect(await holding("x", "m.db", "deep/m.db")).toEqual([""]);
  expect(await holding("a/b/c/m.db", "a/b/x")).toEqual(["a/b/c/"]);
  expect(await holding("b/m.db", "a/m.db")).toEqual(["a/", "b/"]);
  expect(await holding("a/xm.db")).toEqual([]);
});
