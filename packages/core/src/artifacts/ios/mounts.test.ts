import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import mounts from "./mounts.ts";

const PATH = "bridle:/sysdiagnose/mount.txt";
const LINES = [
  "com.apple.os.update-6A1B@/dev/disk0s1s1 on / (apfs, sealed, local, nosuid, read-only, journaled, noatime)",
  "devfs on /dev (devfs, local, nosuid, nobrowse)",
  "/dev/disk0s1s2 on /private/var (apfs, local, nodev, nosuid, journaled, noatime, protect)",
  "/dev/disk5 on /private/var/a folder on b (hfs, local, read-only)",
];
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);

test("tells where each volume stands, of which kind it is and whether it can be written to", async () => {
  expect(await recordsOf(mounts, PATH, bytesOf(LINES))).toMatchObject([
    { device: "com.apple.os.update-6A1B@/dev/disk0s1s1", mountPoint: "/", fileSystem: "apfs", isWritable: false },
    { mountPoint: "/dev", fileSystem: "devfs", isWritable: true, options: ["local", "nosuid", "nobrowse"] },
    { mountPoint: "/private/var", isWritable: true },
    { device: "/dev/disk5", mountPoint: "/private/var/a folder on b", isWritable: false },
  ]);
});

test("counts lines of another form", async () => {
  const { records, problems } = await read(mounts, { [PATH]: bytesOf([LINES[0]!, "mount: permission denied"]) });
  expect([records.length, problems.length]).toEqual([1, 1]);
});

test("a listing without end is cut short, and that is said", async () => {
  const { records, problems } = await read(mounts, { [PATH]: bytesOf(Array(5_000).fill(LINES[0]!)) });
  expect(records).toHaveLength(2_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(mounts, PATH, bytesOf(LINES))).toEqual([]);
});
