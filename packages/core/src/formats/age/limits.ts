/** Bytes of a header: real ones hold a line or two for each recipient. */
export const MAX_HEADER_BYTES = 1 << 18;
/** Recipients of one file. */
export const MAX_STANZAS = 1_000;
/** Letters of a file of identities. */
export const MAX_IDENTITY_LETTERS = 1 << 16;
/** Identities that are tried. */
export const MAX_IDENTITIES = 100;
/** Work factor of a password, a power of two: 18 is what age writes, each step doubles time and memory (at 20, one GiB). */
export const MAX_WORK_FACTOR = 20;
