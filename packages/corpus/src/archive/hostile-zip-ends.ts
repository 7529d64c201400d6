import { concat, utf8 } from "../bytes.ts";
import type { HostileArchive } from "./hostile-archive.ts";
import { damagedZip, harmless, refused, zip } from "./hostile-zip.ts";

const FOUR_BILLION = 0xffff_ffff;

/** A central directory that is cut, hidden or absurd. */
export const hostileZipEnds: readonly HostileArchive[] = [
  damagedZip(
    { ...harmless, id: "zip-directory-cut", title: "The central directory ends after a third", opens: ["with-problems", "damaged"] },
    (bytes) => bytes.subarray(0, Math.floor(directoryOf(bytes) + (bytes.length - directoryOf(bytes)) / 3)),
  ),
  damagedZip(
    { ...harmless, id: "zip-no-directory", title: "The central directory is gone", opens: ["with-problems", "damaged"] },
    (bytes) => bytes.subarray(0, directoryOf(bytes)),
  ),
  damagedZip({ ...refused, id: "zip-half", title: "Half a zip", opens: ["with-problems", "damaged", "unrecognized"] }, (bytes) =>
    bytes.subarray(0, Math.floor(bytes.length / 2)),
  ),
  damagedZip(
    {
      ...harmless,
      id: "zip-prepended",
      title: "Other bytes stand before the zip, as in archives that unpack themselves",
      opens: ["whole", "with-problems"],
    },
    (bytes) => concat(utf8("#!/bin/sh\n".repeat(999)), bytes),
  ),
  damagedZip({ ...harmless, id: "zip-appended", title: "Junk stands after the zip", opens: ["whole", "with-problems"] }, (bytes) =>
    concat(bytes, new Uint8Array(3000).fill(0x50)),
  ),
  damagedZip(
    {
      ...harmless,
      id: "zip-comment",
      title: "A comment of 65,535 bytes that holds the mark of an end record",
      opens: ["whole", "with-problems"],
    },
    (bytes) => bytes,
    { comment: concat(new Uint8Array(30_000), Uint8Array.of(0x50, 0x4b, 5, 6), new Uint8Array(35_531)) },
  ),
  zip(
    {
      ...harmless,
      id: "zip-absurd-count",
      title: "The end record claims four billion members",
      opens: ["whole", "with-problems", "damaged"],
    },
    (members) => members,
    { isZip64: true, end: { count: FOUR_BILLION } },
  ),
  zip(
    {
      ...harmless,
      id: "zip-absurd-directory",
      title: "The end record claims a directory of four terabytes",
      opens: ["with-problems", "damaged"],
    },
    (members) => members,
    { isZip64: true, end: { size: 2 ** 42 } },
  ),
];

/** Where the central directory begins, as the end record says. */
const directoryOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
