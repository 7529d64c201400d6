import { spawnSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const ROOT = resolve(import.meta.dirname, "../..");
const CACHE = join(ROOT, ".cache");
/** A browser that has not said its version by then will not start at all. */
const VERSION_TIMEOUT = 60_000;

/** How to start Chromium. Never the arguments of @sparticuz/chromium: they switch web security off. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder the browser is unpacked to before its first start; undefined for one that the host has. */
  readonly unpackTo?: string;
}

const HOST_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const HOST_FILES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const NO_BROWSER =
  "No Chromium can be started: @sparticuz/chromium works on Linux x64 only. Install Chromium or Chrome, or name one in BRIDLE_CHROMIUM.";

/**
 * The browser of the tests, as a plan: nothing is unpacked or started here, so that a run without the browser costs nothing.
 * BRIDLE_CHROMIUM wins, then the one from npm (Linux x64), then one that the host has.
 */
export function findChromium(): Chromium | undefined {
  const named = process.env["BRIDLE_CHROMIUM"];
  if (named) return { executablePath: named, env: hostEnvironment() };
  const packed = process.platform === "linux" && process.arch === "x64" ? packedFolder() : undefined;
  if (packed) {
    const { version } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8")) as { version: string };
    const unpackTo = join(CACHE, `chromium-${version}`);
    return { executablePath: join(unpackTo, "chromium"), env: packedEnvironment(unpackTo), unpackTo };
  }
  const found = [...namesOnPath(), ...HOST_FILES].find((file) => existsSync(file));
  return found === undefined ? undefined : { executablePath: found, env: hostEnvironment() };
}

/** Unpacks the browser where needed and makes it say its version; throws one sentence when it does not. */
export async function ensureChromium(chromium: Chromium | undefined = findChromium()): Promise<Chromium> {
  if (!chromium) throw new Error(NO_BROWSER);
  if (chromium.unpackTo && !existsSync(chromium.unpackTo)) await unpack(chromium.unpackTo);
  const { status, error, stderr } = spawnSync(chromium.executablePath, ["--headless", "--no-sandbox", "--version"], {
    env: { ...chromium.env },
    timeout: VERSION_TIMEOUT,
    encoding: "utf8",
  });
  if (status === 0) return chromium;
  const why = error?.message ?? stderr.trim().split("\n")[0] ?? `status ${status}`;
  throw new Error(`Chromium does not start (${chromium.executablePath}): ${why}`);
}

const namesOnPath = (): string[] =>
  (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => HOST_NAMES.map((name) => join(folder, name)));

const packedFolder = (): string | undefined => {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../..");
  } catch {
    return undefined;
  }
};

const hostEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** NSS, NSPR and expat beside the browser, so that a bare machine needs nothing else; fonts likewise. */
const packedEnvironment = (folder: string): Record<string, string> => ({
  ...hostEnvironment(),
  LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
  FONTCONFIG_PATH: join(folder, "fonts"),
});

/**
 * The package's own unpacking trusts any file of the right name in a shared folder and lets a second process start a half-written
 * binary. Here everything goes to a folder of this repository that gets its name only when it is whole.
 */
async function unpack(target: string): Promise<void> {
  const source = join(packedFolder()!, "bin");
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(join(CACHE, "chromium-unpacking-"));
  try {
    await pipeline(
      createReadStream(join(source, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(temporary, "chromium"), { mode: 0o700 }),
    );
    for (const name of ["al2023", "fonts"]) await untar(join(source, `${name}.tar.br`), join(temporary, name));
    writeFileSync(join(temporary, "fonts", "fonts.conf"), fontsOf(join(target, "fonts")));
    renameSync(temporary, target);
  } catch (error) {
    if (!existsSync(target)) throw new Error(`Chromium could not be unpacked to ${target}`, { cause: error });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The package's own file names folders of a cloud function. */
const fontsOf = (folder: string): string =>
  `<?xml version="1.0"?><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`;

/** With tar-fs, the package's own dependency, found from where the package stands. */
async function untar(archive: string, folder: string): Promise<void> {
  const { extract } = createRequire(join(packedFolder()!, "package.json"))("tar-fs") as { extract(to: string): NodeJS.WritableStream };
  await pipeline(createReadStream(archive), createBrotliDecompress(), extract(folder));
}
