/** What the traces are made of; nothing answers to these names and numbers. */
export const host = (name: string): string => `${name}.example.org`;

const digits = (letter: string, length: number): string => letter.repeat(length);
export const HASHES = {
  packageSha256: digits("a1", 32),
  packageMd5: digits("a2", 16),
  certificateSha256: digits("b1", 32),
  certificateSha1: digits("b2", 20),
  certificateMd5: digits("b3", 16),
  otherSha256: digits("d1", 32),
  otherSha1: digits("d2", 20),
  otherMd5: digits("d3", 16),
  fileSha256: digits("c1", 32),
} as const;

export const ADDRESS = { answered: "203.0.113.50", connected: "203.0.113.51", open: "203.0.113.99", near: "198.51.100.1" } as const;
