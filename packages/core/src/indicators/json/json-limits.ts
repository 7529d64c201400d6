/** Lists and objects within each other. */
export const MAX_JSON_DEPTH = 64;
/** Of one element of the list of objects; the longest published report is a few hundred kilobytes. */
export const MAX_OBJECT_BYTES = 16 * 1024 * 1024;
/** Elements of the list of objects. */
export const MAX_OBJECTS = 5_000_000;
/** Of all texts that are kept together and read as one, of which engines hold about 512 MB. */
export const MAX_TEXT_BYTES = 400 * 1024 * 1024;
