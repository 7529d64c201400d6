import { createCipheriv, pbkdf2Sync } from "node:crypto";
import { concat, createSink, integerBytes, utf8 } from "../bytes.ts";
import type { Random } from "../random.ts";

/**
 * The keybag of an encrypted backup: what a password unlocks. Form and derivation as described by J. Bédrune and J. Sigwald,
 * "iPhone data protection in depth" (HITB 2011), and Apple's Platform Security guide, "Keybags for Data Protection".
 */

/** Since iOS 10.2 the password is hashed ten million times before the older, short derivation follows. */
export type DerivationForm = "two-stage" | "one-stage";

export interface Rounds {
  /** DPIC, of the first stage; a one-stage bag has none. */
  readonly first: number;
  /** ITER. */
  readonly second: number;
}

export const REAL_ROUNDS: Rounds = { first: 10_000_000, second: 10_000 };
export const QUICK_ROUNDS: Rounds = { first: 10, second: 10 };

/** Tag and value; a bag is nothing but a row of them, and damage is done to it by changing the row. */
export type KeyBagBlock = readonly [tag: string, value: Uint8Array];

export interface KeyBag {
  readonly blocks: readonly KeyBagBlock[];
  /** What wraps the keys of files, by protection class. */
  readonly classKeys: ReadonlyMap<number, Uint8Array>;
}

export interface KeyBagPlan {
  readonly password: string;
  readonly form: DerivationForm;
  readonly rounds: Rounds;
  readonly random: Random;
}

/** NSFileProtection classes 1 to 4, an unused one, and the keychain's 6 to 11. */
export const KEY_CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
/** Complete unless open: files are closed with a key pair, whose public half stands in the bag. */
const CLASS_WITH_KEY_PAIR = 2;
/** Keychain items that must not leave this device are wrapped by its own key as well. */
const FIRST_DEVICE_ONLY_CLASS = 9;
const WRAPPED_BY = { password: 2, deviceAndPassword: 3 } as const;
const VERSIONS: Readonly<Record<DerivationForm, number>> = { "one-stage": 3, "two-stage": 4 };
const TYPE_BACKUP = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 20;

export function createKeyBag(plan: KeyBagPlan): KeyBag {
  const { bytes } = plan.random;
  const salt = bytes(SALT_BYTES);
  const firstSalt = bytes(SALT_BYTES);
  const passwordKey = derive(plan, firstSalt, salt);
  const classKeys = new Map(KEY_CLASSES.map((keyClass) => [keyClass, bytes(KEY_BYTES)]));
  const header: readonly KeyBagBlock[] = [
    ["VERS", number(VERSIONS[plan.form])],
    ["TYPE", number(TYPE_BACKUP)],
    ["UUID", bytes(16)],
    ["HMCK", bytes(40)],
    ["WRAP", number(1)],
    ["SALT", salt],
    ["ITER", number(plan.rounds.second)],
  ];
  const firstStage: readonly KeyBagBlock[] = [
    ["DPWT", number(1)],
    ["DPIC", number(plan.rounds.first)],
    ["DPSL", firstSalt],
  ];
  const keys = [...classKeys].flatMap(([keyClass, key]) => classKeyBlocks(keyClass, wrapKey(passwordKey, key), plan.random));
  return { blocks: [...header, ...(plan.form === "two-stage" ? firstStage : []), ...keys], classKeys };
}

export function encodeKeyBag(blocks: readonly KeyBagBlock[]): Uint8Array {
  const sink = createSink();
  for (const [tag, value] of blocks) {
    sink.append(utf8(tag));
    sink.integer(value.length, 4);
    sink.append(value);
  }
  return sink.finish();
}

/** The row of blocks again, of a bag that is whole. */
export function decodeKeyBag(bag: Uint8Array): readonly KeyBagBlock[] {
  const view = Buffer.from(bag);
  const blocks: KeyBagBlock[] = [];
  for (let offset = 0; offset < bag.length; offset += 8 + blocks.at(-1)![1].length)
    blocks.push([view.toString("latin1", offset, offset + 4), bag.slice(offset + 8, offset + 8 + view.readUInt32BE(offset + 4))]);
  return blocks;
}

export const number = (value: number): Uint8Array => integerBytes(value, 4);

/** AES key wrap, RFC 3394: the key and eight bytes by which a wrong wrapping key is known. */
export function wrapKey(wrappingKey: Uint8Array, key: Uint8Array): Uint8Array {
  const cipher = createCipheriv("id-aes256-wrap", wrappingKey, Buffer.alloc(8, 0xa6));
  return concat(new Uint8Array(cipher.update(key)), new Uint8Array(cipher.final()));
}

function derive({ password, form, rounds }: KeyBagPlan, firstSalt: Uint8Array, salt: Uint8Array): Uint8Array {
  const typed = utf8(password);
  const first = form === "two-stage" ? pbkdf2Sync(typed, firstSalt, rounds.first, KEY_BYTES, "sha256") : typed;
  return new Uint8Array(pbkdf2Sync(first, salt, rounds.second, KEY_BYTES, "sha1"));
}

const classKeyBlocks = (keyClass: number, wrapped: Uint8Array, { bytes }: Random): readonly KeyBagBlock[] => [
  ["UUID", bytes(16)],
  ["CLAS", number(keyClass)],
  ["WRAP", number(keyClass < FIRST_DEVICE_ONLY_CLASS ? WRAPPED_BY.password : WRAPPED_BY.deviceAndPassword)],
  ["KTYP", number(0)],
  ["WPKY", wrapped],
  ...(keyClass === CLASS_WITH_KEY_PAIR ? ([["PBKY", bytes(32)]] as const) : []),
];
