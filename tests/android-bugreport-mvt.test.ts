import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildKnowledge, defaultPacks, memoryFile } from "@bridle/core";
import { androidScenario } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { examine } from "../packages/core/src/testing/examine.ts";

/** The Mobile Verification Toolkit on the same bug reports: whatever an indicator found there, Bridle finds in the same place. */
const hasMvt = spawnSync("mvt-android", ["--help"]).status === 0;
const indicators = fileURLToPath(new URL("../../shared/data/indicators/", import.meta.url));
const PACKS = ["novispy.stix2", "residentbat.stix2"].map((name) => join(indicators, name));

const folder = mkdtempSync(join(tmpdir(), "bridle-mvt-android-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** MVT's modules, and where Bridle tells the same. */
const PLACES: Readonly<Record<string, string>> = {
  dumpsys_accessibility: "android/accessibility",
  dumpsys_activities: "android/resolver-tables",
  dumpsys_appops: "android/appops",
  dumpsys_battery_daily: "android/battery-daily",
  dumpsys_battery_history: "android/battery-history",
  dbinfo: "android/dbinfo",
  dumpsys_packages: "android/packages",
  dumpsys_platform_compat: "android/platform-compat",
  dumpsys_receivers: "android/resolver-tables",
  processes: "android/processes",
};

interface Alert {
  readonly module: string;
  readonly matched_indicator?: { readonly value?: string } | null;
}

/** "artifact value" of each alert that an indicator raised. */
function mvtOn(id: string): readonly string[] {
  const zip = join(folder, `${id}.zip`);
  const output = join(folder, id);
  writeFileSync(zip, androidScenario(id).bugreport());
  const iocs = PACKS.flatMap((file) => ["--iocs", file]);
  const quiet = ["--disable-update-check", "--disable-indicator-update-check"];
  spawnSync("mvt-android", [...quiet, "check-bugreport", ...iocs, "--output", output, zip], {
    stdio: "ignore",
    env: { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0", MVT_DATA_FOLDER: join(folder, "data") },
  });
  const file = join(output, "alerts.json");
  const alerts: readonly Alert[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  return alerts.flatMap(({ module, matched_indicator }) =>
    matched_indicator?.value ? [`${PLACES[module] ?? `unknown to this test: ${module}`} ${matched_indicator.value}`] : [],
  );
}

const knowledge = buildKnowledge([...defaultPacks()], []);
async function bridleOn(id: string): Promise<ReadonlySet<string>> {
  const { findings } = (await examine(memoryFile("b.zip", androidScenario(id).bugreport()), knowledge)).analysis;
  const matches = findings.filter(({ kind }) => kind === "indicator-match");
  return new Set(
    matches.flatMap(({ observables, evidence }) =>
      evidence.flatMap(({ artifact }) => observables.map(({ value }) => `${artifact} ${value}`)),
    ),
  );
}

describe.skipIf(!hasMvt || !PACKS.every(existsSync))("mvt-android check-bugreport", () => {
  test.each(["novispy", "impostor", "wiped"])("finds nothing in %s that Bridle does not find in the same place", async (id) => {
    const found = new Set(mvtOn(id));
    expect(found.size).toBeGreaterThan(0);
    const own = await bridleOn(id);
    expect([...found].filter((place) => !own.has(place))).toEqual([]);
    expect(own.size).toBeGreaterThanOrEqual(found.size);
  });

  test("finds no indicator on the clean phone", () => {
    expect(mvtOn("clean")).toEqual([]);
  });
});
