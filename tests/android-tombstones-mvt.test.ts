import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import tombstones, { type NativeCrash } from "../packages/core/src/artifacts/android/tombstones.ts";
import { protobuf, recordsOf } from "../packages/core/src/testing/index.ts";

/** The Mobile Verification Toolkit, which has its own reader of both forms, as an outside judge of ours. */
const hasMvt = spawnSync("mvt-android", ["--help"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "bridle-mvt-tombstones-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = `*** *** *** *** *** *** *** *** *** *** *** *** *** *** *** ***
Build fingerprint: 'google/panther/panther:13/TQ3A.230901.001/10750268:user/release-keys'
Revision: 'MP1.0'
ABI: 'arm64'
Timestamp: 2023-04-12 12:32:40.518290770+0200
Process uptime: 21s
Cmdline: /vendor/bin/hw/media.codec
pid: 25541, tid: 21307, name: mtk.ape.decoder  >>> /vendor/bin/hw/media.codec <<<
uid: 1046
signal 11 (SIGSEGV), code 2 (SEGV_ACCERR), fault addr 0x00007b1234
Cause: execute-only memory access error
Abort message: 'scudo'
    x0  0000000000000000  x1  0000000000000000

backtrace:
      #00 pc 000000000004e5a4  /apex/com.android.runtime/lib64/bionic/libc.so (abort+180)
`;
const BINARY = protobuf([
  [1, 1],
  [2, "google/panther/panther:13/TQ3A.230901.001/10750268:user/release-keys"],
  [3, "MP1.0"],
  [4, "2023-04-12 12:33:40.518290770+0200"],
  [5, 777],
  [6, 778],
  [7, 10123],
  [8, "u:r:untrusted_app:s0"],
  [9, "com.example.app"],
  [
    10,
    protobuf([
      [1, 6],
      [2, "SIGABRT"],
      [3, 1],
      [4, "SI_QUEUE"],
    ]),
  ],
  [14, "abort"],
  [
    16,
    protobuf([
      [1, 778],
      [
        2,
        protobuf([
          [1, 778],
          [2, "RenderThread"],
        ]),
      ],
    ]),
  ],
  [20, 12],
]);
const CRASHES = { tombstone_00: new TextEncoder().encode(TEXT), "tombstone_01.pb": BINARY };

interface TheirCrash {
  readonly file_name: string;
  readonly pid: number;
  readonly tid: number;
  readonly uid: number;
  readonly process_name: string;
  readonly command_line: readonly string[];
  readonly build_fingerprint: string;
  readonly abort_message: string;
  readonly signal_info: { readonly name: string; readonly code_name: string };
}

describe.skipIf(!hasMvt)("mvt-android check-bugreport", () => {
  test("reads the same of a tombstone in either form", { timeout: 120_000 }, async () => {
    const stones = join(folder, "report/FS/data/tombstones");
    mkdirSync(stones, { recursive: true });
    writeFileSync(join(folder, "report/main_entry.txt"), "bugreport.txt\n");
    writeFileSync(join(folder, "report/bugreport.txt"), "== dumpstate: 2023-04-12 13:00:00\n");
    for (const [name, bytes] of Object.entries(CRASHES)) writeFileSync(join(stones, name), bytes);
    const output = join(folder, "output");
    mkdirSync(output);
    const switches = ["--disable-update-check", "--disable-indicator-update-check"];
    const environment = { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" };
    spawnSync("mvt-android", [...switches, "check-bugreport", "-o", output, join(folder, "report")], { stdio: "ignore", env: environment });
    const path = join(output, "tombstones.json");
    expect(existsSync(path)).toBe(true);
    const theirs = (JSON.parse(readFileSync(path, "utf8")) as TheirCrash[]).map((crash) => [
      crash.pid,
      crash.uid,
      crash.process_name,
      crash.command_line,
      crash.build_fingerprint,
      crash.abort_message,
      crash.signal_info.name,
      crash.signal_info.code_name,
    ]);
    expect(theirs).toHaveLength(2);
    const ours: NativeCrash[] = [];
    for (const [name, bytes] of Object.entries(CRASHES)) ours.push(...(await recordsOf(tombstones, `/data/tombstones/${name}`, bytes)));
    expect(
      ours.map((crash) => [
        crash.pid,
        crash.uid,
        crash.threadName,
        crash.commandLine,
        crash.buildFingerprint,
        crash.abortMessage,
        crash.signal,
        crash.signalCode,
      ]),
    ).toEqual(theirs);
  });
});
