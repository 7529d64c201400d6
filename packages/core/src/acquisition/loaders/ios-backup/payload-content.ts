import { type ByteSource, readBytes } from "../../../bytes/byte-source.ts";
import { cbcSource, paddingOf, shortened } from "../../../bytes/cbc-source.ts";
import { AES_BLOCK_BYTES, type CryptoProvider } from "../../../bytes/crypto.ts";
import { message } from "../../../model/message.ts";
import { AcquisitionError, type FileProblem } from "../../file-system.ts";
import { openKey, readWrappedKey } from "./class-key.ts";
import type { Lock } from "./lock.ts";
import type { StoredFacts } from "./mb-file.ts";

/** The content of a stored file, and what was odd about it. */
export interface PayloadContent {
  readonly source: ByteSource;
  readonly problems: readonly FileProblem[];
}

/** Throws AcquisitionError `encrypted` where no key is to be had, FormatError where the file's key is damaged. */
export function payloadContent(stored: ByteSource, facts: StoredFacts, lock: Lock, crypto: CryptoProvider): PayloadContent {
  const { source, problems } = decryptedContent(stored, facts, lock, crypto);
  return { source, problems: [...problems, ...metadataProblems(facts), ...sizeProblems(facts, source.byteLength)] };
}

function decryptedContent(stored: ByteSource, { encryptionKey }: StoredFacts, lock: Lock, crypto: CryptoProvider): PayloadContent {
  if (!encryptionKey || lock.state === "open" || stored.byteLength === 0) return { source: stored, problems: [] };
  if (liesOpen(stored)) return { source: stored, problems: [{ problem: message("acquisition/stored-open") }] };
  if (lock.state === "locked") throw new AcquisitionError("encrypted");
  const padded = cbcSource(stored, openKey(lock.classKeys, readWrappedKey(encryptionKey), crypto), crypto);
  const isCut = stored.byteLength % AES_BLOCK_BYTES !== 0;
  const padding = isCut ? undefined : paddingOf(padded);
  if (padding !== undefined) return { source: shortened(padded, padded.byteLength - padding), problems: [] };
  // Whatever is there is evidence: nothing is cut off a file whose end is not what it should be.
  return {
    source: padded,
    problems: [{ problem: message(isCut ? "acquisition/payload-cut" : "acquisition/padding-damaged"), reason: "damaged" }],
  };
}

const metadataProblems = ({ damage }: StoredFacts): readonly FileProblem[] =>
  damage === undefined ? [] : [{ problem: message("acquisition/metadata-unreadable", { detail: damage }), reason: "damaged" }];

/** A live file may change between its listing and its copying; one that lost everything has not just changed. */
function sizeProblems({ size }: StoredFacts, found: number): readonly FileProblem[] {
  if (size === undefined || size === found) return [];
  return found === 0
    ? [{ problem: message("acquisition/emptied", { expected: size }), reason: "damaged" }]
    : [{ problem: message("acquisition/size-differs", { expected: size, found }) }];
}

/** Beginnings of the formats that artifacts read. By chance an encrypted file begins so once in 2^64. */
const MAGICS = ["SQLite format 3\0", "bplist00"];

/** A key stands in the catalogue, but the bytes are the content: a copy that another tool has decrypted in place. */
export function liesOpen(stored: ByteSource): boolean {
  const start = new TextDecoder("latin1").decode(readBytes(stored, 0, AES_BLOCK_BYTES));
  return MAGICS.some((magic) => start.startsWith(magic));
}
