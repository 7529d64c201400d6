import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import containermanagerd from "./containermanagerd.ts";

const PATH = "/private/var/root/Library/Logs/MobileContainerManager/containermanagerd.log.0";
const at = (text: string): string => `Sun Jan 17 11:20:29 2021 [66] <notice> (0x16d183000) ${text}`;
const LINES = [
  at("_containermanagerd_init_block_invoke: containermanagerd performing first boot initialization"),
  at("_containermanagerd_init_block_invoke: containermanagerd first boot cleanup complete"),
  at("-[MCMClientConnection x]: Last build info: 18C66"),
  at("-[MCMCodeSigningMapping _onQueue_removeReferenceForGroupIdentifiers:ofType:commandQueue:]: Would have removed ("),
  '    "systemgroup.com.apple.configurationprofiles"',
  ")",
  at(
    "[MCMGroupManager _removeGroupContainersIfNeededforUser:groupContainerClass:identifiers:referenceCounts:]: Last reference to group container group.org.example removed",
  ).replace("[MCM", "-[MCM"),
];
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);

test("tells starts of the phone and groups whose last app was removed", async () => {
  const records = await recordsOf(containermanagerd, PATH, bytesOf(LINES));
  expect(records).toMatchObject([
    { containerStep: "boot", logged: { raw: "Sun Jan 17 11:20:29 2021" } },
    { containerStep: "ready" },
    { containerStep: "build", lastBuild: "18C66" },
    { containerStep: "group-removed", appGroup: "group.org.example" },
  ]);
  expect(records.flatMap((record) => containermanagerd.events!(record)).map(({ kind }) => kind)).toEqual(["boot"]);
  expect(containermanagerd.observables!(records[3]!)).toEqual([{ type: "app:id", role: "listed", value: "group.org.example" }]);
});

test("says that a text is of another form, and nothing of an empty one", async () => {
  expect((await read(containermanagerd, { [PATH]: bytesOf(["{}"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(containermanagerd, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(containermanagerd, PATH, bytesOf(LINES))).toEqual([]);
});
