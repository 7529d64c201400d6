/**
 * Certificates that are published, with whose they are. `public`: keys of Android's own source tree, whose private half everybody has
 * (build/make/target/product/security). The others are makers', as their own apps and public dumps carry them. The table is short on
 * purpose: a maker has many keys and replaces them, so that a certificate is not in it says nothing.
 */
export interface KnownSigner {
  readonly owner: "android-source" | "google" | "samsung";
  readonly sha1: string;
  readonly sha256?: string;
  /** As `dumpsys package` shows it: 32 bits, which anybody can imitate who wants to. Never proof. */
  readonly dumpsysHash?: string;
}

const KNOWN: readonly KnownSigner[] = [
  // https://android.googlesource.com/platform/build/+/refs/heads/main/target/product/security/: testkey, platform, shared, media.
  {
    owner: "android-source",
    sha1: "61ed377e85d386a8dfee6b864bd85b0bfaa5af81",
    sha256: "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc",
  },
  {
    owner: "android-source",
    sha1: "27196e386b875e76adf700e7ea84e4c6eee33dfa",
    sha256: "c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8",
  },
  { owner: "android-source", sha1: "5b368cff2da2686996bc95eac190eaa4f5630fe5" },
  { owner: "android-source", sha1: "b79df4a82e90b57ea76525ab7037ab238a42f5d3" },
  // O=Google Inc., serial c2e08746644a308d: Play services and store. The three hashes are of one certificate, which others publish whole.
  {
    owner: "google",
    sha1: "38918a453d07199354f8b19af05ec6562ced5788",
    sha256: "f0fd6c5b410f25cb25c3b53346c8972fae30f8ee7411df910480ad6b2d60db83",
    dumpsysHash: "e3ca78d8",
  },
  // CN=Samsung Cert, OU=DMC: the platform key; backups of Samsung phones carry it (spec/android-artifacts.md 0).
  {
    owner: "samsung",
    sha1: "9ca5170f381919dfe0446fcdab18b19a143b3163",
    sha256: "34df0e7a9f1cf1892e45c056b4973cd81ccf148a4050d11aea4ac5a65f900a42",
    dumpsysHash: "b378e95c",
  },
];

/** Beginnings of package names that each maker's key stands for. */
const BEGINNINGS: Readonly<Record<Exclude<KnownSigner["owner"], "android-source">, readonly string[]>> = {
  google: ["com.google", "com.android"],
  samsung: ["com.samsung", "com.sec"],
};

/** A certificate by either of its fingerprints, in lower-case hex. */
export const knownSigner = (fingerprint: string): KnownSigner | undefined =>
  KNOWN.find(({ sha1, sha256 }) => sha1 === fingerprint || sha256 === fingerprint);

/** The maker whose published key has these 32 bits, where the beginning of the app's name is that maker's. */
export const makerByDumpsysHash = (beginning: string, hash: string): KnownSigner["owner"] | undefined =>
  KNOWN.find(({ owner, dumpsysHash }) => owner !== "android-source" && dumpsysHash === hash && BEGINNINGS[owner].includes(beginning))
    ?.owner;
