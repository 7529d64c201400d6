import { expect, test } from "vitest";
import { concatenated, paxRecords, TAR_END, type TarEntryInput, tarEntry, tarFile } from "../../testing/archives.ts";
import { damaged } from "../../testing/damage.ts";
import { beginsTar, createTarParser, MAX_EXTENDED_BYTES } from "./parser.ts";

interface Read {
  readonly members: Record<string, string>;
  readonly kinds: readonly string[];
  readonly notes: readonly string[];
  readonly cut: readonly string[];
  readonly ended: readonly string[];
}

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

/** Reads the file in pieces of a length; `wants` says whose bytes are taken. */
function read(bytes: Uint8Array, piece = bytes.length, wants: (name: string) => boolean = () => true): Read {
  const result = {
    members: {} as Record<string, string>,
    kinds: [] as string[],
    notes: [] as string[],
    cut: [] as string[],
    ended: [] as string[],
  };
  const parser = createTarParser({
    member({ name, kind }) {
      const title = text(name);
      result.kinds.push(kind);
      if (!wants(title)) return undefined;
      result.members[title] = "";
      return {
        take(part) {
          result.members[title] += text(part);
        },
        end: () => void result.ended.push(title),
      };
    },
    cut: (member, size) => void result.cut.push(`${text(member.name)} ${size}`),
    note: (kind, offset) => void result.notes.push(`${kind} ${offset}`),
  });
  for (let at = 0; at < bytes.length; at += Math.max(1, piece)) parser.push(bytes.subarray(at, at + Math.max(1, piece)));
  parser.end();
  return result;
}

const plain = tarFile([
  { name: "a", bytes: "one" },
  { name: "folder/", type: "5" },
  { name: "folder/b", bytes: "x".repeat(1300) },
  { name: "empty" },
]);

test("reads members whatever the pieces in which the file comes", () => {
  const whole = read(plain);
  expect(whole.members).toEqual({ a: "one", "folder/": "", "folder/b": "x".repeat(1300), empty: "" });
  expect(whole.kinds).toEqual(["file", "folder", "file", "file"]);
  expect(whole.notes).toEqual([]);
  for (const piece of [1, 3, 511, 512, 513, 700, 4096]) expect(read(plain, piece), `pieces of ${piece}`).toEqual(whole);
});

test("says how many bytes nobody wants, so that they can be passed over", () => {
  const parser = createTarParser({ member: () => undefined, cut: () => {}, note: (kind) => expect.fail(kind) });
  parser.push(plain.subarray(0, 512));
  expect(parser.unwanted()).toBe(512);
  parser.skip(512);
  expect(parser.unwanted()).toBe(0);
  parser.push(plain.subarray(1024));
  parser.end();
});

test("joins prefix and name, and takes long names from GNU's and from pax's headers", () => {
  const long = `${"deep/".repeat(40)}name`;
  const entries: TarEntryInput[] = [
    { name: "name", prefix: "some/folder", bytes: "1" },
    { name: "././@LongLink", type: "L", bytes: `${long}\0` },
    { name: long, bytes: "2" },
    { name: "PaxHeader", type: "x", bytes: paxRecords({ path: "päx" }) },
    { name: "short", bytes: "3" },
    { name: "after", prefix: "ignored", bytes: "4", magic: "ustar  \0" },
  ];
  const utf8 = text(new TextEncoder().encode("päx"));
  expect(read(tarFile(entries)).members).toEqual({ "some/folder/name": "1", [long]: "2", [utf8]: "3", after: "4" });
});

test("takes sizes from pax headers and from numbers that do not fit octal digits", () => {
  const wide = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);
  const entries: TarEntryInput[] = [
    { name: "base-256", size: wide, bytes: "abc" },
    { name: "PaxHeader", type: "x", bytes: paxRecords({ size: "4" }) },
    { name: "pax", size: 0, bytes: "abcd" },
  ];
  const { members, notes } = read(tarFile(entries));
  expect(members).toEqual({ "base-256": "abc", pax: "abcd" });
  expect(notes).toEqual([]);
});

test("what a global header says holds until another says otherwise", () => {
  const entries: TarEntryInput[] = [
    { name: "g", type: "g", bytes: paxRecords({ comment: "c0ffee", size: "2" }) },
    { name: "first", size: 0, bytes: "ab" },
    { name: "x", type: "x", bytes: paxRecords({ size: "1" }) },
    { name: "second", size: 0, bytes: "c" },
    { name: "third", size: 0, bytes: "de" },
  ];
  expect(read(tarFile(entries)).members).toEqual({ first: "ab", second: "c", third: "de" });
});

