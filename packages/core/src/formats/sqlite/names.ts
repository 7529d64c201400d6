/** SQLite compares names of tables and columns without regard to the case of ASCII letters, and of these alone. */
export const foldName = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** A name as a quoted identifier; there is no other way to write one that evidence chose. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const isSameName = (left: string, right: string): boolean => foldName(left) === foldName(right);

/** The name of a list that is the same for SQLite. */
export const findName = (names: readonly string[], name: string): string | undefined => names.find((known) => isSameName(known, name));
