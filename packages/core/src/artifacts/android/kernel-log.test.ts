import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import kernelLog from "./kernel-log.ts";

const PATH = "bridle:/kernel-log";
const LOG = new TextEncoder().encode(`<6>[    0.000000] Booting Linux on physical CPU 0x0
<6>[   12.345678][    T1] init: starting service 'vendor.x'...
[  100.5] usb 1-1: New USB device found, idVendor=041e, idProduct=3000, bcdDevice= 1.00
<36>[  200.000001] [T77] type=1400 audit(1711019221.123:45): avc:  denied  { execute } for  pid=77 comm="tool" path="/data/local/tmp/x" dev="dm-40" ino=5 scontext=u:r:mediaserver:s0 tcontext=u:object_r:shell_data_file:s0 tclass=file permissive=1
<1>[  201.0] Unable to handle kernel paging request at virtual address dead000000000100
<0>[  202.0] Kernel panic - not syncing: Fatal exception
`);

test("tells services, devices at the cable, refusals and faults, and passes the rest over", async () => {
  const records = await recordsOf(kernelLog, PATH, LOG);
  expect(records.map(({ kind, uptimeSeconds }) => [kind, uptimeSeconds])).toEqual([
    ["service", 12.345678],
    ["usb", 100.5],
    ["denial", 200.000001],
    ["fault", 201],
    ["fault", 202],
  ]);
  expect(records[1]).toMatchObject({ usbVendor: "041e", usbProduct: "3000" });
  expect(records[2]).toMatchObject({
    process: "tool",
    isPermissive: true,
    path: "/data/local/tmp/x",
    logged: { earliest: "1711019221123000000", clock: "utc", zoneSource: "explicit" },
  });
  expect(kernelLog.observables!(records[2]!).map(({ value }) => value)).toEqual(["tool", "/data/local/tmp/x"]);
});

test.each([
  "Kernel panic - not syncing: Fatal exception",
  "Unable to handle kernel NULL pointer dereference",
  "Internal error: Oops: 96000005 [#1]",
  "BUG: KASAN: use-after-free in binder_ioctl",
  "BUG: KFENCE: out-of-bounds read in tcp_v4",
  "BUG: unable to handle page fault for address",
  "KFENCE: invalid free in skb_release",
  "kernel BUG at mm/slub.c:305!",
  "general protection fault, probably for non-canonical address",
  "UBSAN: array-index-out-of-bounds in net/core.c",
  "CFI failure at vh_hook",
])("takes '%s' for a fault, among lines that are none", async (fault) => {
  const log = new TextEncoder().encode(`<6>[    1.0] Booting\n<1>[  201.0] ${fault}\n<6>[  202.0] DEBUG: unable, panic: no\n`);
  expect(await recordsOf(kernelLog, PATH, log)).toMatchObject([{ kind: "fault", uptimeSeconds: 201, text: fault }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(kernelLog, PATH, LOG)).toEqual([]);
});
