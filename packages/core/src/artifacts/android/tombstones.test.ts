import { describe, expect, test } from "vitest";
import { faultsOf, protobuf, read, recordsOf } from "../../testing/index.ts";
import tombstones from "./tombstones.ts";

const TEXT_PATH = "/data/tombstones/tombstone_00";
const BINARY_PATH = "/data/tombstones/tombstone_00.pb";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const MODERN = `*** *** *** *** *** *** *** *** *** *** *** *** *** *** *** ***
Build fingerprint: 'google/panther/panther:13/TQ3A.230901.001/10750268:user/release-keys'
Revision: 'MP1.0'
ABI: 'arm64'
Timestamp: 2023-04-12 12:32:40.518290770+0200
Process uptime: 21s
Cmdline: media.codec hw/android.hardware.media
pid: 25541, tid: 21307, name: a, b  >>> /vendor/bin/hw/media.codec <<<
uid: 1046
tagged_addr_ctrl: 0000000000000001 (PR_TAGGED_ADDR_ENABLE)
signal 11 (SIGSEGV), code 2 (SEGV_ACCERR), fault addr 0x00007b1234
Cause: [GWP-ASan]: Use After Free, 0 bytes into a 41-byte allocation
Cause: second
Abort message: 'one
pid: 1, tid: 1, name: forged  >>> forged <<<
three'
    x0  0000000000000000  x1  0000000000000000

4 total frames
backtrace:
      #00 pc 000000000004e5a4  /apex/com.android.runtime/lib64/bionic/libc.so (abort+180) (BuildId: cd7952cb40d1a2deca6420c2da7910be)
      #01 pc 0000000000000a50  /data/app/x/base.apk (offset 0x1000) (foo::bar(std::function<void (int)>)+12)
      #02 pc 00000000000000ff  <anonymous:7b1234000>

memory near x0 (/system/lib64/libc.so):
    0000007b1234 0000000000000000 ................
memory map (3 entries):
    0000005c'3b7c8000-0000005c'3b7c9fff r--         0      2000  /vendor/bin/hw/media.codec (BuildId: cd7952) (load bias 0x1000)
    0000007b'12340000-0000007b'12341fff r-x         0      2000  /data/local/tmp/x.so
--->Fault address falls at 0000007b'1234
    0000007b'22340000-0000007b'22341fff rwx         0      2000
open files:
    fd 0: /dev/null (unowned)
    fd 7: /data/local/tmp/out.bin (owned by FileInputStream 0x1234)
--------- log main
04-12 12:32:40.000  1  1 I x : open files:
    fd 9: /data/forged (unowned)
--- --- --- --- --- --- --- --- --- --- --- --- --- --- --- ---
pid: 25541, tid: 2, name: other  >>> other <<<
`;

describe("the text form", () => {
  test("tells program, signal, causes, functions, foreign files and the time in its own zone", async () => {
    const [crash] = await recordsOf(tombstones, TEXT_PATH, bytes(MODERN));
    expect(crash).toEqual({
      crashed: expect.objectContaining({ clock: "utc", zoneSource: "explicit", earliest: "1681295560518290770" }),
      program: "/vendor/bin/hw/media.codec",
      commandLine: ["media.codec", "hw/android.hardware.media"],
      pid: 25541,
      threadName: "a, b",
      uid: 1046,
      signal: "SIGSEGV",
      signalCode: "SEGV_ACCERR",
      faultAddress: "0x00007b1234",
      causes: ["[GWP-ASan]: Use After Free, 0 bytes into a 41-byte allocation", "second"],
      abortMessage: "one\npid: 1, tid: 1, name: forged  >>> forged <<<\nthree",
      frames: [
        "/apex/com.android.runtime/lib64/bionic/libc.so (abort)",
        "/data/app/x/base.apk (foo::bar(std::function<void (int)>))",
        "<anonymous:7b1234000>",
      ],
      foreignFiles: ["/data/local/tmp/x.so"],
      openFiles: ["/data/local/tmp/out.bin"],
      buildFingerprint: "google/panther/panther:13/TQ3A.230901.001/10750268:user/release-keys",
    });
    expect(tombstones.observables!(crash!).map(({ type, role, value }) => [type, role, value])).toEqual([
      ["process:name", "ran", "/vendor/bin/hw/media.codec"],
      ["file:path", "ran", "/vendor/bin/hw/media.codec"],
      ["process:name", "ran", "a, b"],
      ["process:name", "ran", "media.codec"],
      ["app:id", "ran", "media.codec"],
      ["file:path", "written", "/data/local/tmp/x.so"],
    ]);
    expect(tombstones.events!(crash!)).toMatchObject([{ kind: "crash", params: { signal: "SIGSEGV" } }]);
  });

  test("MVT 24: old forms without uid and time, symbolic codes, other uptimes and senders are read", async () => {
    const old = `Build fingerprint: 'x'\npid: 12, tid: 13, name: Thread-5  >>> com.example.app:remote <<<\nsignal 11 (SIGSEGV), code SEGV_MAPERR, fault addr 0x0\n`;
    const [crash] = await recordsOf(tombstones, TEXT_PATH, bytes(old));
    expect(crash).toEqual({
      program: "com.example.app:remote",
      pid: 12,
      threadName: "Thread-5",
      signal: "SIGSEGV",
      signalCode: "SEGV_MAPERR",
      faultAddress: "0x0",
      frames: [],
      buildFingerprint: "x",
    });
    expect(tombstones.events!(crash!)).toEqual([]);
    const sent = old
      .replace("Build", "Process uptime: 2 hours\nBuild")
      .replace("code SEGV_MAPERR, fault addr 0x0", "code -6 (SI_TKILL from pid 99, uid 1000), fault addr --------");
    expect((await recordsOf(tombstones, TEXT_PATH, bytes(sent)))[0]).toMatchObject({ signalCode: "SI_TKILL", senderPid: 99 });
  });

  test("MVT 24: continuation lines and bytes that are no UTF-8 cost nothing", async () => {
    const message = `${MODERN.slice(0, MODERN.indexOf("Abort"))}Abort message: 'x\nname: y\nuid: 7\nsignal z\ncode 1\n    x0  0\nbacktrace:\n      #00 pc 00  /x/\n`;
    const damaged = bytes(message.replace("/x/", "/x/\u0001"));
    damaged[damaged.indexOf(1)] = 0xff;
    const [crash] = await recordsOf(tombstones, TEXT_PATH, damaged);
    expect(crash).toMatchObject({ uid: 1046, abortMessage: "x\nname: y\nuid: 7\nsignal z\ncode 1", frames: ["/x/\ufffd"] });
  });

  test("a time without an offset is the phone's own", async () => {
    const { records } = await read(tombstones, { [TEXT_PATH]: bytes(MODERN.replace("+0200", "")) }, TEXT_PATH, undefined, {
      zone: "Europe/Belgrade",
    });
    expect(records[0]!.crashed).toMatchObject({ zoneSource: "settings", earliest: "1681295560518290770" });
  });

  test("a damaged file that names no process is said to be none", async () => {
    const { records, problems } = await read(tombstones, { [TEXT_PATH]: bytes("what\n") });
    expect([records, problems]).toMatchObject([[], [{ reason: "unreadable-form" }]]);
    expect(await faultsOf(tombstones, TEXT_PATH, bytes(MODERN))).toEqual([]);
  });
});