test("tells files from links, devices, sparse files and what it does not know", () => {
  const sparse = tarEntry({ name: "old-sparse", type: "S", bytes: "" });
  sparse[482] = 1;
  sparse.set(new TextEncoder().encode("        "), 148);
  sparse.set(
    new TextEncoder().encode(
      `${sparse
        .subarray(0, 512)
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
    ),
    148,
  );
  const entries: (TarEntryInput | Uint8Array)[] = [
    { name: "hard", type: "1", size: 700 },
    { name: "link", type: "2" },
    { name: "character", type: "3" },
    { name: "block", type: "4" },
    { name: "pipe", type: "6" },
    sparse,
    new Uint8Array(512),
    { name: "x", type: "x", bytes: paxRecords({ "GNU.sparse.major": "1" }) },
    { name: "sparse", bytes: "map" },
    { name: "volume", type: "V" },
    { name: "old-folder/", type: "\0" },
    { name: "contiguous", type: "7", bytes: "7" },
  ];
  const { kinds, notes } = read(tarFile(entries));
  expect(kinds).toEqual(["hard-link", "link", "device", "device", "device", "sparse", "sparse", "unknown", "folder", "file"]);
  expect(notes).toEqual([]);
});

test("finds the next member after a header that is damaged, and says where it was lost", () => {
  const first = tarEntry({ name: "first", bytes: "1" });
  const broken = tarEntry({ name: "broken", bytes: "2" });
  broken[0]! ^= 1;
  const { members, notes } = read(concatenated([first, broken, tarEntry({ name: "third", bytes: "3" }), TAR_END]));
  expect(members).toEqual({ first: "1", third: "3" });
  expect(notes).toEqual(["tar-bad-header 1024"]);
});

test("a size that is no number costs its member only", () => {
  const negative = new Uint8Array(12).fill(0xff);
  const { members, notes } = read(
    tarFile([
      { name: "negative", size: negative, bytes: "1" },
      { name: "next", bytes: "2" },
    ]),
  );
  expect(members).toEqual({ next: "2" });
  expect(notes).toEqual(["tar-bad-header 0"]);
});

test("an extended header that is damaged or too long leaves the member its short name", () => {
  const tooLong = new Uint8Array(MAX_EXTENDED_BYTES + 1);
  const entries: TarEntryInput[] = [
    { name: "x", type: "x", bytes: "99 path=longer than it is\n" },
    { name: "short", bytes: "1" },
    { name: "L", type: "L", bytes: tooLong },
    { name: "next", bytes: "2" },
  ];
  const { members, notes } = read(tarFile(entries));
  expect(members).toEqual({ short: "1", next: "2" });
  expect(notes).toEqual(["tar-bad-extended-header 0", "tar-bad-extended-header 2048"]);
});

test("says where a file is cut off, and how much of its last member is there", () => {
  expect(read(plain.subarray(0, 512 + 2))).toMatchObject({ members: { a: "on" }, cut: ["a 2"], notes: ["tar-cut-off 514"] });
  expect(read(plain.subarray(0, 100)).notes).toEqual(["tar-cut-off 100"]);
  expect(read(plain.subarray(0, 1024)).notes).toEqual(["tar-no-end 1024"]);
  expect(read(plain.subarray(0, 512 + 2), 600, () => false)).toMatchObject({ cut: ["a 2"] });
});

test("reads on behind the end, where a second archive was appended, and says so", () => {
  const { members, notes } = read(concatenated([plain, tarFile([{ name: "hidden", bytes: "9" }])]));
  expect(members).toMatchObject({ a: "one", hidden: "9" });
  expect(notes).toEqual([`tar-after-end ${plain.length}`]);
});

test("an archive of before POSIX is told by its checksum, and random bytes are none", () => {
  expect(beginsTar(tarFile([{ name: "old", bytes: "1", magic: "" }]))).toBe(true);
  expect(read(tarFile([{ name: "old", bytes: "1", magic: "" }])).members).toEqual({ old: "1" });
  expect(beginsTar(new Uint8Array(512))).toBe(false);
  expect(beginsTar(new Uint8Array(512).fill(65))).toBe(false);
  expect(beginsTar(plain.subarray(0, 511))).toBe(false);
});

test("answers every damage with members and notes", () => {
  const whole = tarFile([
    { name: "x", type: "x", bytes: paxRecords({ path: "long", size: "3" }) },
    { name: "short", bytes: "abc" },
    { name: "L", type: "L", bytes: "longer\0" },
    { name: "next", bytes: "def" },
  ]);
  for (const { bytes, damage } of damaged(whole)) {
    const { members, notes, ended } = read(bytes);
    expect(ended.length, damage).toBeGreaterThanOrEqual(Object.keys(members).length);
    expect(Object.values(members).join("").length, damage).toBeLessThanOrEqual(bytes.length);
    // One block of zeros still ends an archive.
    if (damage.startsWith("cut")) expect(notes.length > 0 || bytes.length >= whole.length - 512, damage).toBe(true);
  }
});
