/** What is weak in MVT and in Bridle, too: said here until it is mended. */
export const SHARED_WEAK_POINTS: readonly string[] = [
  "5.1 #14, hashes of files: no artifact of a backup yields a file's hash, so a published hash matches nothing (MVT compares none on iOS either). Fingerprints of certificates that signed apps are compared.",
];
