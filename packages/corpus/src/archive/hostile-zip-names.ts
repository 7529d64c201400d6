import { utf8 } from "../bytes.ts";
import { CLIMBING_NAMES, type HostileArchive, ODD_NAMES } from "./hostile-archive.ts";
import { added, changed, costsMessages, harmless, hostile, SMS_PLACE, zip } from "./hostile-zip.ts";

const MADE_BY_FAT = 20;
const LINK_ATTRIBUTES = (0o120777 << 16) >>> 0;

/** Names that harm, and members that are no files. */
export const hostileZipNames: readonly HostileArchive[] = [
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
