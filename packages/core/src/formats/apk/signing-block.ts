import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";

/**
 * The block before an app's central directory that holds its signatures of schemes 2, 3 and 3.1.
 * https://source.android.com/docs/security/features/apksigning/v2 and v3
 */
export interface SchemeCertificates {
  readonly scheme: "v2" | "v3" | "v3.1";
  /** DER, of each signer the certificates in their order: its own comes first. */
  readonly certificates: readonly Uint8Array[];
}

const MAGIC = "APK Sig Block 42";
/** The size once more, and the magic. */
const FOOTER_BYTES = 24;
const SIZE_BYTES = 8;
/** Some kilobytes; the block also pads itself to pages, and stores put marks of their own into it. */
const MAX_BLOCK_BYTES = 16 << 20;
const MAX_PAIRS = 100;
const MAX_SIGNERS = 10;
const MAX_CERTIFICATES = 64;

const SCHEMES: ReadonlyMap<number, SchemeCertificates["scheme"]> = new Map([
  [0x7109871a, "v2"],
  [0xf05368c0, "v3"],
  [0x1b93ad61, "v3.1"],
]);

/** Undefined where the archive has no such block. Throws FormatError where it has one that is damaged. */
export function readSigningBlock(source: ByteSource, directoryOffset: number): readonly SchemeCertificates[] | undefined {
  const footer = readBytes(source, Math.max(0, directoryOffset - FOOTER_BYTES), Math.min(FOOTER_BYTES, directoryOffset));
  if (String.fromCharCode(...footer.subarray(SIZE_BYTES)) !== MAGIC) return undefined;
  const size = wideAt(footer, 0);
  const from = directoryOffset - size;
  if (size < FOOTER_BYTES || from < 0) throw new FormatError("apk", "malformed", "a signing block of no size");
  if (size > MAX_BLOCK_BYTES) throw new FormatError("apk", "limit", `a signing block of ${size} bytes`);
  return schemesIn(readBytes(source, from, size - FOOTER_BYTES));
}

/** Pairs of a length in 64 bits, an id, and a value. */
function schemesIn(pairs: Uint8Array): readonly SchemeCertificates[] {
  const found: SchemeCertificates[] = [];
  for (let at = 0, count = 0; at + SIZE_BYTES + 4 <= pairs.length && count < MAX_PAIRS; count++) {
    const length = wideAt(pairs, at);
    const scheme = SCHEMES.get(viewOf(pairs).getUint32(at + SIZE_BYTES, true));
    const end = at + SIZE_BYTES + length;
    if (end > pairs.length) throw new FormatError("apk", "truncated", "a pair of the signing block", { offset: at });
    if (scheme) found.push({ scheme, certificates: certificatesOf(pairs.subarray(at + SIZE_BYTES + 4, end)) });
    at = end;
  }
  return found;
}

/** Signers, in each signed data, in that digests and then certificates: all with a length in 32 bits before them. */
const certificatesOf = (value: Uint8Array): readonly Uint8Array[] =>
  partsOf(firstPart(value), MAX_SIGNERS).flatMap((signer) => {
    const [, certificates] = partsOf(firstPart(signer), 2);
    return certificates ? partsOf(certificates, MAX_CERTIFICATES) : [];
  });

const firstPart = (bytes: Uint8Array): Uint8Array => partsOf(bytes, 1)[0] ?? new Uint8Array();

function partsOf(bytes: Uint8Array, limit: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 4 <= bytes.length && parts.length < limit; ) {
    const end = at + 4 + viewOf(bytes).getUint32(at, true);
    if (end > bytes.length) throw new FormatError("apk", "truncated", "a part of a signature", { offset: at });
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);
const wideAt = (bytes: Uint8Array, at: number): number => Number(viewOf(bytes).getBigUint64(at, true));