const BINARY = protobuf([
  [1, 1],
  [2, "google/x"],
  [4, "2023-04-12 12:32:40.518290770+0200"],
  [5, 25541],
  [6, 21307],
  [7, 1046],
  [8, "u:r:mediacodec:s0\0"],
  [9, "/vendor/bin/hw/media.codec"],
  [9, "x"],
  [
    10,
    protobuf([
      [1, 11],
      [2, "SIGSEGV"],
      [3, 2],
      [4, "SEGV_ACCERR"],
      [8, 1],
      [9, 0x7b1234],
    ]),
  ],
  [14, "abort"],
  [15, protobuf([[1, "[GWP-ASan]: Use After Free"]])],
  [
    16,
    protobuf([
      [1, 21307],
      [
        2,
        protobuf([
          [1, 21307],
          [2, "worker"],
          [
            4,
            protobuf([
              [4, "abort"],
              [6, "/x/libc.so"],
            ]),
          ],
        ]),
      ],
    ]),
  ],
  [
    16,
    protobuf([
      [1, 7],
      [
        2,
        protobuf([
          [1, 7],
          [2, "other"],
        ]),
      ],
    ]),
  ],
  [
    17,
    protobuf([
      [6, 1],
      [7, "/data/local/tmp/x.so"],
    ]),
  ],
  [
    19,
    protobuf([
      [1, 3],
      [2, "/data/x"],
    ]),
  ],
]);

describe("the binary form", () => {
  test("tells the same", async () => {
    expect(await recordsOf(tombstones, BINARY_PATH, BINARY)).toEqual([
      {
        crashed: expect.objectContaining({ earliest: "1681295560518290770" }),
        program: "/vendor/bin/hw/media.codec",
        commandLine: ["/vendor/bin/hw/media.codec", "x"],
        pid: 25541,
        threadName: "worker",
        uid: 1046,
        label: "u:r:mediacodec:s0",
        signal: "SIGSEGV",
        signalCode: "SEGV_ACCERR",
        faultAddress: "0x7b1234",
        causes: ["[GWP-ASan]: Use After Free"],
        abortMessage: "abort",
        frames: ["/x/libc.so (abort)"],
        foreignFiles: ["/data/local/tmp/x.so"],
        openFiles: ["/data/x"],
        buildFingerprint: "google/x",
      },
    ]);
  });

  test("MVT 24: a crash in both forms is told once, and from its text where the binary is damaged or of another", async () => {
    const both = { [TEXT_PATH]: bytes(MODERN), [BINARY_PATH]: BINARY };
    const { records, notes } = await read(tombstones, both, TEXT_PATH);
    expect([records, notes.length]).toEqual([[], 1]);
    expect((await read(tombstones, both, BINARY_PATH)).records).toHaveLength(1);
    for (const other of [
      BINARY.slice(0, 3),
      protobuf([
        [4, "x"],
        [5, 1],
        [6, 1],
      ]),
    ]) {
      expect((await read(tombstones, { ...both, [BINARY_PATH]: other }, TEXT_PATH)).records).toHaveLength(1);
    }
  });

  test("a file that is cut off is read up to there, and said", async () => {
    const { records, problems } = await read(tombstones, { [BINARY_PATH]: BINARY.slice(0, 120) }, BINARY_PATH);
    expect(records).toMatchObject([{ pid: 25541 }]);
    expect(problems).toMatchObject([{ reason: "damaged" }]);
    expect(await faultsOf(tombstones, BINARY_PATH, BINARY)).toEqual([]);
  });
});
