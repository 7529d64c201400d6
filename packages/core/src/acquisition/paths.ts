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

/** Tells paths that fit any of the patterns: exact ones by one look, the others by their beginning first. */
export function createWanted(patterns: readonly string[]): (path: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !isPattern(pattern)));
  const others = patterns.filter(isPattern).map((pattern) => ({ prefix: literalPrefix(pattern), expression: compilePattern(pattern) }));
  return (path) => exact.has(path) || others.some(({ prefix, expression }) => path.startsWith(prefix) && expression.test(path));
}
