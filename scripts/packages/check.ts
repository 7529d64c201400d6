import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDependencyPage } from "./dependency-page.ts";
import { dependenciesOf, type Lockfile, type Manifest } from "./manifest.ts";

/** Our SQLite engine calls this build's exports directly; another build may lay out its structures in another way. */
export const PINNED: Readonly<Record<string, string>> = { "@sqlite.org/sqlite-wasm": "3.54.1-build1", "@biomejs/biome": "2.5.15" };

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
/** Scripts that npm runs by itself on installing: an install shall run nothing. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
const LICENCES = new Set(["MIT", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT OR Apache-2.0"]);
/** Tools that are not handed on may also be under these. */
const TOOL_LICENCES = new Set(["MPL-2.0"]);

/** Everything that is wrong with the packages below `root`, a sentence each. */
export function checkPackages(root: string): readonly string[] {
  const top = read(root, "package.json") as Manifest;
  const folders = top.workspaces ?? [];
  const manifests = [top, ...folders.map((folder) => read(root, `${folder}/package.json`) as Manifest)];
  return [
    ...checkManifests(manifests),
    ...folders.flatMap((folder, index) => checkTargets(manifests[index + 1]!, (path) => existsSync(join(root, folder, path)))),
    ...checkLockfile(read(root, "package-lock.json") as Lockfile),
    ...checkDependencyPage(
      manifests,
      read(root, "package-lock.json") as Lockfile,
      readFileSync(join(root, "docs/dependencies.md"), "utf8"),
    ),
  ];
}

const read = (root: string, path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

/** One version for all of ours, one licence, exact versions of everybody else's, nothing run on installing. */
export function checkManifests(manifests: readonly Manifest[]): readonly string[] {
  const [top] = manifests;
  const own = new Set(manifests.map(({ name }) => name));
  return manifests.flatMap((manifest) => [
    ...(manifest.version === top!.version ? [] : [`${manifest.name} has version ${manifest.version}, not ${top!.version}`]),
    ...(manifest.license === "Apache-2.0" ? [] : [`${manifest.name} does not say Apache-2.0`]),
    ...INSTALL_SCRIPTS.filter((script) => manifest.scripts?.[script]).map((script) => `${manifest.name} has a script ${script}`),
    ...dependenciesOf(manifest).flatMap(([name, version]) => {
      const expected = own.has(name) ? top!.version : PINNED[name];
      if (expected !== undefined && version !== expected) return [`${manifest.name} depends on ${name} ${version}, not ${expected}`];
      return EXACT.test(version) ? [] : [`${manifest.name} does not pin ${name}: ${version}`];
    }),
  ]);
}

/** Each export has its source, its types and its built form at the same place; each command exists. */
export function checkTargets(manifest: Manifest, exists: (path: string) => boolean): readonly string[] {
  const exported = Object.entries(manifest.exports ?? {}).flatMap(([key, target]) =>
    typeof target === "string" ? checkPlainTarget(manifest, key, target, exists) : checkConditions(manifest, key, target, exists),
  );
  const commands = Object.values(manifest.bin ?? {}).filter((path) => !exists(path));
  return [...exported, ...commands.map((path) => `${manifest.name}: ${path} is not there`)];
}

const checkPlainTarget = (manifest: Manifest, key: string, target: string, exists: (path: string) => boolean): readonly string[] =>
  exists(target.replace(/\*.*$/, "")) ? [] : [`${manifest.name} exports ${key}: ${target} is not there`];

function checkConditions(
  manifest: Manifest,
  key: string,
  target: Readonly<Record<string, string>>,
  exists: (path: string) => boolean,
): readonly string[] {
  const source = target["bridle-source"] ?? "";
  const built = source.replace("./src/", "./dist/").replace(/\.ts$/, "");
  return [
    ...(exists(source) ? [] : [`${manifest.name} exports ${key}: ${source} is not there`]),
    ...(target["types"] === `${built}.d.ts` ? [] : [`${manifest.name} exports ${key}: types are not ${built}.d.ts`]),
    ...(target["default"] === `${built}.js` ? [] : [`${manifest.name} exports ${key}: default is not ${built}.js`]),
    ...(Object.keys(target).join() === "bridle-source,types,default"
      ? []
      : [`${manifest.name} exports ${key}: unknown conditions or order`]),
  ];
}

/** The lockfile names no host, runs nothing, checks every download, and holds no licence that we cannot hand on. */
export function checkLockfile({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    const isOurs = locked.link === true || !path.includes("node_modules/");
    const isAllowed = LICENCES.has(locked.license ?? "") || (locked.dev === true && TOOL_LICENCES.has(locked.license ?? ""));
    return [
      ...(locked.resolved === undefined || locked.link ? [] : [`package-lock.json: ${path} has a download address`]),
      ...(locked.hasInstallScript ? [`package-lock.json: ${path} runs a script when it is installed`] : []),
      ...(isOurs || locked.integrity?.startsWith("sha512-") ? [] : [`package-lock.json: ${path} has no SHA-512`]),
      ...(isOurs || isAllowed ? [] : [`package-lock.json: ${path} is under ${locked.license ?? "no licence"}`]),
    ];
  });
}
