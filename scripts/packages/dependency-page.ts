import { dependenciesOf, type Lockfile, type Manifest } from "./manifest.ts";

/** What is installed with Bridle stands under the first heading, what only builds and tests it under the second. */
const SECTIONS = { handedOn: "## Handed on with Bridle", tools: "## Tools of the repository" } as const;
type Section = keyof typeof SECTIONS;

interface Row {
  readonly names: readonly string[];
  readonly version: string;
  readonly licence: string;
  readonly section: Section | undefined;
}

/**
 * docs/dependencies.md is the list of what may be depended on: one whole row for each direct dependency, under the heading of its kind,
 * with the version and the licence that the lockfile has, and none for what has gone.
 */
export function checkDependencyPage(manifests: readonly Manifest[], { packages }: Lockfile, page: string): readonly string[] {
  const needed = neededBy(manifests);
  const rows = rowsOf(page);
  const told = new Map(rows.flatMap((row) => row.names.map((name): [string, Row] => [name, row])));
  return [
    ...[...needed.keys()].filter((name) => !told.has(name)).map((name) => `docs/dependencies.md has no row for ${name}`),
    ...[...told.keys()]
      .filter((name) => !needed.has(name))
      .map((name) => `docs/dependencies.md has a row for ${name}, which nothing depends on`),
    ...rows.filter(({ isWhole }) => !isWhole).map(({ line }) => `docs/dependencies.md has an empty field: ${line}`),
    ...[...needed].flatMap(([name, section]) => {
      const row = told.get(name);
      return row ? checkRow(name, row, section, packages[`node_modules/${name}`]) : [];
    }),
  ];
}

function checkRow(name: string, row: Row, section: Section, locked: Lockfile["packages"][string] | undefined): readonly string[] {
  const isSameLicence = locked?.license === undefined || row.licence.startsWith(locked.license);
  return [
    ...(row.section === section ? [] : [`docs/dependencies.md does not have ${name} below "${SECTIONS[section]}"`]),
    ...(locked?.version === undefined || row.version === locked.version
      ? []
      : [`docs/dependencies.md says ${name} ${row.version}, installed is ${locked.version}`]),
    ...(isSameLicence ? [] : [`docs/dependencies.md says ${row.licence} of ${name}, the lockfile ${locked.license}`]),
  ];
}

/** Every dependency that is not ours; one that any package hands on counts as handed on. */
function neededBy(manifests: readonly Manifest[]): ReadonlyMap<string, Section> {
  const own = new Set(manifests.map(({ name }) => name));
  const needed = new Map<string, Section>();
  for (const manifest of manifests) {
    for (const [name] of dependenciesOf(manifest)) {
      if (own.has(name)) continue;
      const isHandedOn = Object.hasOwn(manifest.dependencies ?? {}, name) || Object.hasOwn(manifest.peerDependencies ?? {}, name);
      if (isHandedOn || !needed.has(name)) needed.set(name, isHandedOn ? "handedOn" : "tools");
    }
  }
  return needed;
}

function rowsOf(page: string): (Row & { readonly line: string; readonly isWhole: boolean })[] {
  let section: Section | undefined;
  return page.split("\n").flatMap((line) => {
    if (line.startsWith("## ")) section = (Object.keys(SECTIONS) as Section[]).find((key) => SECTIONS[key] === line.trim());
    if (!line.startsWith("| `")) return [];
    const fields = line
      .split("|")
      .slice(1, -1)
      .map((field) => field.trim());
    const names = [...fields[0]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    return [{ line, names, version: fields[1] ?? "", licence: fields[2] ?? "", section, isWhole: fields.every((field) => field !== "") }];
  });
}
