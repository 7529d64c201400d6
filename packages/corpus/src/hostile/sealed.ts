import { buildBackup } from "../ios/backup.ts";
import { type EncryptionOptions, encryptedProtection } from "../ios/encrypted.ts";
import { decodeKeyBag, encodeKeyBag, type KeyBagBlock } from "../ios/keybag.ts";
import type { Phone } from "../ios/phone.ts";
import type { Protection } from "../ios/protection.ts";
import { compromised, type HostileVariant } from "./variant.ts";

/** Opens every spoilt backup that a password opens. */
export const PASSWORD = "open sesame";

/** A variant that is the encrypted phone, spoilt. */
export type SealedVariant = Omit<HostileVariant, "build" | "password"> & {
  /** Changes to the phone before it is backed up. */
  readonly phone?: (phone: Phone) => Phone;
  /** Changes to how it is stored. */
  readonly protection?: (protection: Protection) => Protection;
  /** Changes to the folder. */
  readonly files?: (files: Map<string, Uint8Array>) => Map<string, Uint8Array>;
  readonly encryption?: Partial<EncryptionOptions>;
  /** None given when undefined stands here; `PASSWORD` when nothing does. */
  readonly password?: string | undefined;
};

type Change<T> = (value: T) => T;
const unchanged = <T>(value: T): T => value;

export function sealed(variant: SealedVariant): HostileVariant {
  const { phone: spoilPhone = unchanged, protection = unchanged, files = unchanged, encryption, ...rest } = variant;
  const password = "password" in variant ? variant.password : PASSWORD;
  const { id, title, opens, hurts, stillFound } = rest;
  return {
    ...{ id, title, opens, hurts, stillFound },
    ...(password !== undefined && { password }),
    build: (phone = compromised()) =>
      files(buildBackup(spoilPhone(phone), protection(encryptedProtection({ password: PASSWORD, ...encryption })))),
  };
}

type Sealed = ReturnType<Protection["seal"]>;

/** Another way of storing one file. */
export const storing =
  (place: { readonly path: string }, change: Change<Sealed>): Change<Protection> =>
  (protection) => ({
    ...protection,
    seal: (file, content) => {
      const stored = protection.seal(file, content);
      return file.path === place.path ? change(stored) : stored;
    },
  });

/** Other bytes in a keybag, or another row of blocks. */
export const withBag =
  (change: Change<Uint8Array>): Change<Protection> =>
  (protection) => ({
    ...protection,
    manifestKeys: { ...protection.manifestKeys, BackupKeyBag: change(protection.manifestKeys["BackupKeyBag"] as Uint8Array) },
  });

export const withBlocks = (change: Change<readonly KeyBagBlock[]>): Change<Protection> =>
  withBag((bag) => encodeKeyBag(change(decodeKeyBag(bag))));

export const withManifestKey =
  (change: Change<Uint8Array>): Change<Protection> =>
  (protection) => ({
    ...protection,
    manifestKeys: { ...protection.manifestKeys, ManifestKey: change(protection.manifestKeys["ManifestKey"] as Uint8Array) },
  });

export const both =
  <T>(first: Change<T>, second: Change<T>): Change<T> =>
  (value) =>
    second(first(value));

/** No bag has it. */
export const UNWRITTEN_CLASS = 0xffff_fffe;

/** One byte of them, changed. */
export const changed = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((value, index) => (index === place ? value ^ 0x5a : value));

/** The same wrapped key, said to be of another class. */
export function ofClass(key: Uint8Array, keyClass: number): Uint8Array {
  const other = key.slice();
  new DataView(other.buffer).setUint32(0, keyClass, true);
  return other;
}
