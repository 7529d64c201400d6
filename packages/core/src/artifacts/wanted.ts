import type { Artifact } from "./artifact.ts";

/** What SQLite keeps beside a database. */
const SIDECARS = ["-wal", "-journal"];

/** Every pattern that these artifacts ask for, what they read along with it, and the sidecars of what it finds. */
export const wantedBy = (artifacts: readonly Artifact[]): readonly string[] => [
  ...new Set(
    artifacts.flatMap(({ paths, needs = [] }) => [
      ...paths.flatMap((path) => [path, ...SIDECARS.map((ending) => path + ending)]),
      ...needs,
    ]),
  ),
];
