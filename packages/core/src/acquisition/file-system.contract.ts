import { bytesSource, readBytes } from "../bytes/byte-source.ts";
import type { EvidenceFile, EvidenceFileSystem } from "./file-system.ts";

/** A statement about a file system, with what it gave and what it must give. */
export interface ContractCase {
  readonly title: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

const file = (path: string, rawPath: string, text = rawPath): EvidenceFile => {
  const bytes = new TextEncoder().encode(text);
  return { path, rawPath, containers: [], size: bytes.length, open: () => bytesSource(bytes) };
};

const FILES = [
  file("/private/var/mobile/b.db", "r3"),
  file("/private/var/mobile/a/b.db", "r2"),
  file("/private/var/mobile/a/c/b.db", "r1"),
  file("/private/var/mobile/B.db", "r4"),
  file("/private/var/mobile/b.db", "r0"),
  file("/private/var/mobile/b.db-wal", "r5"),
  file("bridle:/backup-root/Info.plist", "Info.plist"),
];

/**
 * What every implementation of EvidenceFileSystem must do, as cases rather than tests, so that the suite needs no test runner:
 * `for (const { title, actual, expected } of fileSystemContract(create)) test(title, () => expect(actual).toEqual(expected))`.
 */
export function fileSystemContract(create: (files: readonly EvidenceFile[]) => EvidenceFileSystem): readonly ContractCase[] {
  const system = create(FILES);
  const glob = (pattern: string) => system.glob(pattern).map((found) => found.rawPath);
  const says = (title: string, actual: unknown, expected: unknown): ContractCase => ({ title, actual, expected });
  return [
    says("counts files, not paths", system.fileCount, FILES.length),
    says("gives all files of one path, ordered by raw path", glob("/private/var/mobile/b.db"), ["r0", "r3"]),
    says(
      "answers files() like glob() for an exact path",
      system.files("/private/var/mobile/b.db").map((found) => found.rawPath),
      ["r0", "r3"],
    ),
    says("has nothing at a path that is not there", [glob("/private/var"), system.files("/x"), glob("")], [[], [], []]),
    says("keeps a star within a component", glob("/private/var/mobile/*/b.db"), ["r2"]),
    says("lets two stars cross, in path order", glob("/private/var/mobile/**b.db"), ["r2", "r1", "r0", "r3"]),
    says("tells letter case apart", glob("/private/var/mobile/B.db"), ["r4"]),
    says("offers a choice in brackets", glob("/private/var/mobile/[Bb].db"), ["r4", "r0", "r3"]),
    says("does not take a name for its beginning", glob("/private/var/mobile/b.d*"), ["r0", "r3", "r5"]),
    says("finds virtual paths", glob("bridle:/backup-root/*"), ["Info.plist"]),
    says("gives the same answer twice", glob("/private/**"), glob("/private/**")),
    says("gives the bytes of a file", contentOf(system.files("/private/var/mobile/B.db")[0]!), "r4"),
    says("may be empty", create([]).glob("/**"), []),
  ];
}

const contentOf = (found: EvidenceFile): string => {
  const source = found.open();
  return new TextDecoder().decode(readBytes(source, 0, source.byteLength));
};
