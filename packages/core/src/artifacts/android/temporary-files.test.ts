import { expect, test } from "vitest";
import { read } from "../../testing/index.ts";
import temporaryFiles from "./temporary-files.ts";

const PATH = "/data/local/tmp/demo/x";

test("tells each file with the hash of what it holds (MVT: never hashed)", async () => {
  const { records, problems } = await read(temporaryFiles, { [PATH]: new TextEncoder().encode("abc") });
  // FIPS 180-2, B.1
  const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect([records, problems]).toEqual([[{ path: PATH, size: 3, sha256 }], []]);
  expect(temporaryFiles.observables!(records[0]!)).toEqual([
    { type: "file:path", role: "written", value: PATH },
    { type: "file:hashes.SHA-256", role: "written", value: sha256 },
  ]);
});

test("an empty or damaged file is told all the same", async () => {
  const { records } = await read(temporaryFiles, { [PATH]: new Uint8Array() });
  expect(records).toMatchObject([{ size: 0 }]);
});
