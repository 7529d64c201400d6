import { concat, utf8 } from "../bytes.ts";
import { ALL_TRACES, DATA_USAGE, FILE_TRACE, MESSAGE_TRACE, PROCESS_TRACE, placeOf, SAFARI, SMS, VISIT_TRACE } from "../hostile/variant.ts";
import { createRandom } from "../random.ts";
import { backupArchive, zipMembers } from "./backup-archive.ts";
import { deflatedZeros, gzip } from "./gzip.ts";
import { CLIMBING_NAMES, HOSTILE_CONTENT, type HostileArchive, ODD_NAMES, packedBackup, wholeOf } from "./hostile-archive.ts";
import { writeZip, type ZipMember, type ZipOptions } from "./zip.ts";

const SMS_PLACE = placeOf(SMS);
const SAFARI_PLACE = placeOf(SAFARI);
const WITHOUT_MESSAGES = [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE];
const MADE_BY_FAT = 20;
const LINK_ATTRIBUTES = (0o120777 << 16) >>> 0;
const FLAG_ENCRYPTED = 1;
const METHOD_LZMA = 14;
/** 320 MB: beyond what a reader gives to anything of that ratio. */
const BOMB_PIECES = 20;
const MANY = 120_000;
const FOUR_BILLION = 0xffff_ffff;

type Change = (members: readonly ZipMember[]) => readonly ZipMember[];
type Rest = Omit<HostileArchive, "build" | "form">;

const zip = (rest: Rest, change: Change, options: ZipOptions = {}): HostileArchive => ({
  ...rest,
  form: "zip",
  build: () => writeZip(change([...zipMembers(packedBackup())]), options),
});

/** The bytes of the archive changed after it was written. */
const damagedZip = (rest: Rest, damage: (bytes: Uint8Array) => Uint8Array, options: ZipOptions = {}): HostileArchive => ({
  ...rest,
  form: "zip",
  build: () => [damage(wholeOf(writeZip(zipMembers(packedBackup()), options)))],
});

const added =
  (...more: readonly ZipMember[]): Change =>
  (members) => [...members, ...more];
const changed =
  (name: string, change: (member: ZipMember) => ZipMember): Change =>
  (members) =>
    members.map((member) => (member.name === name ? change(member) : member));
const hostile = (name: string | Uint8Array): ZipMember => ({ name, content: HOSTILE_CONTENT });

const harmless = { hurts: [], stillFound: ALL_TRACES } as const;
const costsMessages = { hurts: ["ios/sms"], stillFound: WITHOUT_MESSAGES } as const;
const refused = { hurts: [], stillFound: [] } as const;

const names: readonly HostileArchive[] = [
  zip(
    { ...harmless, id: "zip-climbing-names", title: "Names that climb out of the folder, absolute and relative", opens: ["with-problems"] },
    added(...CLIMBING_NAMES.map(hostile)),
  ),
  zip(
    {
      ...harmless,
      id: "zip-odd-names",
      title: "Names of prototypes, devices, control characters and markup",
      opens: ["whole", "with-problems"],
    },
    added(...ODD_NAMES.map(hostile)),
  ),
  zip(
    { ...harmless, id: "zip-nul-in-name", title: "Names with a NUL: two names for who stops there", opens: ["with-problems"] },
    added(hostile("Manifest.db\0.txt"), hostile("\0"), hostile("ab/\0/cd")),
  ),
  zip(
    {
      ...harmless,
      id: "zip-long-names",
      title: "A name of sixty thousand letters, and one of five thousand folders",
      opens: ["with-problems"],
    },
    (members) => [...members, hostile("x".repeat(60_000)), hostile(`${"d/".repeat(5_000)}f`)],
  ),
  zip(
    {
      ...harmless,
      id: "zip-bytes-in-names",
      title: "Names that are UTF-8 in no way, and one without a letter",
      opens: ["whole", "with-problems"],
    },
    added(hostile(Uint8Array.of(0xff, 0xfe, 0x80, 0x2f, 0xc3, 0x28)), hostile(new Uint8Array())),
  ),
  zip(
    {
      ...harmless,
      id: "zip-backslashes",
      title: "A backup packed on Windows by a program that writes backslashes",
      opens: ["whole", "with-problems"],
    },
    (members) =>
      members.map((member) => ({ ...member, name: `Backup/${member.name}`.replaceAll("/", "\\"), central: { madeBy: MADE_BY_FAT } })),
  ),
  zip(
    { ...harmless, id: "zip-duplicate-names", title: "The catalogue and sms.db twice, the second time noise", opens: ["with-problems"] },
    added(hostile("Manifest.db"), hostile(SMS_PLACE), hostile("Info.plist")),
  ),
  zip(
    { ...costsMessages, id: "zip-link", title: "sms.db is a symbolic link to a file of the examiner's", opens: ["whole", "with-problems"] },
    changed(SMS_PLACE, ({ name }) => ({ name, content: utf8("/etc/passwd"), central: { externalAttributes: LINK_ATTRIBUTES } })),
  ),
  zip(
    { ...harmless, id: "zip-apple-double", title: "What Finder adds: __MACOSX and files of two forks", opens: ["whole"] },
    added(hostile("__MACOSX/._Manifest.db"), hostile("__MACOSX/Backup/._Info.plist"), hostile(".DS_Store"), hostile("._Manifest.db")),
  ),
];

