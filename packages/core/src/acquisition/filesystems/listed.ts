import { compareText } from "../../model/json.ts";
import { firstAtOrAfter } from "../../model/partition-point.ts";
import type { EvidenceFile, EvidenceFileSystem } from "../file-system.ts";
import { compilePattern, isPattern, literalPrefix } from "../paths.ts";

/**
 * A file system over a list that a loader has made: the one most acquisitions need. A path without wildcards is one lookup; a
 * pattern looks only at the paths that begin as the pattern does, found by bisection in the sorted list.
 */
export function createFileSystem(files: readonly EvidenceFile[]): EvidenceFileSystem {
  const byPath = new Map<string, EvidenceFile[]>();
  for (const file of files) {
    const same = byPath.get(file.path);
    if (same) same.push(file);
    else byPath.set(file.path, [file]);
  }
  for (const same of byPath.values()) if (same.length > 1) same.sort((a, b) => compareText(a.rawPath, b.rawPath));
  const paths = [...byPath.keys()].sort(compareText);
  const filesAt = (path: string): readonly EvidenceFile[] => byPath.get(path) ?? [];
  return {
    fileCount: files.length,
    files: filesAt,
    glob: (pattern) => (isPattern(pattern) ? pathsMatching(paths, pattern).flatMap(filesAt) : filesAt(pattern)),
  };
}

const pathsMatching = (paths: readonly string[], pattern: string): readonly string[] => {
  const prefix = literalPrefix(pattern);
  const regex = compilePattern(pattern);
  const found: string[] = [];
  for (let index = firstAtOrAfter(paths, prefix); index < paths.length && paths[index]!.startsWith(prefix); index++) {
    if (regex.test(paths[index]!)) found.push(paths[index]!);
  }
  return found;
};
