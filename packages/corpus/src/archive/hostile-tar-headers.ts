import { utf8 } from "../bytes.ts";
import type { HostileArchive } from "./hostile-archive.ts";
import { added, type Change, changed, costsMessages, harmless, hostile, refused, SMS_PLACE, tar } from "./hostile-tar.ts";
import { type TarMember, withChecksum } from "./tar.ts";

const SIZE_OFFSET = 124;

const before =
  (...more: readonly TarMember[]): Change =>
  (all) => [...more, ...all];

/** Headers that are damaged, or say what cannot be. */
export const hostileTarHeaders: readonly HostileArchive[] = [
  tar(
    { ...harmless, id: "tar-bad-checksum", title: "The last member but one has a wrong checksum", opens: ["with-problems"] },
    added({ ...hostile("f/broken"), damage: (header) => header.with(10, 0x7a) }, hostile("f/last")),
  ),
  tar(
    {
      ...refused,
      id: "tar-bad-checksum-early",
      title: "A member before all payloads has a wrong checksum",
      opens: ["with-problems", "damaged", "unrecognized"],
    },
    before({ ...hostile("f/broken"), damage: (header) => header.with(10, 0x7a) }),
  ),
  tar(
    { ...harmless, id: "tar-absurd-size", title: "The last member claims eight gigabytes", opens: ["with-problems"] },
    added({ ...hostile("f/large"), size: 8 ** 11 - 1 }),
  ),
  tar(
    { ...harmless, id: "tar-negative-size", title: "The last member has a size below zero, in base 256", opens: ["with-problems"] },
    added({ ...hostile("f/negative"), damage: withSize(new Uint8Array(12).fill(0xff)) }),
  ),
  tar(
    { ...harmless, id: "tar-no-number", title: "The last member has words where its size should be", opens: ["with-problems"] },
    added({ ...hostile("f/words"), damage: withSize(utf8("twelve bytes")) }),
  ),
  tar(
    { ...harmless, id: "tar-pax-absurd-size", title: "A pax record claims a size of nine petabytes", opens: ["with-problems"] },
    added({ ...hostile("f/large"), records: { size: "9007199254740993" } }),
  ),
  tar(
    { ...harmless, id: "tar-pax-malformed", title: "A pax record that claims to be longer than its header", opens: ["with-problems"] },
    added({ name: "PaxHeaders/x", type: "x", content: utf8("99999 path=Manifest.db\n") }, hostile("f/after")),
  ),
  tar(
    { ...harmless, id: "tar-pax-prototype", title: "pax records named like prototypes", opens: ["whole", "with-problems"] },
    added({ ...hostile("f/after"), records: { ["__proto__"]: "x", constructor: "y", "GNU.sparse.major": "1" } }),
  ),
  tar(
    { ...harmless, id: "tar-headers-only", title: "A long name for a member that does not come", opens: ["whole", "with-problems"] },
    added({ name: "././@LongLink", type: "L", content: utf8("Manifest.db\0") }),
  ),
  tar(
    { ...costsMessages, id: "tar-sparse", title: "sms.db is stored with holes, in GNU's form", opens: ["with-problems"] },
    changed(SMS_PLACE, (member) => ({ ...member, type: "S" })),
  ),
];

function withSize(bytes: Uint8Array): (header: Uint8Array) => Uint8Array {
  return (header) => {
    const other = header.slice();
    other.set(bytes, SIZE_OFFSET);
    return withChecksum(other);
  };
}
