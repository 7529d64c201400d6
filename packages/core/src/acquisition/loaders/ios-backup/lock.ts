import { type ByteSource, readBytes } from "../../../bytes/byte-source.ts";
import { cbcSource } from "../../../bytes/cbc-source.ts";
import type { CryptoProvider } from "../../../bytes/crypto.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { HEADER_BYTES, hasMagic } from "../../../formats/sqlite/header.ts";
import { message } from "../../../model/message.ts";
import { AcquisitionError } from "../../file-system.ts";
import type { InputFile } from "../../input.ts";
import type { LoaderContext, Problem } from "../../loader.ts";
import { openKey, readWrappedKey } from "./class-key.ts";
import { readKeybag } from "./keybag.ts";
import { bytesUnder, isEncrypted, type RootPlists } from "./root-plists.ts";
import { type OpenedKeybag, unlockKeybag } from "./unlock-keybag.ts";

/**
 * How the stored bytes of a backup become its content.
 * `open`: they are it · `unlocked`: files with a key are decrypted · `locked`: files with a key cannot be read, and nothing was
 * given or nothing could open them.
 */
export interface Lock {
  readonly state: "open" | "unlocked" | "locked";
  /** The backup calls itself encrypted. */
  readonly isEncrypted: boolean;
  /** Content of Manifest.db; undefined where it is locked too, which it is since iOS 10.2. */
  readonly catalogue: ByteSource | undefined;
  /** Whether Manifest.db lies open. */
  readonly isCatalogueClear: boolean;
  readonly classKeys: ReadonlyMap<number, Uint8Array>;
  readonly passwordKey?: Uint8Array;
  readonly problems: readonly Problem[];
}

const isDatabase = (source: ByteSource): boolean => hasMagic(readBytes(source, 0, HEADER_BYTES));

/**
 * Opens the lock with what was given. Throws AcquisitionError: `damaged` when the catalogue or the keybag cannot be read, `encrypted`
 * when the catalogue is locked and nothing was given, `wrong-password` when what was given does not open the keybag.
 */
export async function openLock(catalogue: InputFile, plists: RootPlists, name: string, context: LoaderContext): Promise<Lock> {
  if (catalogue.size === 0) throw new AcquisitionError("damaged", { name, file: "Manifest.db", detail: "0 bytes" });
  const stored = catalogue.open();
  const isCatalogueClear = isDatabase(stored);
  const manifestKey = bytesUnder(plists, "ManifestKey");
  const open: Lock = {
    state: "open",
    isEncrypted: isEncrypted(plists),
    catalogue: stored,
    isCatalogueClear,
    classKeys: new Map(),
    problems: [],
  };
  const { unlock } = context;
  // The catalogue of an encrypted backup has a key of its own since iOS 10.2: where it lies open, another tool has decrypted the copy.
  if (isCatalogueClear && (!open.isEncrypted || manifestKey)) return open.isEncrypted ? { ...open, problems: DECRYPTED_COPY } : open;
  const keybag = bytesUnder(plists, "BackupKeyBag");
  if (!keybag && !open.isEncrypted) return open; // not a lock, but damage, and the catalogue's reader says which
  const locked: Lock = { ...open, isEncrypted: true, state: "locked", catalogue: isCatalogueClear ? stored : undefined };
  if (unlock === undefined && isCatalogueClear) return locked;
  if (unlock === undefined) throw new AcquisitionError("encrypted", { name });
  if (unlock.kind === "without") return locked;
  const opened = await unlockKeybag(readBag(keybag, name), unlock, context.crypto);
  if (!opened) throw new AcquisitionError("wrong-password", { name });
  return {
    ...locked,
    state: "unlocked",
    catalogue: isCatalogueClear ? stored : decrypted(stored, manifestKey, opened, name, context.crypto),
    ...factsOf(opened),
  };
}

/** Said of a copy that lies open although its Manifest.plist says that it is encrypted. */
export const DECRYPTED_COPY: readonly Problem[] = [
  { file: "bridle:/backup-root/Manifest.plist", problem: message("acquisition/decrypted-copy") },
];

function readBag(keybag: Uint8Array | undefined, name: string): ReturnType<typeof readKeybag> {
  return damagedUnless(name, "Manifest.plist", () => {
    if (!keybag || keybag.length === 0) throw new FormatError("keybag", "truncated", "0 bytes");
    return readKeybag(keybag);
  });
}

function decrypted(
  stored: ByteSource,
  manifestKey: Uint8Array | undefined,
  { classKeys }: OpenedKeybag,
  name: string,
  crypto: CryptoProvider,
): ByteSource {
  return damagedUnless(name, "Manifest.db", () => {
    if (!manifestKey) throw new FormatError("backup", "malformed", "no ManifestKey for an encrypted catalogue");
    const content = cbcSource(stored, openKey(classKeys, readWrappedKey(manifestKey), crypto), crypto);
    if (!isDatabase(content)) throw new FormatError("backup", "malformed", "its own key does not decrypt it");
    return content;
  });
}

const factsOf = ({ passwordKey, classKeys, damaged }: OpenedKeybag): Pick<Lock, "passwordKey" | "classKeys" | "problems"> => ({
  passwordKey,
  classKeys,
  problems:
    damaged.length === 0
      ? []
      : [
          {
            file: "bridle:/backup-root/Manifest.plist",
            problem: message("acquisition/class-keys-damaged", { count: damaged.length, classes: damaged.join(", ") }),
          },
        ],
});

function damagedUnless<T>(name: string, file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AcquisitionError && error.code === "encrypted")
      throw new AcquisitionError(
        "damaged",
        { name, file: "Manifest.plist", detail: `no key of class ${error.params["keyClass"]}` },
        { cause: error },
      );
    if (error instanceof FormatError) throw new AcquisitionError("damaged", { name, file, detail: error.message }, { cause: error });
    throw error;
  }
}
