import { gzip, ZERO_PIECE } from "./gzip.ts";
import type { HostileArchive } from "./hostile-archive.ts";
import { added, type Change, costsMessages, gzipped, harmless, hostile, SMS_PLACE } from "./hostile-tar.ts";
import type { TarMember } from "./tar.ts";

const MANY = 150_000;
const BOMB_PIECES = 20;

const zeros = (name: string): TarMember => ({ name, size: BOMB_PIECES * ZERO_PIECE, content: { [Symbol.iterator]: zeroPieces } });

const without =
  (...names: readonly string[]): Change =>
  (all) =>
    all.filter(({ name }) => !names.includes(name));

/** More than anybody can hold, in half a megabyte. */
export const hostileTarSizes: readonly HostileArchive[] = [
  gzipped(
    { ...harmless, id: "tar-gz-many-members", title: "150,000 empty members after the backup", opens: ["whole", "with-problems"] },
    (whole) => gzip(whole),
    (all) => [...all, ...Array.from({ length: MANY }, (_, index) => ({ name: `f/${index}` }))],
  ),
  gzipped(
    { ...harmless, id: "tar-gz-bomb", title: "320 MB of zeros after the backup", opens: ["whole", "with-problems"] },
    (whole) => gzip(whole),
    added(zeros("f/zeros")),
  ),
  gzipped(
    {
      ...costsMessages,
      id: "tar-gz-bomb-database",
      title: "320 MB of zeros in the place of sms.db, after everything else",
      opens: ["whole", "with-problems"],
    },
    (whole) => gzip(whole),
    (all) => added(zeros(SMS_PLACE))(without(SMS_PLACE)(all)),
  ),
  gzipped(
    { ...harmless, id: "tar-gz-long-name-bomb", title: "A long name of 320 MB", opens: ["with-problems"] },
    (whole) => gzip(whole),
    added({ ...zeros("././@LongLink"), type: "L" }, hostile("f/after")),
  ),
  gzipped(
    { ...harmless, id: "tar-gz-pax-bomb", title: "A pax header of 320 MB", opens: ["with-problems"] },
    (whole) => gzip(whole),
    added({ ...zeros("PaxHeaders/x"), type: "x" }, hostile("f/after")),
  ),
];

function* zeroPieces(): Generator<Uint8Array> {
  const piece = new Uint8Array(ZERO_PIECE);
  for (let index = 0; index < BOMB_PIECES; index++) yield piece;
}
