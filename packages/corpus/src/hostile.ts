import { databaseDamage } from "./hostile/database-damage.ts";
import { encryptedCatalogueDamage } from "./hostile/encrypted-catalogue-damage.ts";
import { encryptionDamage } from "./hostile/encryption-damage.ts";
import { folderDamage } from "./hostile/folder-damage.ts";
import { keyBagDamage } from "./hostile/keybag-damage.ts";
import type { HostileVariant } from "./hostile/variant.ts";

/** Bad input, made from a phone with known traces: each variant says what may be lost and what must not be. */
export const hostileVariants: readonly HostileVariant[] = [
  ...folderDamage,
  ...databaseDamage,
  ...encryptionDamage,
  ...encryptedCatalogueDamage,
  ...keyBagDamage,
];

export function hostileVariant(id: string): HostileVariant {
  const found = hostileVariants.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no hostile variant "${id}"; there are ${hostileVariants.map((known) => known.id).join(", ")}`);
  return found;
}
