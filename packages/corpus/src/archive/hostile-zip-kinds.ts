import { createRandom } from "../random.ts";
import { backupArchive } from "./backup-archive.ts";
import { gzip } from "./gzip.ts";
import { HOSTILE_CONTENT, type HostileArchive, packedBackup, wholeOf } from "./hostile-archive.ts";
import { changed, costsMessages, harmless, hostile, refused, SMS_PLACE, zip } from "./hostile-zip.ts";
import { writeZip, type ZipMember } from "./zip.ts";

const FLAG_ENCRYPTED = 1;
const METHOD_LZMA = 14;

/** What this cannot be unpacked as: encrypted, packed by other methods, several backups or none. */
export const hostileZipKinds: readonly HostileArchive[] = [
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

function encrypted(member: ZipMember): ZipMember {
  const flags = { flags: FLAG_ENCRYPTED };
  return { ...member, stored: createRandom(11).bytes((member.content?.length ?? 0) + 12), local: flags, central: flags };
}
