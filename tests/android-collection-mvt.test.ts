import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import files from "../packages/core/src/artifacts/android/files.ts";
import getprop from "../packages/core/src/artifacts/android/getprop.ts";
import installedPackages from "../packages/core/src/artifacts/android/installed-packages.ts";
import logcat from "../packages/core/src/artifacts/android/logcat.ts";
import mounts from "../packages/core/src/artifacts/android/mounts.ts";
import processes from "../packages/core/src/artifacts/android/processes.ts";
import rootBinaries from "../packages/core/src/artifacts/android/root-binaries.ts";
import settings from "../packages/core/src/artifacts/android/settings.ts";
import type { Artifact } from "../packages/core/src/artifacts/artifact.ts";
import { loggedAt, readLogLine } from "../packages/core/src/artifacts/log-line.ts";
import { detections } from "../packages/core/src/detections/index.generated.ts";
import { hitsOf, read } from "../packages/core/src/testing/index.ts";

/**
 * The Mobile Verification Toolkit as an outside judge of the small files of an AndroidQF collection: it reads the same folder. What it
 * finds there is found here; what it misses for a known fault is not asked of it (tests beside the artifacts, titled MVT and a number).
 */
const hasMvt = spawnSync("mvt-android", ["--help"]).status === 0;

const COLLECTION: Readonly<Record<string, string>> = {
  "getprop.txt": `[ro.build.version.security_patch]: [2020-01-05]
[sys.brand.note]: [1]
[persist.sys.timezone]: [Europe/Belgrade]
[ro.boot.verifiedbootstate]: [green]
`,
  "settings_global.txt": "verifier_verify_adb_installs=0\nadb_enabled=1\npackage_verifier_user_consent=-1\nkeys=a=b\n",
  "settings_secure.txt": "accessibility_enabled=1\nsend_security_reports=0\n",
  "ps.txt": `USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME
root             1     0 10848040  9512 do_epoll_wait       0 S init
root             2     0       0      0 kthreadd            0 S [kthreadd]
u0_a123       4321   301 15236480 98712 do_epoll_wait       0 S com.example.app:remote
`,
  "mounts.json": JSON.stringify(["/dev/block/dm-4 on / type ext4 (ro,seclabel)", "/dev/block/dm-6 on /vendor type ext4 (rw,relatime)"]),
  "root_binaries.json": JSON.stringify(["/sbin/su"]),
  "files.json": JSON.stringify(
    ["/data/local/tmp/x", "/system/bin/sh"].map((path) => ({
      path,
      size: 1,
      mode: "-rwxr-xr-x",
      user_id: 0,
      user_name: "",
      group_id: 0,
      group_name: "",
      changed_time: 1_700_000_100,
      modified_time: 1_700_000_000,
      access_time: 1_700_000_000,
      error: "",
      context: "u:object_r:shell_data_file:s0",
      sha1: "",
      sha256: "",
      sha512: "",
      md5: "",
    })),
  ),
  "packages.json": JSON.stringify(
    [
      ["com.topjohnwu.magisk", "null", false, false],
      ["com.wssyncmldm", "com.android.vending", true, true],
      ["com.example.loaded", "null", false, false],
    ].map(([name, installer, disabled, system]) => ({
      name,
      installer,
      uid: 10200,
      disabled,
      system,
      third_party: !system,
      files: [{ path: `/data/app/${name}/base.apk`, local_name: "", md5: "", sha1: "", sha256: "", sha512: "", error: "" }],
    })),
  ),
};

