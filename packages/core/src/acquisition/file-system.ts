import type { ByteSource } from "../bytes/byte-source.ts";
import type { Message } from "../model/message.ts";
import type { Reason } from "../model/outcome.ts";
import type { EvidenceTime } from "../model/time.ts";

/**
 * One file of an acquisition. Its identity is the acquisition, the chain of containers it lay in, and its raw path; the canonical
 * path is what artifacts ask for, and several files may share one.
 */
export interface EvidenceFile {
  /** Canonical device path, or a `bridle:` path where the device has none (docs/paths.md). */
  readonly path: string;
  /** As the acquisition names it: where the stored bytes lie inside it ("3d/3d0d7e5f…"). */
  readonly rawPath: string;
  /** Archive members on the way to the file, outermost first; empty in a plain folder. */
  readonly containers: readonly ContainerMember[];
  /** Stored size in bytes; of a payload that is missing, 0. */
  readonly size: number;
  readonly modified?: EvidenceTime;
  /** SHA-256 that whoever made the acquisition wrote down for the stored bytes, lower-case hex. */
  readonly statedSha256?: string;
  /** Set where it is a section of a stored text: lines and offsets are told as they stand in that file. */
  readonly part?: TextPart;
  /** Set where it is of an older report of the same phone: what it says was so then. */
  readonly earlier?: EarlierReport & { /** Its path had it been of today. */ readonly path: string };
  /** The bytes, decrypted where they are stored encrypted. Throws AcquisitionError `payload-missing` when the catalogue lists what is not there. */
  open(): ByteSource;
  /** The bytes as they lie in the acquisition, where these are others. Hashes are of them. */
  openStored?(): ByteSource;
  /** What opening it showed: a size that is not the catalogue's, padding that is none. Asked for after `open`. */
  problems?(): readonly FileProblem[];
}

/** A report of the phone that was made before the one that is examined. */
export interface EarlierReport {
  /** One component of a path. */
  readonly name: string;
  /** As in AcquisitionInfo, of its own. */
  readonly made?: string;
  readonly zone?: string;
}

/** Where a section lies in the text that holds it. */
export interface TextPart {
  /** Canonical path of the whole text. */
  readonly of: string;
  /** Bytes before the section. */
  readonly offset: number;
  /** Lines before the section. */
  readonly line: number;
}

/** Something odd about a file as it is stored. With a reason it may have cost something of the content. */
export interface FileProblem {
  readonly problem: Message;
  readonly reason?: Reason;
}

export interface ContainerMember {
  /** Kind of the archive ("tar.gz"): its own name is the owner's business. */
  readonly container: string;
  /** Place in the archive's own order, from 0. */
  readonly index: number;
  /** The member's full name inside it. */
  readonly name: string;
}

/** A read-only view of an acquisition on canonical paths. Every implementation passes file-system.contract.ts. */
export interface EvidenceFileSystem {
  /** Files whose canonical path fits the pattern (paths.ts: `*` within a component, `**` across, case-sensitive), in path order. */
  glob(pattern: string): readonly EvidenceFile[];
  /** The files of exactly this canonical path. */
  files(path: string): readonly EvidenceFile[];
  readonly fileCount: number;
}

export type AcquisitionErrorCode =
  | "unrecognized" // nothing we know
  | "damaged" // known, but nothing of it can be read
  | "ambiguous" // several in one folder
  | "encrypted" // known, and locked: no password was given
  | "wrong-password" // known, and what was given does not open it
  | "identity-needed" // sealed with age for a recipient: no identity was given
  | "wrong-identity" // and what was given is not the recipient's
  | "unknown-lock" // sealed in a way that is not known
  | "payload-missing" // listed, but its bytes are not there
  | "unsupported" // known, and not read yet
  | "unreadable"; // the host refuses: permissions, a broken link

/** Only these stop a run; everything else is a problem in the coverage. `message` is a catalog id with parameters. */
export class AcquisitionError extends Error {
  override readonly name = "AcquisitionError";
  readonly code: AcquisitionErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: AcquisitionErrorCode, params: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.code = code;
    this.params = params;
  }
}
