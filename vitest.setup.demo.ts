import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { scenario, writeBackup } from "./packages/corpus/src/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The demo phone: path in the backup folder -> base64. */
    demoPhone: Readonly<Record<string, string>>;
    /** SHA-256 of every file below data/ as the command line wrote it for the demo phone, in a process of its own, on this Node. */
    demoDigests: Readonly<Record<string, string>>;
  }
}

/** The demo phone, and what the command line makes of it: core must give the same bytes wherever it runs. */
export default function setup(project: TestProject): void {
  const phone = scenario("compromised");
  project.provide(
    "demoPhone",
    Object.fromEntries([...phone.build()].map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")])),
  );
  const folder = mkdtempSync(join(tmpdir(), "bridle-demo-"));
  try {
    writeBackup(join(folder, "phone"), phone.entries());
    const args = [
      "check",
      join(folder, "phone"),
      "-o",
      join(folder, "case"),
      "--as-of",
      "2026-11-22",
      "--quiet",
      "--no-env-indicators",
      "--no-stored-indicators",
    ];
    const { status, stderr } = spawnSync(process.execPath, [resolve("packages/cli/bin/bridle.mjs"), ...args], { encoding: "utf8" });
    if (status !== 1) throw new Error(`bridle check ended with ${status}: ${stderr}`);
    project.provide("demoDigests", digestsBelow(join(folder, "case"), "data"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const digestsBelow = (root: string, below: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, below), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length + 1).replaceAll("\\", "/"), createHash("sha256").update(readFileSync(file)).digest("hex")]),
  );
