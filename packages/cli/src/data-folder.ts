import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const NAME = "bridle";

/**
 * Where Bridle keeps what a user adds to it: BRIDLE_DATA, else the place that the platform has for such things
 * (https://specifications.freedesktop.org/basedir-spec/latest/ on Linux, which says to ignore a relative XDG_DATA_HOME).
 */
export function dataFolder(environment: Environment, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  const own = environment["BRIDLE_DATA"];
  if (own) return own;
  if (platform === "win32") return join(environment["LOCALAPPDATA"] || join(home, "AppData", "Local"), NAME);
  if (platform === "darwin") return join(home, "Library", "Application Support", NAME);
  const shared = environment["XDG_DATA_HOME"];
  return join(shared && isAbsolute(shared) ? shared : join(home, ".local", "share"), NAME);
}
