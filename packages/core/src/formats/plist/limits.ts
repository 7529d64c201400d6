/** Containers inside containers. Whoever walks a value may recurse; real lists nest a few dozen deep. */
export const MAX_DEPTH = 512;
/** Values of one list. The largest seen on phones hold some 100,000. */
export const MAX_NODES = 10_000_000;
/** Longest XML list that is turned into text at once. A string of V8 ends at 512 MiB of UTF-16. */
export const MAX_XML_BYTES = 256 * 1024 * 1024;
/** Digits of an integer in XML: 128 bits in decimal, with room for leading zeros. */
export const MAX_INTEGER_DIGITS = 64;
/** Longest entity reference, `&#x10FFFF;`, with room for leading zeros. */
export const MAX_ENTITY_LENGTH = 16;
/** Problems that are kept of one list; more are only counted into the last. */
export const MAX_PROBLEMS = 100;
/** Members that salvage may give up on before it stops trying: a failure costs more than a value. */
export const MAX_SALVAGE_FAILURES = 10_000;
/**
 * How often the bytes of a binary list may be read again through overlapping objects. Writers never overlap objects; without this
 * a list of n small objects pointing into one long string would cost n times its length.
 */
export const MAX_OVERLAP = 4;
