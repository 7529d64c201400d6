import type { PlistInputDictionary } from "../plist.ts";
import type { PhoneFile } from "./phone.ts";

/**
 * How a backup stores what it holds: as it is, or sealed (`encrypted.ts`). A protection seals each payload with a key of its own,
 * seals the catalogue, adds its keybag to Manifest.plist, and needs to know nothing else of a backup.
 */
export interface Protection {
  readonly isEncrypted: boolean;
  readonly seal: (file: PhoneFile, content: Uint8Array) => { readonly stored: Uint8Array; readonly encryptionKey?: Uint8Array };
  readonly sealCatalogue: (database: Uint8Array) => Uint8Array;
  readonly manifestKeys: PlistInputDictionary;
}

export const UNPROTECTED: Protection = {
  isEncrypted: false,
  seal: (_file, content) => ({ stored: content }),
  sealCatalogue: (database) => database,
  manifestKeys: {},
};
