import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import files from "./files.ts";

const PATH = "bridle:/androidqf/files.json";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (value: unknown): Uint8Array => encoded(JSON.stringify(value));
const COLLECTED = {
  path: "/sdcard/Download/a b.apk",
  size: 12,
  mode: "-rw-rw----",
  user_id: 0,
  user_name: "",
  group_id: 9997,
  changed_time: 1_700_000_100,
  modified_time: 1_700_000_000,
  access_time: 0,
  error: "",
  context: "u:object_r:media_rw_data_file:s0",
  sha1: "",
  sha256: "AB".repeat(32),
  md5: "",
};

test("tells each file of the collector at its canonical path, with hashes and times", async () => {
  const [file] = await recordsOf(files, PATH, bytes([COLLECTED]));
  expect(file).toMatchObject({
    path: "/data/media/0/Download/a b.apk",
    size: 12,
    mode: "-rw-rw----",
    ownerUid: 0,
    ownerGid: 9997,
    label: "u:object_r:media_rw_data_file:s0",
    sha256: "ab".repeat(32),
    modified: { clock: "utc", raw: "1700000000" },
  });
  expect(files.observables!(file!)).toEqual([
    { type: "file:path", role: "written", value: "/data/media/0/Download/a b.apk" },
    { type: "file:hashes.SHA-256", role: "written", value: "ab".repeat(32) },
  ]);
  expect(files.events!(file!).map(({ kind, time }) => [kind, time.raw])).toEqual([
    ["file", "1700000000"],
    ["file", "1700000100"],
  ]);
});

test("MVT 25: a time of zero is no time, and an owner that find did not tell is none", async () => {
  const found = { path: "/data/local/tmp/x", size: 0, mode: "755", user_id: 0, group_id: 0, modified_time: 1_700_000_000, changed_time: 0 };
  const plain = { path: "/data/local/tmp/y", size: 0, mode: "", user_id: 0, modified_time: 0 };
  const records = await recordsOf(files, PATH, bytes([found, plain]));
  expect(records).toEqual([
    { path: "/data/local/tmp/x", size: 0, mode: "755", modified: expect.objectContaining({ raw: "1700000000" }) },
    { path: "/data/local/tmp/y", size: 0 },
  ]);
  expect(files.events!(records[1]!)).toEqual([]);
});

test("reads the old form of one object a line", async () => {
  const text = `${JSON.stringify(COLLECTED)}\n${JSON.stringify({ path: "/system/bin/sh" })}\n`;
  expect((await recordsOf(files, PATH, encoded(text))).map(({ path }) => path)).toEqual([
    "/data/media/0/Download/a b.apk",
    "/system/bin/sh",
  ]);
});

test("MVT 41: a damaged element, one that is too long and a list that is cut off cost themselves alone", async () => {
  const long = JSON.stringify({ path: `/${"x".repeat(70_000)}` });
  const { records, problems, located } = await read(files, { [PATH]: encoded(`[{"path":"/a"},${long},{"path":5},{"path":"/b"},{"pa`) });
  expect(records.map(({ path }) => path)).toEqual(["/a", "/b"]);
  expect(problems.map(({ reason }) => reason)).toEqual(["over-budget", "damaged", "damaged"]);
  expect(located[0]!.at).toEqual([{ kind: "offset", offset: 1, length: 13 }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(files, PATH, bytes([COLLECTED, COLLECTED]))).toEqual([]);
});
