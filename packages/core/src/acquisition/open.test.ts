import { expect, test } from "vitest";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import { renderEnglish } from "../messages/catalog.ts";
import { zipFile } from "../testing/archives.ts";
import { testLoaderContext } from "../testing/index.ts";
import { AcquisitionError } from "./file-system.ts";
import type { Input } from "./input.ts";
import { memoryFile, memoryInput } from "./memory-input.ts";
import { openAcquisition } from "./open.ts";

const folder = (...names: string[]): Input => memoryInput("given", new Map(names.map((name) => [name, new Uint8Array(3)])));

/** What a person reads when nothing is recognized. */
async function refusalOf(input: Input): Promise<string> {
  const engine: SqliteEngine = { open: () => expect.fail("nothing was recognized, so nothing may be opened") };
  const error: unknown = await openAcquisition(input, testLoaderContext(engine)).catch((thrown: unknown) => thrown);
  if (!(error instanceof AcquisitionError)) return expect.fail(String(error));
  return renderEnglish({ message: `acquisition/${error.code}`, params: error.params });
}

test("what nothing recognizes is named with what it holds, and with what can be read", async () => {
  expect(await refusalOf(folder("b.txt", "a/c.txt"))).toContain("The folder holds: a, b.txt. What it reads");
  expect(await refusalOf(folder("1", "2", "3", "4", "5", "6"))).toContain("The folder holds: 1, 2, 3, 4, 5, ….");
  expect(await refusalOf(memoryFile("given", new Uint8Array(7)))).toContain("It is a file of 7 bytes.");
});

test("an empty folder is said to be empty", async () => {
  expect(await refusalOf(folder())).toContain("The folder is empty. What it reads");
});

test("an archive that holds no acquisition is named as one, with what it holds", async () => {
  const archive = (...names: string[]): Input => memoryFile("given", zipFile(names.map((name) => ({ name, stored: "x" }))));
  expect(await refusalOf(archive("b.txt", "a/c.txt"))).toContain("It is an archive that holds: a, b.txt. What it reads");
  const cut = zipFile([{ name: "b.txt", stored: "x" }]).subarray(0, -5);
  expect(await refusalOf(memoryFile("given", cut))).toContain("damaged or ends early. What could be read of it holds: b.txt.");
  expect(await refusalOf(archive())).toContain("It is an archive in which nothing could be found.");
  expect(await refusalOf(archive("phone.tar.gz"))).toContain("Archives inside an archive are not opened");
  expect(await refusalOf(memoryFile("given", zipFile([], { stated: { disk: 2 } })))).toContain("It is one part of an archive in several");
});
