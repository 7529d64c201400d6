import { createCipheriv } from "node:crypto";
import { concat, integerBytes } from "../bytes.ts";
import { createRandom, seedFor } from "../random.ts";
import { createKeyBag, type DerivationForm, encodeKeyBag, type KeyBag, QUICK_ROUNDS, type Rounds, wrapKey } from "./keybag.ts";
import { DEFAULT_PROTECTION_CLASS } from "./mbfile.ts";
import type { PhoneFile } from "./phone.ts";
import type { Protection } from "./protection.ts";

/** The password of every encrypted phone that is shown to people. */
export const DEMO_PASSWORD = "bridle-demo";

export interface EncryptionOptions {
  readonly password: string;
  /** `two-stage` unless said otherwise; a backup before iOS 10.2 has one stage and leaves its catalogue clear. */
  readonly form?: DerivationForm;
  /** Ten of each unless said otherwise, so that tests do not wait; `REAL_ROUNDS` is what a phone writes. */
  readonly rounds?: Rounds;
  readonly seed?: number;
  /**
   * The catalogue is filled up to whole blocks as files are: a block of sixteen bytes more than its pages, which readers that open
   * real backups insist on and strip (iphone_backup_decrypt 0.11.2, utils.py). Others leave it there; `false` writes none.
   */
  readonly isCataloguePadded?: boolean;
  /** Files that are stored as they are and have no key. */
  readonly isClear?: (file: PhoneFile) => boolean;
}

const DEFAULT_SEED = 41;
const FILE_KEY_BYTES = 32;
const CLASS_OF_MANIFEST = 4;
const ZERO_IV = new Uint8Array(16);

/**
 * Each file under a key of its own, wrapped by the key of its class; the classes' keys wrapped by what the password becomes. Keys
 * come from the seed, so the same phone has the same bytes.
 */
export function encryptedProtection(options: EncryptionOptions): Protection {
  const {
    password,
    form = "two-stage",
    rounds = QUICK_ROUNDS,
    seed = DEFAULT_SEED,
    isClear = () => false,
    isCataloguePadded = true,
  } = options;
  const bag = createKeyBag({ password, form, rounds, random: createRandom(seedFor(seed, "keybag")) });
  const manifestKey = createRandom(seedFor(seed, "manifest key")).bytes(FILE_KEY_BYTES);
  const hasSealedCatalogue = form === "two-stage"; // both came with iOS 10.2
  return {
    isEncrypted: true,
    seal: (file, content) => (file.kind !== "file" || isClear(file) ? { stored: content } : sealFile(bag, seed, file, content)),
    sealCatalogue: (database) => (hasSealedCatalogue ? encryptCbc(manifestKey, database, isCataloguePadded) : database),
    manifestKeys: {
      BackupKeyBag: encodeKeyBag(bag.blocks),
      ...(hasSealedCatalogue && { ManifestKey: wrappedFor(bag, CLASS_OF_MANIFEST, manifestKey) }),
    },
  };
}

function sealFile(bag: KeyBag, seed: number, file: PhoneFile, content: Uint8Array) {
  const key = createRandom(seedFor(seed, `file key ${file.domain}-${file.path}`)).bytes(FILE_KEY_BYTES);
  return {
    stored: encryptCbc(key, content, true),
    encryptionKey: wrappedFor(bag, file.protectionClass ?? DEFAULT_PROTECTION_CLASS, key),
  };
}

/** The class, little-endian, and the wrapped key. */
const wrappedFor = ({ classKeys }: KeyBag, keyClass: number, key: Uint8Array): Uint8Array => {
  const classKey = classKeys.get(keyClass);
  if (!classKey) throw new RangeError(`no protection class ${keyClass}`);
  return concat(integerBytes(keyClass, 4).reverse(), wrapKey(classKey, key));
};

/** AES-256-CBC from a zero vector, filled up to whole blocks as PKCS#7 says. */
export function encryptCbc(key: Uint8Array, content: Uint8Array, isPadded: boolean): Uint8Array {
  const cipher = createCipheriv("aes-256-cbc", key, ZERO_IV).setAutoPadding(isPadded);
  return concat(new Uint8Array(cipher.update(content)), new Uint8Array(cipher.final()));
}
