/** Members of one archive. File-system dumps of full phones hold about a million files. */
export const MAX_MEMBERS = 2_000_000;
/** Members that bear an earlier one's name and are kept beside it: an app has some dozen parts, a phone some hundred apps. */
export const MAX_COPIES = 100_000;
/** Letters of a member's name: PATH_MAX of Linux is 4,096 bytes, that of macOS and iOS 1,024. */
export const MAX_NAME_LENGTH = 4_096;
/** Folders inside folders. Phones nest some twenty deep. */
export const MAX_NAME_DEPTH = 64;
/** Bytes of a zip's central directory: two million members with names and fields of some hundred bytes each. */
export const MAX_DIRECTORY_BYTES = 2 ** 29;
/** Bytes that one archive may unpack to: more than the largest phone holds. */
export const MAX_UNPACKED_BYTES = 2 ** 42;
/**
 * How many times its own size an archive, or a member, may become. DEFLATE ends at 1,032; phones' files lie below 20, empty pages of
 * databases come near 1,000, so the ratio only counts beyond a size that does no harm.
 */
export const MAX_RATIO = 200;
export const RATIO_FREE_BYTES = 2 ** 28;
/** How many bytes more than stated a member may unpack to before it is given up: some writers state sizes wrongly. */
export const MAX_UNSTATED_BYTES = 2 ** 26;
/** How deep below the top an archive inside the archive is worth a sentence: deeper ones are the phone's own files. */
export const MAX_NESTED_DEPTH = 2;
/** Letters of a member's name in a problem. */
export const MAX_EXAMPLE_LENGTH = 120;

/** What so many packed bytes may become. */
export const allowedBytes = (packed: number): number => Math.min(MAX_UNPACKED_BYTES, Math.max(RATIO_FREE_BYTES, packed * MAX_RATIO));
