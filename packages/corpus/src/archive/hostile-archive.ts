import { concat, utf8 } from "../bytes.ts";
import { compromised, type HostileVariant } from "../hostile/variant.ts";
import { type BackupEntry, buildBackup } from "../ios/backup.ts";

/** A packed backup that somebody spoilt, or made to harm who unpacks it, and what must come of it all the same. */
export interface HostileArchive extends Omit<HostileVariant, "build" | "password"> {
  readonly form: "tar" | "tar.gz" | "zip";
  /** Piece by piece; never more than a few megabytes, whatever they claim to hold. */
  readonly build: () => Iterable<Uint8Array>;
}

/** Stands in every member that must never be read as evidence, or only as the bytes of a file that nobody asked for. */
export const HOSTILE_CONTENT = utf8("HOSTILE-CONTENT: nothing of this may be in an output\n");

/** Names that leave the folder they are unpacked into, or that some program takes for such. */
export const CLIMBING_NAMES = [
  "../../../../../../tmp/bridle-hostile",
  "ab/../../bridle-hostile",
  "/tmp/bridle-hostile",
  "//host/share/bridle-hostile",
  "..",
  "ab/..",
  "./../bridle-hostile",
  "..\\..\\bridle-hostile",
  "C:\\Windows\\bridle-hostile",
  "C:/Windows/bridle-hostile",
  "ab//bridle-hostile",
  "~/bridle-hostile",
] as const;

/** Names that programs trip over although they stay where they are. */
export const ODD_NAMES = [
  "__proto__",
  "__proto__/constructor",
  "hasOwnProperty",
  "toString/valueOf",
  "con.txt",
  "ab/\u202egpj.exe",
  "ab/\u001b[2J\u0007",
  "<script>alert(1)</script>",
  "=cmd()|x.csv",
  " ",
  "ab/name\nwith a line",
] as const;

/** The phone without damage, the catalogue before the payloads: what is lost at the end is not the catalogue. */
export const packedBackup = (): readonly BackupEntry[] => {
  packed ??= catalogueFirst();
  return packed;
};
let packed: readonly BackupEntry[] | undefined;

function catalogueFirst(): readonly BackupEntry[] {
  const entries = [...buildBackup(compromised())];
  const isRoot = ([path]: BackupEntry) => !path.includes("/");
  return [...entries.filter(isRoot), ...entries.filter((entry) => !isRoot(entry))];
}

export const wholeOf = (pieces: Iterable<Uint8Array>): Uint8Array => concat(...pieces);

/** The first bytes of what would follow: from a cut connection, a full disk. */
export const cutAt = (pieces: Iterable<Uint8Array>, share: number): Uint8Array => {
  const whole = wholeOf(pieces);
  return whole.subarray(0, Math.floor(whole.length * share));
};
