import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import rootBinaries from "./root-binaries.ts";

const PATH = "bridle:/androidqf/root_binaries.json";
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

test("tells each path, those of an answer of several lines by themselves", async () => {
  const records = await recordsOf(rootBinaries, PATH, bytes(["/system/xbin/su\n/sbin/su\r\n", "/system/bin/magisk"]));
  expect(records).toEqual([
    { path: "/system/xbin/su", program: "su" },
    { path: "/sbin/su", program: "su" },
    { path: "/system/bin/magisk", program: "magisk" },
  ]);
  expect(rootBinaries.observables!(records[0]!)).toEqual([{ type: "file:path", role: "written", value: "/system/xbin/su" }]);
});

test("an empty list is none, and a complaint of the shell is no path", async () => {
  expect(await recordsOf(rootBinaries, PATH, bytes([]))).toEqual([]);
  expect(await recordsOf(rootBinaries, PATH, bytes(["", "which: not found"]))).toEqual([]);
});

test("a damaged entry costs itself", async () => {
  const { records, problems } = await read(rootBinaries, { [PATH]: new TextEncoder().encode('[7,"/sbin/su","/x') });
  expect(records.map(({ path }) => path)).toEqual(["/sbin/su"]);
  expect(problems).toHaveLength(2);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(rootBinaries, PATH, bytes(["/sbin/su", "/x"]))).toEqual([]);
});