const folder = mkdtempSync(join(tmpdir(), "bridle-mvt-android-"));
const output = join(folder, "output");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Rows = readonly Readonly<Record<string, unknown>>[];
const theirs = (name: string): Rows => {
  const path = join(output, `${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Rows) : [];
};
const ours = async <T extends object>(artifact: Artifact<T>, path: string, file: string): Promise<readonly T[]> =>
  (await read(artifact, { [path]: new TextEncoder().encode(COLLECTION[file]) }, path, undefined, { made: "2024-01-01T00:00:00Z" })).records;

describe.skipIf(!hasMvt)("mvt-android check-androidqf", () => {
  beforeAll(() => {
    const acquisition = join(folder, "collection");
    mkdirSync(acquisition);
    mkdirSync(output);
    for (const [name, text] of Object.entries(COLLECTION)) writeFileSync(join(acquisition, name), text);
    const switches = ["--disable-update-check", "--disable-indicator-update-check"];
    const environment = { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" };
    spawnSync("mvt-android", [...switches, "check-androidqf", "-n", "-o", output, acquisition], { stdio: "ignore", env: environment });
  }, 120_000);

  test("reads the same properties, settings, processes, files, packages, mounts and programs", async () => {
    const properties = await ours(getprop, "bridle:/getprop", "getprop.txt");
    expect(theirs("aqf_get_prop").map(({ name, value }) => [name, value])).toEqual(
      properties.map(({ property, value }) => [property, value]),
    );
    const set = [
      ...(await ours(settings, "bridle:/settings/global", "settings_global.txt")),
      ...(await ours(settings, "bridle:/settings/secure", "settings_secure.txt")),
    ];
    const row = (values: readonly unknown[]): string => values.join(" ");
    expect(
      theirs("aqf_settings")
        .map(({ namespace, name, value }) => row([namespace, name, value]))
        .sort(),
    ).toEqual(set.map(({ namespace, setting, value }) => row([namespace, setting, value])).sort());
    const running = await ours(processes, "bridle:/processes", "ps.txt");
    expect(theirs("aqf_processes").map(({ user, pid, ppid, command, proc_name }) => [user, pid, ppid, command ?? proc_name])).toEqual(
      // Brackets tell the kernel's threads; MVT drops them.
      running.map(({ user, pid, parentPid, processName }) => [user, pid, parentPid, processName.replace(/^\[(.*)\]$/, "$1")]),
    );
    const listed = await ours(files, "bridle:/androidqf/files.json", "files.json");
    expect(theirs("aqf_files").map(({ path, size, mode }) => [path, size, mode])).toEqual(
      listed.map(({ path, size, mode }) => [path, size, mode]),
    );
    const installed = await ours(installedPackages, "bridle:/androidqf/packages.json", "packages.json");
    expect(theirs("aqf_packages").map(({ name }) => name)).toEqual(installed.map(({ packageName }) => packageName));
    const mounted = await ours(mounts, "bridle:/androidqf/mounts.json", "mounts.json");
    expect(theirs("mounts").map(({ device, mount_point, options_list }) => [device, mount_point, options_list])).toEqual(
      mounted.map(({ device, mountPoint, options }) => [device, mountPoint, options]),
    );
    const programs = await ours(rootBinaries, "bridle:/androidqf/root_binaries.json", "root_binaries.json");
    expect(theirs("root_binaries").map(({ path }) => path)).toEqual(programs.map(({ path }) => path));
  });

  test("raises no alert that has no finding here", async () => {
    const found: Readonly<Record<string, readonly string[]>> = {
      aqf_get_prop: await speaking(getprop, "bridle:/getprop", "getprop.txt"),
      aqf_settings: [
        ...(await speaking(settings, "bridle:/settings/global", "settings_global.txt")),
        ...(await speaking(settings, "bridle:/settings/secure", "settings_secure.txt")),
      ],
      aqf_packages: await speaking(installedPackages, "bridle:/androidqf/packages.json", "packages.json"),
      mounts: await speaking(mounts, "bridle:/androidqf/mounts.json", "mounts.json"),
      root_binaries: await speaking(rootBinaries, "bridle:/androidqf/root_binaries.json", "root_binaries.json"),
    };
    const alerts = theirs("alerts");
    expect(alerts.length).toBeGreaterThan(5);
    const unmet = alerts.filter(
      (alert) => !found[String(alert["module"])]?.some((text) => namesOf(alert).some((name) => text.includes(name))),
    );
    expect(unmet).toEqual([]);
  });
});

/** What an alert is about. */
const namesOf = ({ event }: Readonly<Record<string, unknown>>): readonly string[] => {
  const record = event as Readonly<Record<string, unknown>>;
  return [record["name"], record["mount_point"], record["path"]].filter((name): name is string => typeof name === "string");
};

/** The hits of all rules over one file, as text. */
async function speaking(artifact: Artifact, path: string, file: string): Promise<readonly string[]> {
  const records = await ours(artifact, path, file);
  const rules = detections.filter((rule) => (rule.form === "match" || rule.form === "fold") && rule.reads === artifact);
  return rules.flatMap((rule) => hitsOf(rule, records)).map(({ subject, params }) => JSON.stringify([subject, params]));
}

const sample = new URL("../../shared/public/android/logcat.log", import.meta.url);

describe.skipIf(!existsSync(sample))("a public sample of logcat", () => {
  test("is read line by line in all the forms it has, and nothing in it is a finding", async () => {
    const bytes = readFileSync(sample);
    const about = { made: "2022-06-01T00:00:00Z", zone: "UTC" };
    const lines = bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("--------- "));
    const logs = lines.map(readLogLine);
    expect(logs.every((log) => log && loggedAt(log, about) !== undefined)).toBe(true);
    expect(logs.map((log) => log?.tag)).toEqual(["threadtime", "sometag", "App", "App", "App", "AppTag", "AppTag", "AppTag"]);
    const { records, problems } = await read(logcat, { "bridle:/logcat/all": new Uint8Array(bytes) }, undefined, undefined, about);
    expect([records, problems]).toEqual([[], []]);
  });
});
