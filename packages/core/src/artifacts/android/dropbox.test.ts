import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import dropbox from "./dropbox.ts";

const PATH = "bridle:/dumpsys/dropbox";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = `Drop box contents: 4 entries
Max entries: 1000
Low priority rate limit period: 2000 ms

2023-06-01 10:00:00 SYSTEM_BOOT (text, 322 bytes)
    isPrevious: false/Build: x
2023-06-01 10:05:00.123 system_app_crash (compressed text, 2048 bytes)
    Process: com.android.phone/PID: 1234/Flags: 0x1
2023-06-01 10:06:00 SYSTEM_TOMBSTONE (contents lost)
2023-06-01 10:07:00 event_data (no file)
`;
const PRINTED = `Drop box contents: 1 entries
Searching for: system_app_crash

========================================
2023-06-01 11:00:00 system_app_crash (text, 900 bytes)
Process: com.example.app
PID: 77
Package: com.example.app v1

java.lang.RuntimeException: x
2023-06-01 12:00:00 SYSTEM_BOOT (text, 9 bytes)
`;

test("tells each entry with its time, and the process that its text names", async () => {
  const records = await recordsOf(dropbox, PATH, bytes(DUMP), undefined, { zone: "UTC" });
  expect(records).toEqual([
    {
      entered: expect.objectContaining({ earliest: "1685613600000000000" }),
      tag: "SYSTEM_BOOT",
      size: 322,
      isContentLost: false,
      beginning: "isPrevious: false/Build: x",
    },
    expect.objectContaining({ tag: "system_app_crash", size: 2048, process: "com.android.phone", pid: 1234 }),
    expect.objectContaining({ tag: "SYSTEM_TOMBSTONE", isContentLost: true }),
    expect.objectContaining({ tag: "event_data", isContentLost: true }),
  ]);
  expect(records.map((record) => dropbox.events!(record)[0]!.kind)).toEqual(["boot", "crash", "crash", "process"]);
});

test("reads the sections that hold whole texts", async () => {
  const [record, forged] = await recordsOf(dropbox, "bridle:/dumpstate/DROPBOX SYSTEM APP CRASHES", bytes(PRINTED));
  expect(forged).toBeUndefined();
  expect(record).toMatchObject({ tag: "system_app_crash", process: "com.example.app", pid: 77 });
  expect(dropbox.observables!(record!).map(({ value }) => value)).toEqual(["com.example.app", "com.example.app"]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(dropbox, PATH, bytes(DUMP))).toEqual([]);
});
