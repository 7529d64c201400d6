import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import lockdownd from "./lockdownd.ts";

const PATH = "/private/var/logs/lockdownd.log";
const HOST = "1D51D961-006E-1B4D-39B2-C3C470B52619";
const LINES = [
  "04/07/25 06:30:00.000001 pid=79 lockstart_local: Build version: 20A362",
  "04/07/25 06:30:00.000002 pid=79 _load_dict: Failed to load /private/var/root/Library/Lockdown/data_ark.plist.",
  "04/07/25 06:35:07.106402 pid=79 handle_pair: Pair message: {",
  "    PairRecord =     {",
  `        HostID = "${HOST}";`,
  "    };",
  "}",
  "04/07/25 06:35:07.130928 pid=79 ask_user_to_trust_block_invoke: Asking the user if they want to pair.",
  "04/07/25 06:35:07.131495 pid=79 handle_pair: Pair for usbmuxd failed : PairingDialogResponsePending",
  `04/07/25 06:35:10.549556 pid=79 store_escrow_record: Creating escrow bag for ${HOST}`,
  "04/07/25 06:35:10.563345 pid=79 handle_pair: Pair for usbmuxd succeeded .",
  "04/07/25 06:39:20.000000 pid=79 handle_get_value: pymobiledevice3 attempting to get [DeviceName]",
  "04/07/25 06:39:20.100000 pid=79 handle_get_value: pymobiledevice3 attempting to get [ProductType]",
  "04/07/25 06:39:20.151825 pid=79 handle_start_service_with_socket: pymobiledevice3 attempting to spawn com.apple.mobilebackup2 service.",
  `04/07/25 07:00:00.000000 pid=79 on_queue_destroy_pair_record: Deleted pair record (/private/var/root/Library/Lockdown/pair_records/${HOST}.plist).`,
  `04/07/25 07:00:01.000000 pid=79 handle_start_session: No pairing record for ${HOST}.`,
  "03/08/26 06:24:20.582597 handle_pair: Buddy has not completed. Implicitly trusting host.",
  "04/08/25 06:39:20.100000 pid=79 handle_get_value: pymobiledevice3 attempting to get [ProductType]",
];
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);
const LOG = bytesOf(LINES);

test("tells pairings with the computer's number, services that were started, and what the daemon began with", async () => {
  const records = await recordsOf(lockdownd, PATH, LOG);
  expect(records.map(({ lockdownStep }) => lockdownStep)).toEqual([
    "build",
    "settings-lost",
    "asked",
    "refused",
    "keys-left",
    "paired",
    "connected",
    "service",
    "unpaired",
    "stranger",
    "trusted-in-setup",
    "connected",
  ]);
  expect(records[3]).toMatchObject({ refusal: "PairingDialogResponsePending", hostId: HOST });
  expect(records[5]).toMatchObject({
    computerProgram: "usbmuxd",
    hostId: HOST,
    logged: { raw: "04/07/25 06:35:10.563345", precision: "microsecond", clock: "device-local" },
  });
  expect(records[7]).toMatchObject({ computerProgram: "pymobiledevice3", lockdownService: "com.apple.mobilebackup2" });
  expect(records[8]).toMatchObject({ hostId: HOST });
  expect(records[9]).toMatchObject({ hostId: HOST });
});

test("the timeline has pairings and services, and no failure while the owner is being asked", async () => {
  const events = (await recordsOf(lockdownd, PATH, LOG)).flatMap((record) => lockdownd.events!(record));
  expect(events.map(({ message }) => message.split("/").at(-1))).toEqual([
    "asked",
    "paired",
    "service",
    "unpaired",
    "stranger",
    "trusted-in-setup",
  ]);
});

test("a name that a computer gave itself cannot pass for a pairing", async () => {
  const line = "04/07/25 06:39:20.0 pid=1 handle_pair: x";
  const forged = "04/07/25 06:39:20.100000 pid=79 handle_get_value: handle_pair: Pair for usbmuxd succeeded attempting to get [X]";
  expect(await recordsOf(lockdownd, PATH, bytesOf([forged, line]))).toMatchObject([{ lockdownStep: "connected" }]);
});

test("a text of another form, an empty one and a damaged date are told as what they are", async () => {
  expect((await read(lockdownd, { [PATH]: bytesOf(["hello"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(lockdownd, { [PATH]: new Uint8Array() })).problems).toEqual([]);
  const [pair] = await recordsOf(lockdownd, PATH, bytesOf([LINES[10]!.replace("04/07", "13/40")]));
  expect(pair).toEqual({ lockdownStep: "paired", computerProgram: "usbmuxd" });
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(lockdownd, PATH, LOG)).toEqual([]);
});
