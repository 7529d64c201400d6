import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { portableInflate } from "../../bytes/portable-inflate.ts";
import { readDirectory } from "../zip/directory.ts";
import { findZipEnd, type ZipEnd } from "../zip/end-record.ts";
import { DEFLATED, STORED, type ZipEntry } from "../zip/entry.ts";
import { locateEntry } from "../zip/local-header.ts";
import { packageInManifest } from "./manifest.ts";
import { signedDataCertificates } from "./signed-data.ts";
import { readSigningBlock } from "./signing-block.ts";

/** Who an app says that it is, and whose certificates lie in it. No signature is checked. */
export interface Apk {
  readonly packageName: string | undefined;
  readonly signatures: readonly { readonly scheme: "v1" | "v2" | "v3" | "v3.1"; readonly certificates: readonly Uint8Array[] }[];
  /** What of it could not be read. */
  readonly damage: readonly FormatError[];
}

const MANIFEST = "AndroidManifest.xml";
const SIGNATURE = /^META-INF\/[^/]+\.(?:RSA|DSA|EC)$/i;
/** Signatures of scheme 1 in one app; one as a rule. */
const MAX_SIGNATURES = 10;
const MAX_ENTRIES = 200_000;
/** A manifest of a large app has some hundred kilobytes, a signature a few. */
const MAX_MEMBER_BYTES = 8 << 20;

export async function readApk(source: ByteSource): Promise<Apk> {
  const end = findZipEnd(source);
  if (!end) return { packageName: undefined, signatures: [], damage: [new FormatError("apk", "not-this-format", "no central directory")] };
  const damage: FormatError[] = [];
  const unlessDamaged = async <T>(read: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damage.push(error);
      return undefined;
    }
  };
  const { manifest, signed } = wantedEntries(source, end);
  const blocks = (await unlessDamaged(() => readSigningBlock(source, end.directoryOffset))) ?? [];
  const signatures: Apk["signatures"][number][] = [...blocks];
  for (const entry of signed) {
    const certificates = await unlessDamaged(async () => signedDataCertificates(await contentOf(source, entry, end)));
    if (certificates) signatures.push({ scheme: "v1", certificates });
  }
  const packageName = manifest && (await unlessDamaged(async () => packageInManifest(await contentOf(source, manifest, end))));
  return { packageName, signatures, damage };
}

/** Of two entries of one name the system takes the last, and refuses such apps since Android 4.3. */
function wantedEntries(source: ByteSource, end: ZipEnd): { manifest: ZipEntry | undefined; signed: readonly ZipEntry[] } {
  let manifest: ZipEntry | undefined;
  const signed: ZipEntry[] = [];
  for (const entry of readDirectory(source, end, () => {})) {
    if (entry.index > MAX_ENTRIES) break;
    if (entry.name === MANIFEST) manifest = entry;
    if (SIGNATURE.test(entry.name) && signed.length < MAX_SIGNATURES) signed.push(entry);
  }
  return { manifest, signed };
}

async function contentOf(source: ByteSource, entry: ZipEntry, { directoryOffset }: ZipEnd): Promise<Uint8Array> {
  if (entry.size > MAX_MEMBER_BYTES) throw new FormatError("apk", "limit", `${entry.name} of ${entry.size} bytes`);
  const { offset } = locateEntry(source, entry, directoryOffset);
  if (entry.method === STORED) return readBytes(source, offset, entry.size);
  if (entry.method !== DEFLATED) throw new FormatError("apk", "unsupported", `method ${entry.method}`);
  const bytes = new Uint8Array(entry.size);
  let filled = 0;
  await portableInflate.inflate({
    source,
    from: offset,
    to: offset + entry.storedSize,
    take(piece) {
      bytes.set(piece.subarray(0, bytes.length - filled), filled);
      filled = Math.min(bytes.length, filled + piece.length);
      return filled < bytes.length;
    },
  });
  return bytes.subarray(0, filled);
}
