import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** How MVT is started on a backup. */
export interface MvtCommand {
  readonly file: string;
  readonly version: string;
  argumentsFor(backup: string, output: string): readonly string[];
  decryptArguments(backup: string, copy: string, password: string): readonly string[];
}

/** MVT where it is installed, with the published indicators that lie in `indicators` (none where there is no such folder). */
export function mvtCommand(indicators: string): MvtCommand | undefined {
  return commandOf("mvt-ios", "check-backup", [], indicators);
}

/** The same for bug reports and for what AndroidQF collects. It contacts nobody. */
export function mvtAndroidCommands(indicators: string): Record<"bugreport" | "collection", MvtCommand | undefined> {
  const offline = ["--disable-update-check", "--disable-indicator-update-check"];
  return {
    bugreport: commandOf("mvt-android", "check-bugreport", offline, indicators),
    collection: commandOf("mvt-android", "check-androidqf", [...offline], indicators, ["--non-interactive"]),
  };
}

function commandOf(
  program: string,
  check: string,
  before: readonly string[],
  indicators: string,
  after: readonly string[] = [],
): MvtCommand | undefined {
  const { status, stdout } = spawnSync(program, [...before, "version"], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const number = /Version:\s*([\d.]+)/i.exec(stdout)?.[1] ?? "";
  const files = existsSync(indicators) ? readdirSync(indicators).filter((name) => name.endsWith(".stix2")) : [];
  const iocs = files.sort().flatMap((name) => ["--iocs", join(indicators, name)]);
  return {
    file: program,
    version: `${program} ${number}`,
    argumentsFor: (backup, output) => [...before, check, ...after, ...iocs, "--output", output, backup],
    decryptArguments: (backup, copy, password) => ["decrypt-backup", "--password", password, "--destination", copy, backup],
  };
}
