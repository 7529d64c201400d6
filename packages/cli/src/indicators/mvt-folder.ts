import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { compareText } from "@bridle/core";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where MVT puts the indicators that `mvt-ios download-iocs` fetches: MVT_DATA_FOLDER, else the folder that the appdirs package names
 * (MVT 2026, mvt/common/indicators.py).
 */
export function mvtIndicatorsFolder(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  return join(environment["MVT_DATA_FOLDER"] || dataFolder(environment, platform, home), "indicators");
}

function dataFolder(environment: Environment, platform: NodeJS.Platform, home: string): string {
  // appdirs takes the program's name for its author's too.
  if (platform === "win32") return join(environment["LOCALAPPDATA"] || join(home, "AppData", "Local"), "mvt", "mvt");
  if (platform === "darwin") return join(home, "Library", "Application Support", "mvt");
  const shared = environment["XDG_DATA_HOME"];
  return join(shared && isAbsolute(shared) ? shared : join(home, ".local", "share"), "mvt");
}

/** The files MVT would load from there, which are those of this one ending in the folder itself. None where there is no such folder. */
export function mvtIndicatorFiles(environment: Environment): readonly string[] {
  const folder = mvtIndicatorsFolder(environment);
  try {
    const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".stix2"));
    return names.sort(compareText).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
