/** Libraries that makers put before each program: below the system's own folders, or by name alone, which is looked up there. */
const SYSTEM = /^(?:\/(?:system|system_ext|vendor|product|apex|odm)\/|[^/]*$)/;

/** True where a value of LD_PRELOAD names a library from elsewhere; names stand between colons or spaces. */
export const isForeignPreload = (value: string): boolean => !value.split(/[:\s]/).every((library) => SYSTEM.test(library));
