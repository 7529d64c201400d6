import { expect, test } from "vitest";
import { readBytes } from "../../bytes/byte-source.ts";
import type { SqliteEngine } from "../../formats/sqlite/engine.ts";
import { zipFile } from "../../testing/archives.ts";
import { testLoaderContext } from "../../testing/index.ts";
import type { Input } from "../input.ts";
import type { Acquisition } from "../loader.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
import { openAcquisition } from "../open.ts";

const NO_DATABASE: SqliteEngine = { open: () => expect.fail("no database is needed") };
const open = (input: Input): Promise<Acquisition> => openAcquisition(input, testLoaderContext(NO_DATABASE));
const LOG = new TextEncoder().encode('{"security_event":{"event_id":1,"event_time":1777000000123456789,"os_shutdown":{}}}\n');
const zip = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipFile(Object.entries(files).map(([name, stored]) => ({ name, stored })));
const pathsOf = ({ fileSystem }: Acquisition): readonly string[] => fileSystem.glob("**").map(({ path }) => path);

test("a folder, an archive of it, archives in it and one text are read", async () => {
  const nested = zip({ "b.txt": LOG });
  expect(pathsOf(await open(memoryInput("logs", new Map([["Intrusion Logging/a.txt", LOG]]))))).toEqual([
    "bridle:/intrusion-logs/Intrusion Logging/a.txt",
  ]);
  const inZip = await open(memoryFile("logs.zip", zip({ "a.txt": LOG, "day.zip": nested })));
  expect(inZip.info).toMatchObject({ kind: "android-intrusion-log", idOf: "file", files: 2 });
  expect(pathsOf(inZip)).toEqual(["bridle:/intrusion-logs/a.txt", "bridle:/intrusion-logs/day.zip/b.txt"]);
  const file = inZip.fileSystem.files("bridle:/intrusion-logs/day.zip/b.txt")[0]!;
  expect(readBytes(file.open(), 0, file.size)).toEqual(LOG);
  expect(file.containers.map(({ name }) => name)).toEqual(["day.zip", "b.txt"]);
  expect(pathsOf(await open(memoryFile("a.txt", LOG)))).toEqual(["bridle:/intrusion-logs/a.txt"]);
});

test("an archive inside that is damaged or lies too deep costs itself (MVT: everything)", async () => {
  let deep = zip({ "deep.txt": LOG });
  for (let depth = 0; depth < 4; depth++) deep = zip({ "in.zip": deep });
  const acquisition = await open(memoryFile("logs.zip", zip({ "a.txt": LOG, "bad.zip": new Uint8Array(50), "deep.zip": deep })));
  expect(pathsOf(acquisition)).toEqual(["bridle:/intrusion-logs/a.txt"]);
  expect(acquisition.problems.map(({ problem }) => problem.message)).toEqual(["intrusion-logs/archive-unread", "intrusion-logs/too-deep"]);
});

test("texts that are no logs are not taken for them", async () => {
  const note = new TextEncoder().encode("shopping: milk, bread\n");
  await expect(open(memoryFile("note.txt", note))).rejects.toMatchObject({ code: "unrecognized" });
  await expect(open(memoryFile("notes.zip", zip({ "note.txt": note })))).rejects.toMatchObject({ code: "unrecognized" });
  await expect(open(memoryInput("notes", new Map([["note.txt", note]])))).rejects.toMatchObject({ code: "unrecognized" });
});
