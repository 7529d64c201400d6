/** Lists and objects within each other. */
export const MAX_JSON_DEPTH = 64;
/** Of one element of the list of objects; the longest published report is a few hundred kilobytes. */
export const MAX_OBJECT_BYTES = 16 * 1024 * 1024;
/** Elements of the list of objects. */
export const MAX_OBJECTS = 5_000_000;
