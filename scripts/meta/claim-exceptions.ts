import type { Exception } from "./claims.ts";

/** Sentences that may use a word of the claim check, and why. One that covers nothing any more fails. */
export const CLAIM_EXCEPTIONS: readonly Exception[] = [
  { id: "headline/nothing-matched", words: "cannot prove", reason: "denies that it can" },
  { id: "report/means-not-nothing-matched", words: "cannot prove", reason: "denies that it can" },
  { id: "assessment/axis-findings", words: "proven rules", reason: "the status of a rule, not of a phone" },
  { id: "report/rule-version", words: "stable {proven}", reason: "the status of a rule, not of a phone" },
  {
    id: "detections/ios/crash-reporter-preferences/rationale",
    words: "Amnesty International found that Pegasus",
    reason: "a publication's own words, with its name; not of this phone",
  },
  { id: "innocent/looked-up", words: "The phone's owner wrote to this account", reason: "what may be, beside what was found" },
  { id: "innocent/process-ran", words: "a phone that its owner opened up", reason: "what may be, beside what was found" },

  // Documents
  { id: "CONTRIBUTING.md", words: "never what its owner did", reason: "forbids it" },
  { id: "CONTRIBUTING.md", words: "anything that infects", reason: "refuses it" },
  { id: "CONTRIBUTING.md", words: "working malicious code", reason: "refuses it" },
  { id: "CONTRIBUTING.md", words: "a verdict that a phone is free of spyware", reason: "refuses it" },
  { id: "README.md", words: "lowers the likelihood and proves nothing", reason: "denies that it can" },
  { id: "README.md", words: "nothing that exploits, infects", reason: "says what the program does not do" },
  { id: "SECURITY.md", words: "memory-safe", reason: "a property of a language" },
  { id: "docs/acquire.md", words: "NNEDV Safety Net", reason: "name of a project" },
  { id: "docs/encrypted-backups.md", words: "one class key that opens proves it", reason: "a password, by an integrity check" },
  { id: "docs/for-helpdesks.md", words: "It cannot prove that nothing happened", reason: "denies that it can" },
  {
    id: "docs/for-helpdesks.md",
    words: "What not to say: that a phone is clean, safe or secure, that it is not infected",
    reason: "names the words that are not to be used",
  },
  { id: "docs/mvt-comparison.md", words: "that proves that Bridle does not share it", reason: "a test of a program" },
  { id: "docs/mvt-notes.md", words: "clean, just-updated, wiped", reason: "names of synthetic phones" },
  { id: "docs/mvt-notes.md", words: "a message that the owner wrote", reason: "the corpus wrote it so" },
  { id: "docs/mvt-notes.md", words: "compromised", reason: "name of a synthetic phone" },
];
