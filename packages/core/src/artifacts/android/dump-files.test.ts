import { expect, test } from "vitest";
import { fromUnixSeconds } from "../../model/time.ts";
import { evidenceFile, read } from "../../testing/index.ts";
import type { ParseContext } from "../artifact.ts";
import dumpFiles from "./dump-files.ts";

const PATH = "/data/anr/anr_2024-03-21-10-00-00-000";
const modified = fromUnixSeconds(1_700_000_000)!;
const recordOf = (rawPath: string) => {
  const file = { ...evidenceFile(PATH, new Uint8Array(3), rawPath), modified };
  return [...(dumpFiles.parse(file, {} as ParseContext) as Iterable<readonly { readonly data: object }[]>)].flat()[0]!.data;
};

test("tells a copied file with the time the phone gave it", () => {
  const record = recordOf(`FS${PATH}`) as Parameters<NonNullable<typeof dumpFiles.events>>[0];
  expect(record).toEqual({ path: PATH, size: 3, modified });
  expect(dumpFiles.observables!(record)).toEqual([{ type: "file:path", role: "written", value: PATH }]);
  expect(dumpFiles.events!(record)).toMatchObject([{ kind: "file", time: modified }]);
});

test("MVT 39: the time of a collection's own copy is no evidence", () => {
  expect(recordOf(`logs${PATH}`)).toEqual({ path: PATH, size: 3 });
});

test("a damaged file is told all the same: its bytes are not looked at", async () => {
  const { records, problems } = await read(dumpFiles, { [PATH]: Uint8Array.of(0xff) });
  expect([records, problems]).toEqual([[{ path: PATH, size: 1 }], []]);
});
