import { expect, test } from "vitest";
import type { AndroidProcess } from "../../artifacts/android/processes.ts";
import { hitsOf } from "../../testing/index.ts";
import processFromStaging from "./process-from-staging.ts";

const process = (processName: string, user = "shell"): AndroidProcess => ({ pid: 7, user, processName, state: "S" });
const judge = (...names: string[]) =>
  hitsOf(
    processFromStaging,
    names.map((name) => process(name)),
  );

test("speaks of programs in the shell's folder, on shared storage, deleted ones and those without a file", () => {
  const hits = judge("/data/local/tmp/wd/agent -d", "/sdcard/Download/run", "/system/bin/app (deleted)", "/memfd:x");
  expect(hits.map(({ message, subject }) => [message, (subject as { value: string }).value])).toEqual([
    ["from-staging", "/data/local/tmp/wd/agent"],
    ["from-shared-storage", "/sdcard/Download/run"],
    ["from-deleted", "/system/bin/app"],
    ["from-memory", "/memfd:x"],
  ]);
});

test("is silent on the collector, on programs of the system and apps, and on the runtime's own memory", () => {
  const silent = ["/data/local/tmp/collector", "/data/local/tmp", "/system/bin/sh", "/data/app/x/lib/arm64/libx.so", "/memfd:jit-cache"];
  expect(judge(...silent, "com.example.app", "[kworker]", "init", "sdcard", "data/local/tmp/x")).toEqual([]);
});
