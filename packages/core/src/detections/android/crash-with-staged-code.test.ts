import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import crashWithStagedCode from "./crash-with-staged-code.ts";

const judge = (program: string, ...foreignFiles: string[]) =>
  hitsOf(crashWithStagedCode, [{ program, pid: 1, frames: [], foreignFiles }]).map(({ params }) => params!["path"]);

test("speaks of code of the shell's folder and of libraries on shared storage", () => {
  expect(judge("system_server", "/data/data/a/x.so", "/data/local/tmp/x.so")).toEqual(["/data/local/tmp/x.so"]);
  expect(judge("com.example.app", "/storage/emulated/0/Download/x.dex")).toEqual(["/storage/emulated/0/Download/x.dex"]);
  expect(judge("x", "/data/local/tmp/y.so (deleted)")).toHaveLength(1);
  expect(judge("/data/local/tmp/tool -x")).toEqual(["/data/local/tmp/tool"]);
});

test("is silent on apps' own files, on pictures, on what an update deleted, and on memory of the runtime", () => {
  const silent = ["/data/app/x/base.apk", "/sdcard/a.jpg", "/data/app/x/base.apk (deleted)", "/memfd:jit-cache (deleted)", "/memfd:x"];
  expect(judge("com.example.app", ...silent)).toEqual([]);
});
