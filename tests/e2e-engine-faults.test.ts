import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reader } from "@bridle/core";
import { scenario, writeBackup } from "@bridle/corpus";
import { type ChildReaderOptions, childEntry, createChildReader } from "@bridle/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliHost, processHost } from "../packages/cli/src/host.ts";
import { main } from "../packages/cli/src/main.ts";

/** What becomes of a run when Bridle itself is at fault. */

let folder: string;
let phone: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-faults-"));
  phone = join(folder, "phone");
  writeBackup(phone, scenario("compromised").entries());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hostWith(
  createReader: (options: ChildReaderOptions) => Reader,
  signal = new AbortController().signal,
): CliHost & { readonly said: { out: string; error: string } } {
  const said = { out: "", error: "" };
  const io = {
    out: (text: string) => {
      said.out += text;
    },
    error: (text: string) => {
      said.error += text;
    },
    status: () => undefined,
    bytes: async () => true,
    width: 80,
    colour: false,
    isOutputTerminal: false,
  };
  return {
    io,
    environment: {},
    environmentPasswords: [],
    signal,
    now: () => "2026-11-22T12:00:00Z",
    run: processHost().run,
    createReader,
    said,
  };
}

/** A reading process that does something else for one artifact, and is the real one for all others. */
function sabotagedEntry(instead: string) {
  const real = childEntry();
  const file = join(folder, `child-${instead.length}.mjs`);
  writeFileSync(
    file,
    `const own = (request) => request.type === "run" && request.artifact === "ios/tcc";\nprocess.prependListener("message", (request) => { if (own(request)) { ${instead} } });\nawait import(${JSON.stringify(real.file)});\n`,
  );
  return { ...real, file, readable: [...real.readable, folder] };
}

test("a child that dies costs its artifact alone, and the coverage says so", async () => {
  const host = hostWith((options) =>
    createChildReader({
      ...options,
      entry: sabotagedEntry("process.kill(process.pid, 'SIGKILL'); const until = Date.now() + 10_000; while (Date.now() < until);"),
    }),
  );
  expect(await main(["check", phone, "--json", "-o", join(folder, "died")], host)).toBe(1);
  const { artifacts } = (
    JSON.parse(host.said.out) as { cases: [{ coverage: { artifacts: { id: string; status: string; reason?: string }[] } }] }
  ).cases[0].coverage;
  // The phone need not hold every source there is.
  const harmed = artifacts.filter(({ status }) => status !== "parsed" && status !== "absent");
  expect(harmed.map(({ id, status, reason }) => [id, status, reason])).toEqual([["ios/tcc", "failed", "process-died"]]);
});

test("a child that hangs is stopped by the watchdog, and the run says that it cannot be repeated exactly", async () => {
  const host = hostWith((options) => createChildReader({ ...options, watchdogMinutes: 0.1, entry: sabotagedEntry("for (;;);") }));
  expect(await main(["check", phone, "--json", "-o", join(folder, "hung")], host)).toBe(1);
  expect(host.said.out).toContain('"reason": "watchdog"');
  expect(JSON.parse(readFileSync(join(folder, "hung/run.json"), "utf8"))).toMatchObject({ isComplete: true, reproducible: false });
});

test("an error thrown in the engine gives 70, and what was written is marked incomplete", async () => {
  const host = hostWith((options) => ({
    ...createChildReader(options),
    width: 1,
    run: () => Promise.reject(new Error("heron in the works")),
  }));
  expect(await main(["check", phone, "-o", join(folder, "fault")], host)).toBe(70);
  expect(host.said.error).toContain("A fault in Bridle");
  expect(JSON.parse(readFileSync(join(folder, "fault/run.json"), "utf8"))).toMatchObject({ isComplete: false, exitStatus: 70 });
});

test("a child that dies while opening gives 70 and writes nothing", async () => {
  const entry = { ...childEntry(), file: join(folder, "dead.mjs") };
  writeFileSync(entry.file, "process.exit(3);\n");
  const host = hostWith((options) => createChildReader({ ...options, entry: { ...entry, readable: [...entry.readable, folder] } }));
  expect(await main(["check", phone, "-o", join(folder, "unopened")], host)).toBe(70);
  expect(() => readFileSync(join(folder, "unopened/run.json"))).toThrow();
});

test("stopping ends with 130 and marks what was written as incomplete", async () => {
  const controller = new AbortController();
  const host = hostWith((options) => {
    const reader = createChildReader(options);
    return {
      ...reader,
      width: 1,
      run(artifact, sink) {
        if (artifact === "ios/tcc") controller.abort();
        return reader.run(artifact, sink);
      },
    };
  }, controller.signal);
  expect(await main(["check", phone, "-o", join(folder, "stopped")], host)).toBe(130);
  expect(JSON.parse(readFileSync(join(folder, "stopped/run.json"), "utf8"))).toMatchObject({ isComplete: false });
});
