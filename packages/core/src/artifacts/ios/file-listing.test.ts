import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import fileListing from "./file-listing.ts";

const PATH = "bridle:/sysdiagnose/logs/FilesystemMeta.fsmeta/private_var-dev_disk1s2.fslisting";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const HEAD = ["Version: 49", "Hashed: NO", "Total: 3", "disk\tsize\tcompression\tflags\tmtime\tmode\tuid\tgid\tpath", "<BEGIN>"];
const row = (path: string): string => `4096\t120\t0\t0\t1700000000\t33188\t501\t501\t${path}`;

test("names the files of the volume by their place on the phone", async () => {
  const { records, problems } = await read(fileListing, { [PATH]: encoded(...HEAD, row("tmp/UserEventAgent"), row("/private/var/a\tb")) });
  expect(problems).toEqual([]);
  expect(records).toMatchObject([
    { path: "/private/var/tmp/UserEventAgent", size: 120, mode: "100644", uid: 501, modified: { earliest: "1700000000000000000" } },
    { path: "/private/var/a\tb" },
  ]);
  expect(fileListing.observables!(records[0]!)).toEqual([{ type: "file:path", role: "written", value: "/private/var/tmp/UserEventAgent" }]);
});

test.each([
  ["hashed names are not compared", ["Version: 49", "Hashed: SHA256", "<BEGIN>", row("ab12")], "hashed"],
  ["another form is refused", ["Version: 49"], "no-header"],
])("%s, and that is said", async (_, lines, id) => {
  const { records, problems } = await read(fileListing, { [PATH]: encoded(...lines) });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "unreadable-form", problem: { problem: { message: `artifacts/ios/file-listing/${id}` } } }]);
});

test("a row that is none costs itself, and damage is survived", async () => {
  const bytes = encoded(...HEAD, "4096\t120", row("tmp/x"));
  const { records, problems } = await read(fileListing, { [PATH]: bytes });
  expect([records.length, problems.length]).toEqual([1, 1]);
  expect(await faultsOf(fileListing, PATH, bytes)).toEqual([]);
});
