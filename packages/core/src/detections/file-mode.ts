/** Permissions of a file as tools write them: letters (`-rwsr-xr-x`; the collector of AndroidQF: `urwxr-xr-x`, `dtrwxrwxrwx`) or octal digits. */

const OCTAL = /^0?[0-7]{3,6}$/;

const bitsOf = (mode: string): number | undefined => (OCTAL.test(mode) ? Number.parseInt(mode, 8) : undefined);

export function isExecutable(mode: string | undefined): boolean {
  if (mode === undefined) return false;
  const bits = bitsOf(mode);
  return bits === undefined ? /[xst]/.test(mode.slice(-9)) : (bits & 0o111) !== 0;
}

/** A folder, or a link: what it holds is listed by itself. Digits without the kind of file tell neither. */
export const isFolder = (mode: string | undefined): boolean => mode !== undefined && bitsOf(mode) === undefined && /^[dDLl]/.test(mode);

/**
 * Whoever starts it gets its owner's rights. Letters in Go's form stand before the permissions (`u` set-user, `g` set-group), in that of
 * `ls` in their place.
 */
export function isSetUser(mode: string | undefined): boolean {
  if (mode === undefined) return false;
  const bits = bitsOf(mode);
  if (bits !== undefined) return (bits & 0o4000) !== 0;
  return mode.slice(0, -9).includes("u") || /^..[sS]/.test(mode.slice(-9));
}
