import { concat, integerBytes, utf8 } from "../bytes.ts";
import { buildBackup } from "../ios/backup.ts";
import type { Protection } from "../ios/protection.ts";
import { createRandom } from "../random.ts";
import { scenario } from "../scenarios/index.ts";
import type { HostileVariant } from "./variant.ts";

/** Looks locked and cannot be unlocked: a keybag of the right shape around random keys, and random bytes for what it would open. */
export const encryptedShape: HostileVariant = {
  id: "encrypted-shape",
  title: "An encrypted backup that no password opens",
  opens: ["encrypted"],
  hurts: [],
  stillFound: [],
  build: (phone = scenario("compromised").phone()) => buildBackup(phone, randomProtection()),
};

const SEED = 41;
const WRAPPED_KEY_LENGTH = 40;
const CLASS_OF_MANIFEST = 4;
const CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const NO_ROUNDS_WORTH_WAITING_FOR = 10;

function randomProtection(): Protection {
  const random = createRandom(SEED);
  const sealed = (length: number) => random.bytes(Math.max(16, Math.ceil((length + 1) / 16) * 16));
  return {
    isEncrypted: true,
    seal: (file, content) => ({
      stored: sealed(content.length),
      ...(file.kind === "file" && { encryptionKey: concat(Uint8Array.from([3, 0, 0, 0]), random.bytes(WRAPPED_KEY_LENGTH)) }),
    }),
    sealCatalogue: (database) => random.bytes(database.length),
    manifestKeys: {
      BackupKeyBag: keyBag(random.bytes),
      ManifestKey: concat(Uint8Array.from([CLASS_OF_MANIFEST, 0, 0, 0]), random.bytes(WRAPPED_KEY_LENGTH)),
    },
  };
}

/** Tag, length, value; the header's UUID and WRAP come first, each further UUID opens a class key. */
function keyBag(bytes: (length: number) => Uint8Array): Uint8Array {
  const block = (tag: string, value: Uint8Array) => concat(utf8(tag), integerBytes(value.length, 4), value);
  const number = (tag: string, value: number) => block(tag, integerBytes(value, 4));
  const header = [
    number("VERS", 3),
    number("TYPE", 1),
    block("UUID", bytes(16)),
    block("HMCK", bytes(40)),
    number("WRAP", 0),
    block("SALT", bytes(20)),
    number("ITER", NO_ROUNDS_WORTH_WAITING_FOR),
    number("DPWT", 1),
    number("DPIC", NO_ROUNDS_WORTH_WAITING_FOR),
    block("DPSL", bytes(20)),
  ];
  const keys = CLASSES.flatMap((keyClass) => [
    block("UUID", bytes(16)),
    number("CLAS", keyClass),
    number("WRAP", 2),
    number("KTYP", 0),
    block("WPKY", bytes(WRAPPED_KEY_LENGTH)),
  ]);
  return concat(...header, ...keys);
}
