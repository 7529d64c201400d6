import { concatenated, type ZipEntryInput, zipFile } from "./archives.ts";

/**
 * An app's file by hand: a zip, and the block of signatures before its directory (source.android.com, "APK Signature Scheme v2").
 * Nothing in it runs, and no signature is one.
 */
export interface ApkInput {
  readonly entries: readonly ZipEntryInput[];
  /** By id of the scheme, the certificates of each signer. */
  readonly schemes?: readonly (readonly [id: number, signers: readonly (readonly Uint8Array[])[]])[];
}

const u32 = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: number): Uint8Array => concatenated([u32(value), u32(0)]);
const lengthened = (...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concatenated(parts);
  return concatenated([u32(content.length), content]);
};

const signerOf = (certificates: readonly Uint8Array[]): Uint8Array =>
  lengthened(
    lengthened(lengthened(), lengthened(...certificates.map((der) => lengthened(der))), lengthened()), // digests, certificates, attributes
    lengthened(),
    lengthened(),
  );

export function apkFile({ entries, schemes = [] }: ApkInput): Uint8Array<ArrayBuffer> {
  const zip = zipFile(entries);
  if (schemes.length === 0) return zip;
  const end = zip.length - 22;
  const view = new DataView(zip.buffer, zip.byteOffset);
  const directory = view.getUint32(end + 16, true);
  const pairs = concatenated(
    schemes.map(([id, signers]) => {
      const value = lengthened(...signers.map(signerOf));
      return concatenated([u64(value.length + 4), u32(id), value]);
    }),
  );
  const size = u64(pairs.length + 24);
  const block = concatenated([size, pairs, size, "APK Sig Block 42"]);
  const tail = zip.slice(end);
  new DataView(tail.buffer).setUint32(16, directory + block.length, true);
  return concatenated([zip.subarray(0, directory), block, zip.subarray(directory, end), tail]);
}

/** AndroidManifest.xml in its binary form, with the root and its package alone (AOSP, ResourceTypes.h). */
export function binaryManifest(packageName: string, isUtf8 = false): Uint8Array<ArrayBuffer> {
  const strings = ["manifest", "package", packageName].map((text) => (isUtf8 ? narrow(text) : wide(text)));
  const offsets = strings.map((_, index) => strings.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const pool = concatenated([
    u32(strings.length),
    u32(0),
    u32(isUtf8 ? 1 << 8 : 0),
    u32(28 + strings.length * 4),
    u32(0),
    ...offsets.map(u32),
    ...strings,
  ]);
  const none = u32(0xffff_ffff);
  const attribute = concatenated([none, u32(1), u32(2), Uint8Array.of(8, 0, 0, 3), u32(2)]);
  const element = concatenated([u32(1), none, none, u32(0), Uint8Array.of(20, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0), attribute]);
  return chunk(0x0003, 8, chunk(0x0001, 28, pool), chunk(0x0102, 16, element));
}

const chunk = (type: number, headerBytes: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const content = concatenated(parts);
  return concatenated([Uint8Array.of(type & 0xff, type >> 8, headerBytes, 0), u32(content.length + 8), content]);
};
const wide = (text: string): Uint8Array => {
  const letters = [...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]);
  return Uint8Array.from([text.length & 0xff, text.length >> 8, ...letters, 0, 0]);
};
const narrow = (text: string): Uint8Array => concatenated([Uint8Array.of(text.length, text.length), text, Uint8Array.of(0)]);
