import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import processesJson from "./processes-json.ts";

const PATH = "bridle:/androidqf/processes.json";
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value, undefined, 2));
const PROCESS = {
  pid: 4321,
  uid: 0,
  ppid: 0,
  filename: "(ple.app:remote)",
  path: "",
  state: "",
  context: "u:r:untrusted_app:s0\u0000",
  command_line: ["com.example.app:remote"],
  env: ["PATH=/system/bin", "LD_PRELOAD=/data/local/tmp/x.so"],
  cwd: "/",
};

test("MVT 2: reads the list that the collector writes today", async () => {
  const [record] = await recordsOf(processesJson, PATH, bytes([PROCESS]));
  expect(record).toEqual({
    pid: 4321,
    processName: "ple.app:remote",
    commandLine: ["com.example.app:remote"],
    workingFolder: "/",
    label: "u:r:untrusted_app:s0",
    loaderVariables: ["LD_PRELOAD=/data/local/tmp/x.so"],
  });
  expect(processesJson.observables!(record!).map(({ type, value }) => [type, value])).toEqual([
    ["process:name", "ple.app:remote"],
    ["process:name", "com.example.app:remote"],
    ["app:id", "com.example.app"],
  ]);
});

test("keeps nothing of an environment but what changes the loading of libraries", async () => {
  const { records } = await read(processesJson, { [PATH]: bytes([{ ...PROCESS, env: ["SECRET=1", "LD_PRELOAD="] }]) });
  expect(JSON.stringify(records)).not.toContain("SECRET");
  expect(records[0]).not.toHaveProperty("loaderVariables");
});

test("a damaged element costs itself, and an object of another kind is said", async () => {
  const text = `[${JSON.stringify(PROCESS)},{"pid":"x"},{"pid":7,"filename":"(sh)"},{"pid`;
  const { records, problems } = await read(processesJson, { [PATH]: new TextEncoder().encode(text) });
  expect(records.map(({ pid }) => pid)).toEqual([4321, 7]);
  expect(problems.map(({ reason }) => reason)).toEqual(["damaged", "damaged"]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(processesJson, PATH, bytes([PROCESS, { pid: 1, filename: "(init)" }]))).toEqual([]);
});
