/**
 * Path patterns: `*` stays within a component, `**` crosses, `[Aa]` is a choice, everything else is itself; case-sensitive.
 * Nothing else has a meaning, so that a pattern means the same here and in a person's head (docs/paths.md).
 */
export function compilePattern(pattern: string): RegExp {
  let source = "";
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern[index]!;
    if (letter === "*" && pattern[index + 1] === "*") {
      source += ".*";
      index++;
    } else if (letter === "*") source += "[^/]*";
    else if (letter === "[") {
      const end = pattern.indexOf("]", index);
      if (end < 0) throw new TypeError(`pattern without "]": ${pattern}`);
      source += `[${pattern.slice(index + 1, end).replace(/[\\^\]-]/g, "\\$&")}]`;
      index = end;
    } else source += letter.replace(/[.+?^${}()|\\/]/, "\\$&");
  }
  return new RegExp(`^${source}$`, "s");
}

/** The pattern that only this very path fits. */
export const literalPattern = (path: string): string => path.replace(/[*[]/g, "[$&]");

export const isPattern = (pattern: string): boolean => /[*[]/.test(pattern);

/** What every path that fits the pattern begins with. */
export const literalPrefix = (pattern: string): string => {
  const wildcard = pattern.search(/[*[]/);
  return wildcard < 0 ? pattern : pattern.slice(0, wildcard);
};

/** A pattern with wildcards, and what a path must end in to fit it. */
interface EndedPattern {
  readonly ending: string;
  readonly expression: RegExp;
}

/**
 * Tells paths that fit any of the patterns. It is asked for every entry of a catalogue, with some hundred patterns: exact ones are one
 * look; the others lie in the folder in which their first wildcard stands, and only those of a folder above the path are tried.
 */
export function createWanted(patterns: readonly string[]): (path: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !isPattern(pattern)));
  const byFolder = new Map<string, EndedPattern[]>();
  for (const pattern of patterns.filter(isPattern)) {
    const folder = folderOf(literalPrefix(pattern));
    const entry = { ending: /[^*\]]*$/.exec(pattern)![0], expression: compilePattern(pattern) };
    const entries = byFolder.get(folder);
    if (entries) entries.push(entry);
    else byFolder.set(folder, [entry]);
  }
  const fits = (folder: string, path: string): boolean =>
    byFolder.get(folder)?.some(({ ending, expression }) => path.endsWith(ending) && expression.test(path)) ?? false;
  return (path) => {
    if (exact.has(path) || fits("", path)) return true;
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      if (fits(path.slice(0, slash + 1), path)) return true;
    }
    return false;
  };
}

/** Up to and with the last slash; nothing where there is none. */
const folderOf = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf("/") + 1);
