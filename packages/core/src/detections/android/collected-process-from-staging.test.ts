import { expect, test } from "vitest";
import type { CollectedProcess } from "../../artifacts/android/processes-json.ts";
import { hitsOf } from "../../testing/index.ts";
import collectedProcessFromStaging from "./collected-process-from-staging.ts";

const judge = (...processes: Partial<CollectedProcess>[]) =>
  hitsOf(
    collectedProcessFromStaging,
    processes.map((process) => ({ pid: 7, processName: "x", ...process })),
  );

test("speaks of the file that runs, and of the program a process was started as", () => {
  expect(judge({ executable: "/data/local/tmp/x" }, { commandLine: ["/data/local/tmp/frida-server", "-D"] })).toMatchObject([
    { message: "from-staging", subject: { value: "/data/local/tmp/x" } },
    { message: "from-staging", subject: { value: "/data/local/tmp/frida-server" } },
  ]);
});

test("is silent on the collector, on arguments and working folders, and on names alone", () => {
  const silent: Partial<CollectedProcess>[] = [
    { executable: "/data/local/tmp/collector", commandLine: ["/data/local/tmp/collector", "ps"] },
    { commandLine: ["sh", "/data/local/tmp/x.sh"], workingFolder: "/data/local/tmp" },
    { commandLine: ["com.example.app"] },
    {},
  ];
  expect(judge(...silent)).toEqual([]);
});
