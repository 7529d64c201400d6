/**
 * Java's `Arrays.hashCode(byte[])` in hex without leading zeros. `dumpsys package` shows of a signer these 32 bits of its certificate and
 * nothing else (android.content.pm.Signature.hashCode; PackageSignatures.toString): too few to prove anything, enough to tell that two
 * apps of a phone are signed by two keys.
 */
export function javaHashOf(bytes: Uint8Array): string {
  let hash = 1;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + ((byte << 24) >> 24)) | 0;
  return (hash >>> 0).toString(16);
}
