import { expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { fileSystemContract } from "../file-system.contract.ts";
import type { EvidenceFile } from "../file-system.ts";
import { createFileSystem } from "./listed.ts";

for (const { title, actual, expected } of fileSystemContract(createFileSystem)) {
  test(title, () => expect(actual).toEqual(expected));
}

test("does not depend on the order of the list", () => {
  const file = (path: string): EvidenceFile => ({
    path,
    rawPath: path,
    containers: [],
    size: 0,
    open: () => bytesSource(new Uint8Array()),
  });
  const paths = ["/b", "/a/1", "/a", "/a.", "/a/0"];
  const globbed = (list: string[]) =>
    createFileSystem(list.map(file))
      .glob("/**")
      .map(({ path }) => path);
  expect(globbed(paths)).toEqual(globbed([...paths].reverse()));
  expect(globbed(paths)).toEqual(["/a", "/a.", "/a/0", "/a/1", "/b"]);
});