const sizes: readonly HostileArchive[] = [
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

const kinds: readonly HostileArchive[] = [
  zip(
    { ...costsMessages, id: "zip-encrypted-member", title: "sms.db is encrypted with zip's own password", opens: ["with-problems"] },
    changed(SMS_PLACE, (member) => encrypted(member)),
  ),
  zip(
    {
      ...refused,
      id: "zip-encrypted",
      title: "A zip whose every member is encrypted",
      opens: ["unrecognized", "unsupported", "encrypted", "damaged"],
    },
    (members) => members.map(encrypted),
  ),
  zip(
    {
      ...costsMessages,
      id: "zip-unknown-method",
      title: "sms.db is packed by a method that is neither stored nor deflated",
      opens: ["with-problems"],
    },
    changed(SMS_PLACE, (member) => ({ ...member, local: { method: METHOD_LZMA }, central: { method: METHOD_LZMA } })),
  ),
  zip(
    { ...costsMessages, id: "zip-broken-deflate", title: "sms.db is called deflated and is noise", opens: ["with-problems"] },
    changed(SMS_PLACE, (member) => ({ ...member, stored: createRandom(9).bytes(50_000) })),
  ),
  {
    ...refused,
    id: "zip-in-zip",
    title: "A zip that holds the backup as a zip",
    opens: ["unrecognized", "unsupported"],
    form: "zip",
    build: () => writeZip([{ name: "backup.zip", content: wholeOf(backupArchive(packedBackup(), { form: "zip" })), method: "stored" }]),
  },
  zip(
    { ...harmless, id: "zip-with-archives", title: "Archives lie beside the backup in its archive", opens: ["whole", "with-problems"] },
    (members) => [
      ...members,
      { name: "old.tar.gz", content: wholeOf(gzip([HOSTILE_CONTENT])), method: "stored" },
      { name: "older.zip", content: wholeOf(writeZip([hostile("Manifest.db")])), method: "stored" },
    ],
  ),
  zip({ ...refused, id: "zip-two-backups", title: "Two backups in one archive", opens: ["ambiguous"] }, (members) =>
    ["first", "second"].flatMap((prefix) => members.map((member) => ({ ...member, name: `${prefix}/${member.name}` }))),
  ),
  { ...refused, id: "zip-empty", title: "A zip without a member", opens: ["unrecognized"], form: "zip", build: () => writeZip([]) },
];

const ends: readonly HostileArchive[] = [
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

export const hostileZips: readonly HostileArchive[] = [...names, ...sizes, ...kinds, ...ends];

function bomb(name: string): ZipMember {
  const { bytes, length, checksum } = deflatedZeros(BOMB_PIECES);
  const truth = { size: length, checksum };
  return { name, stored: bytes, local: truth, central: truth };
}

function encrypted(member: ZipMember): ZipMember {
  const flags = { flags: FLAG_ENCRYPTED };
  return { ...member, stored: createRandom(11).bytes((member.content?.length ?? 0) + 12), local: flags, central: flags };
}

/** Where the central directory begins, as the end record says. */
const directoryOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
