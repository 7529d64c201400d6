/** What is weak in MVT and in Bridle, too: said here until it is mended. */
export const SHARED_WEAK_POINTS: readonly string[] = [
  "5.1 #14, hashes of files: no artifact of a backup yields the hash of a file's content, so a published one matches nothing (MVT compares no hash on iOS). Fingerprints of certificates are compared. What the field `Digest` of the catalogue is a hash of is not documented; Bridle shows it and compares nothing with it.",
];

/** Points that no test of a backup can be about. */
export const OTHER_WEAK_POINTS: readonly string[] = [
  "5.1 #2, #15, #21: file systems and sysdiagnoses, which are other kinds of acquisitions.",
  "5.1 #4, #19: checking saved results again, which Bridle does not do: it reads the acquisition again.",
  "5.1 #23: a table of builds and a remark on old versions, of which Bridle has neither.",
  "5.4 #38 to #40: time and memory, which [benchmarks.md](benchmarks.md) measures and no test may depend on.",
];
