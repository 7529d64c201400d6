import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEMO_PASSWORD, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";

/** The Mobile Verification Toolkit as an outside judge: it takes our phones for phones and finds what it can find in them. */
const hasMvt = spawnSync("mvt-ios", ["--help"]).status === 0;
const pegasus = fileURLToPath(new URL("../../shared/data/indicators/pegasus.stix2", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "bridle-mvt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Alert {
  readonly module: string;
  readonly matched_indicator?: { readonly value?: string } | null;
}

describe.skipIf(!hasMvt || !existsSync(pegasus))("mvt-ios check-backup", () => {
  test("finds the processes, the visits and the message of the compromised phone", { timeout: 60_000 }, () => {
    expect(examine("compromised")).toEqual(
      expect.arrayContaining([
        "datausage bh",
        "datausage roleaboutd",
        "safari_history free247downloads.com",
        "sms akhbar-arabia.com",
        "manifest roleaccountd.plist",
      ]),
    );
  });

  test("finds no indicator on the clean phone", { timeout: 60_000 }, () => {
    expect(examine("clean")).toEqual([]);
  });
});

describe.skipIf(!hasMvt)("mvt-ios decrypt-backup", () => {
  test("decrypts every file of our encrypted backup to what it was", { timeout: 60_000 }, () => {
    const encrypted = join(folder, "encrypted");
    const decrypted = join(folder, "decrypted");
    writeBackup(encrypted, scenario("compromised").entries({ encrypted: { password: DEMO_PASSWORD } }));
    execFileSync("mvt-ios", ["decrypt-backup", "-p", DEMO_PASSWORD, "-d", decrypted, encrypted], {
      stdio: "ignore",
      env: { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" },
    });
    const payloads = [...scenario("compromised").entries()].filter(([path]) => path.includes("/"));
    const different = payloads.filter(([path, bytes]) => !readFileSync(join(decrypted, path)).equals(bytes)).map(([path]) => path);
    expect(payloads.length).toBeGreaterThan(50);
    expect(different).toEqual([]);
    expect(readFileSync(join(decrypted, "Manifest.db")).subarray(0, 15).toString()).toBe("SQLite format 3");
  });
});

/** "module indicator" of each alert that an indicator raised. */
function examine(id: string): readonly string[] {
  const backup = join(folder, id);
  const output = join(folder, `${id}-output`);
  writeBackup(backup, scenario(id).entries());
  execFileSync("mvt-ios", ["check-backup", "-i", pegasus, "-o", output, backup], {
    stdio: "ignore",
    env: { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" },
  });
  expect(existsSync(join(output, "sms.json"))).toBe(true);
  const alerts = JSON.parse(readFileSync(join(output, "alerts.json"), "utf8")) as readonly Alert[];
  return alerts.flatMap(({ module, matched_indicator }) => (matched_indicator?.value ? [`${module} ${matched_indicator.value}`] : []));
}
