import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKnowledge, memoryFile } from "@bridle/core";
import { androidScenario, MAKERS } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examine } from "../packages/core/src/testing/examine.ts";

/** The Mobile Verification Toolkit beside us on the same bug report: what it reads of apps, we read. Its own gaps are named where they are. */
const hasMvt = spawnSync("mvt-android", ["--help"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "bridle-mvt-android-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, unknown>>;

describe.skipIf(!hasMvt).each(MAKERS)("a bug report of %s", (maker) => {
  const output = join(folder, maker);
  const mvt = (name: string): readonly Row[] => {
    const file = join(output, `${name}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Row[]) : [];
  };
  let ours: (artifact: string) => readonly Row[];

  beforeAll(async () => {
    const report = androidScenario("novispy").bugreport({ style: "android14", maker });
    const file = join(folder, `${maker}.zip`);
    writeFileSync(file, report);
    execFileSync("mvt-android", ["--disable-update-check", "--disable-indicator-update-check", "check-bugreport", "-o", output, file], {
      stdio: "ignore",
      env: { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" },
    });
    const { files } = await examine(memoryFile("bugreport.zip", report), buildKnowledge([], []), { records: "all" });
    ours = (artifact) =>
      (files.get(`data/records/android/${artifact}.jsonl`) ?? "")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => (JSON.parse(line) as { data: Row }).data);
  }, 120_000);

  test("names the same apps, with the same installer, id and permissions granted", () => {
    const granted = (permissions: readonly Row[], of: (permission: Row) => unknown) =>
      permissions.filter((permission) => permission["granted"] === true || permission["isGranted"] === true).map(of);
    const theirs = mvt("dumpsys_packages").map((app) => ({
      name: app["package_name"],
      isHidden: app["package_type"] === "hidden_system",
      id: app["app_id"],
      installer: app["installer"] ?? undefined,
      isSystem: app["system"],
      granted: new Set(
        granted(
          [app, ...(app["users"] as Row[])].flatMap(({ permissions }) => permissions as Row[]),
          ({ name }) => name,
        ),
      ),
    }));
    const own = ours("packages")
      .filter(({ kind }) => kind !== "shared-user")
      .map((app) => ({
        name: app["packageName"],
        isHidden: app["kind"] === "hidden-system-package",
        id: app["appUid"],
        installer: app["installer"],
        isSystem: app["isSystem"],
        granted: new Set(granted(app["permissions"] as Row[], ({ permission }) => permission)),
      }));
    expect(theirs.length).toBeGreaterThan(100);
    expect(own).toEqual(theirs);
  });

  test("names every activity and receiver by action", () => {
    const theirs = [...mvt("dumpsys_activities"), ...mvt("dumpsys_receivers")].map((row) => `${row["key"]} ${row["package_name"]}`);
    const own = new Set(ours("resolver-tables").map((row) => `${row["action"]} ${row["packageName"]}`));
    expect(theirs.length).toBeGreaterThan(100);
    expect(theirs.filter((row) => !own.has(row))).toEqual([]);
  });

  test("tells the same modes of operations and as many uses of each", () => {
    const theirs = mvt("dumpsys_appops").flatMap((app) =>
      (app["permissions"] as Row[]).map(
        (row) => `${app["package_name"]} ${row["name"]} ${row["mode"]} ${(row["entries"] as Row[]).length}`,
      ),
    );
    const own = ours("appops")
      .filter(({ packageName }) => packageName !== undefined)
      .map((row) => `${row["packageName"]} ${row["appOperation"]} ${row["opMode"]} ${(row["uses"] as Row[]).length}`);
    expect(theirs.length).toBeGreaterThan(10);
    expect(own.toSorted()).toEqual(theirs.toSorted());
  });

  test("tells the same accessibility services, changes of apps by day and overrides", () => {
    const enabled = mvt("dumpsys_accessibility").filter((row) => row["enabled"] === true);
    expect(ours("accessibility").filter(({ serviceState }) => serviceState === "enabled").length).toBe(enabled.length);
    const daily = mvt("dumpsys_battery_daily").map((row) => `${row["action"]} ${row["package_name"]} ${row["version_code"]}`);
    const ownDaily = new Set(ours("battery-daily").map((row) => `${row["packageChange"]} ${row["packageName"]} ${row["versionNumber"]}`));
    expect(daily.filter((row) => !ownDaily.has(row))).toEqual([]);
    const overrides = mvt("dumpsys_platform_compat").map((row) => row["package_name"]);
    const ownOverrides = ours("platform-compat").map((row) => row["packageName"]);
    expect(overrides.filter((name) => !ownOverrides.includes(name))).toEqual([]);
  });

  test("tells the same statements, keys, and apps on the screen or at work", () => {
    const statement = (sql: unknown, action: unknown, pid: unknown): string => `${pid} ${action} ${sql}`;
    const theirs = mvt("dbinfo").map((row) => statement(row["sql"], row["action"], row["pid"]));
    expect(theirs.length).toBeGreaterThan(10);
    expect(ours("dbinfo").map((row) => statement(row["sql"], row["databaseAction"], row["pid"]))).toEqual(theirs);
    const keys = mvt("dumpsys_adb_state").flatMap((row) => (row["user_keys"] as Row[]).map(({ fingerprint }) => fingerprint));
    expect(ours("adb-state").flatMap((row) => row["fingerprint"] ?? [])).toEqual(expect.arrayContaining(keys));
    const history = mvt("dumpsys_battery_history").filter((row) => row["event"] !== "wake");
    const own = ours("battery-history").filter(({ batteryEvent }) => batteryEvent === "top" || batteryEvent === "job");
    // MVT leaves the slash before some jobs' classes on the name, so that an indicator for the app misses it.
    expect(own.map((row) => row["packageName"])).toEqual(history.map((row) => String(row["package_name"]).replace(/\/$/, "")));
  });
});
