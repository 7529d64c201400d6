import { DATA_USAGE, FILE_TRACE, MESSAGE_TRACE, placeOf, SAFARI } from "../hostile/variant.ts";
import { deflatedZeros } from "./gzip.ts";
import { HOSTILE_CONTENT, type HostileArchive } from "./hostile-archive.ts";
import { changed, costsMessages, harmless, hostile, refused, SMS_PLACE, zip } from "./hostile-zip.ts";
import type { ZipMember } from "./zip.ts";

const SAFARI_PLACE = placeOf(SAFARI);
/** 320 MB: beyond what a reader gives to anything of that ratio. */
const BOMB_PIECES = 20;
const MANY = 120_000;

/** Sizes, places and checksums that are not the truth, and more than anybody can hold. */
export const hostileZipSizes: readonly HostileArchive[] = [
  zip(
    { ...harmless, id: "zip-many-entries", title: "120,000 empty members beside the backup", opens: ["whole", "with-problems"] },
    (members) => [...members, ...Array.from({ length: MANY }, (_, index): ZipMember => ({ name: `f/${index}`, method: "stored" }))],
  ),
  zip({ ...harmless, id: "zip-one-for-all", title: "Two thousand names for the same bytes", opens: ["with-problems"] }, (members) => [
    { name: "f/first", content: HOSTILE_CONTENT },
    ...Array.from({ length: 2_000 }, (_, index): ZipMember => ({ ...hostile(`f/${index}`), isOnlyListed: true, central: { offset: 0 } })),
    ...members,
  ]),
  zip(
    { ...harmless, id: "zip-overlap", title: "A member that claims the bytes of those after it as its own", opens: ["with-problems"] },
    (members) => [
      { name: "f/greedy", content: HOSTILE_CONTENT, method: "stored", central: { storedSize: 200_000, size: 200_000 } },
      ...members,
    ],
  ),
  zip(
    { ...harmless, id: "zip-bomb-beside", title: "320 MB of zeros that nobody asks for", opens: ["whole", "with-problems"] },
    (members) => [...members, bomb("f/zeros")],
  ),
  zip(
    { ...costsMessages, id: "zip-bomb-database", title: "320 MB of zeros in the place of sms.db", opens: ["whole", "with-problems"] },
    changed(SMS_PLACE, () => bomb(SMS_PLACE)),
  ),
  zip(
    {
      ...costsMessages,
      id: "zip-bomb-that-lies",
      title: "320 MB of zeros in the place of sms.db, which say they are 4,096",
      opens: ["whole", "with-problems"],
    },
    changed(SMS_PLACE, () => ({ ...bomb(SMS_PLACE), local: { size: 4096 }, central: { size: 4096 } })),
  ),
  zip(
    { ...refused, id: "zip-bomb-catalogue", title: "320 MB of zeros in the place of the catalogue", opens: ["with-problems", "damaged"] },
    changed("Manifest.db", () => bomb("Manifest.db")),
  ),
  zip(
    {
      ...costsMessages,
      id: "zip-sizes-differ",
      title: "Local header and directory differ in the size, the checksum and the name of sms.db",
      opens: ["with-problems"],
    },
    changed(SMS_PLACE, (member) => ({ ...member, local: { size: 10, storedSize: 10, checksum: 1, name: SMS_PLACE.toUpperCase() } })),
  ),
  zip(
    {
      id: "zip-false-directory",
      title: "The directory says that History.db is smaller than it is, and that DataUsage is larger",
      opens: ["with-problems"],
      hurts: ["ios/safari-history", "ios/data-usage"],
      stillFound: [MESSAGE_TRACE, FILE_TRACE],
    },
    (members) =>
      [
        changed(SAFARI_PLACE, (member) => ({ ...member, central: { size: 5_000 } })),
        changed(placeOf(DATA_USAGE), (member) => ({ ...member, central: { size: 900_000_000 } })),
      ].reduce((all, change) => change(all), members),
  ),
  zip(
    {
      ...costsMessages,
      id: "zip-wrong-checksum",
      title: "sms.db does not have the checksum that both headers give",
      opens: ["with-problems"],
    },
    changed(SMS_PLACE, (member) => ({ ...member, local: { checksum: 0x1234_5678 }, central: { checksum: 0x1234_5678 } })),
  ),
  zip(
    { ...costsMessages, id: "zip-place-beyond-end", title: "sms.db lies beyond the end of the archive", opens: ["with-problems"] },
    changed(SMS_PLACE, (member) => ({ ...member, central: { offset: 0xfff0_0000 } })),
  ),
];

function bomb(name: string): ZipMember {
  const { bytes, length, checksum } = deflatedZeros(BOMB_PIECES);
  const truth = { size: length, checksum };
  return { name, stored: bytes, local: truth, central: truth };
}
