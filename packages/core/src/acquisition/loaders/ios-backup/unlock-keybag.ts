import type { CryptoProvider } from "../../../bytes/crypto.ts";
import type { Unlock } from "../../loader.ts";
import type { Keybag } from "./keybag.ts";

/** A keybag, opened. */
export interface OpenedKeybag {
  /** What the password was turned into: enough to open the bag again without the ten million rounds. */
  readonly passwordKey: Uint8Array;
  /** By protection class. */
  readonly classKeys: ReadonlyMap<number, Uint8Array>;
  /** Classes whose key the right password did not open: damaged. */
  readonly damaged: readonly number[];
}

const KEY_BYTES = 32;

/**
 * Opens the bag, or tells by undefined that this does not open it: a key that unwraps proves the password, for chance would have to
 * hit 64 bits. Passwords are taken as typed (UTF-8, no normalization), as Apple's own tools take them.
 */
export async function unlockKeybag(
  bag: Keybag,
  unlock: Exclude<Unlock, { kind: "without" }>,
  crypto: CryptoProvider,
): Promise<OpenedKeybag | undefined> {
  for await (const passwordKey of candidateKeys(bag, unlock, crypto)) {
    const opened = openWith(bag, passwordKey, crypto);
    if (opened) return opened;
  }
  return undefined;
}

/** By what the bag says; should that fail, as it was before iOS 10.2, which costs nothing beside the first. */
async function* candidateKeys(
  { salt, rounds, first }: Keybag,
  unlock: Exclude<Unlock, { kind: "without" }>,
  { pbkdf2 }: CryptoProvider,
): AsyncGenerator<Uint8Array> {
  if (unlock.kind === "key") {
    if (unlock.key.length === KEY_BYTES) yield unlock.key;
    return;
  }
  const password = new TextEncoder().encode(unlock.password);
  const lastStage = (input: Uint8Array): Promise<Uint8Array> => pbkdf2({ hash: "SHA-1", password: input, salt, rounds, length: KEY_BYTES });
  if (first) yield lastStage(await pbkdf2({ hash: "SHA-256", password, salt: first.salt, rounds: first.rounds, length: KEY_BYTES }));
  yield lastStage(password);
  password.fill(0);
}

function openWith({ classKeys: wrapped }: Keybag, passwordKey: Uint8Array, { unwrapKey }: CryptoProvider): OpenedKeybag | undefined {
  const classKeys = new Map<number, Uint8Array>();
  const damaged: number[] = [];
  for (const [keyClass, key] of wrapped) {
    const opened = unwrapKey(passwordKey, key);
    if (opened) classKeys.set(keyClass, opened);
    else damaged.push(keyClass);
  }
  return classKeys.size > 0 ? { passwordKey, classKeys, damaged } : undefined;
}
