import { concat, utf8 } from "../bytes.ts";
import { FILE_TRACE } from "../hostile/variant.ts";
import { gzip } from "./gzip.ts";
import { cutAt, HOSTILE_CONTENT, type HostileArchive, wholeOf } from "./hostile-archive.ts";
import { gzipped, harmless, members, refused } from "./hostile-tar.ts";
import { TAR_BLOCK, type TarMember, writeTar } from "./tar.ts";

/** Ends that are cut, doubled or followed by something else. */
export const hostileTarCuts: readonly HostileArchive[] = [
  {
    ...refused,
    id: "tar-cut",
    title: "A tar that ends in the middle",
    opens: ["with-problems", "damaged"],
    stillFound: [FILE_TRACE],
    form: "tar",
    build: () => [cutAt(writeTar(members()), 0.5)],
  },
  {
    ...harmless,
    id: "tar-no-end",
    title: "A tar without the blocks that end it",
    opens: ["whole", "with-problems"],
    form: "tar",
    build: () => [wholeOf(writeTar(members())).subarray(0, lengthOf(members()))],
  },
  {
    ...refused,
    id: "tar-header-only",
    title: "A tar that ends within its first member",
    opens: ["unrecognized", "damaged"],
    form: "tar",
    build: () => [wholeOf(writeTar(members())).subarray(0, TAR_BLOCK + 100)],
  },
  gzipped(
    {
      ...refused,
      id: "tar-gz-cut",
      title: "A gzip that ends in the middle",
      opens: ["with-problems", "damaged"],
      stillFound: [FILE_TRACE],
    },
    (whole) => [cutAt(gzip(whole), 0.6)],
  ),
  gzipped(
    { ...refused, id: "tar-gz-header-only", title: "A gzip that ends after its head", opens: ["unrecognized", "damaged"] },
    (whole) => [wholeOf(gzip(whole)).subarray(0, 10)],
  ),
  gzipped(
    { ...harmless, id: "tar-gz-wrong-checksum", title: "A gzip whose checksum is not that of its bytes", opens: ["with-problems"] },
    (whole) => gzip(whole, ({ length, checksum }) => ({ length, checksum: checksum ^ 1 })),
  ),
  gzipped(
    { ...harmless, id: "tar-gz-wrong-length", title: "A gzip whose length is not that of its bytes", opens: ["with-problems"] },
    (whole) => gzip(whole, ({ length, checksum }) => ({ length: length + 1, checksum })),
  ),
  gzipped({ ...harmless, id: "tar-gz-two-members", title: "A gzip of two members, divided within a file", opens: ["whole"] }, (whole) =>
    inTwo(wholeOf(whole)).flatMap((half) => [...gzip([half])]),
  ),
  gzipped({ ...harmless, id: "tar-gz-junk-after", title: "Twelve bytes of junk after a gzip", opens: ["with-problems"] }, (whole) => [
    ...gzip(whole),
    utf8("HOSTILE-JUNK"),
  ]),
  gzipped(
    { ...harmless, id: "tar-gz-zeros-after", title: "A gzip filled up with zeros, as tapes do", opens: ["whole", "with-problems"] },
    (whole) => [...gzip(whole), new Uint8Array(TAR_BLOCK)],
  ),
  gzipped(
    {
      ...refused,
      id: "tar-gz-noise",
      title: "A gzip that turns into noise in the middle",
      opens: ["with-problems", "damaged"],
      stillFound: [FILE_TRACE],
    },
    (whole) => [noiseFrom(wholeOf(gzip(whole)), 0.6)],
  ),
  {
    ...refused,
    id: "gz-of-no-tar",
    title: "A gzip that holds something else than a tar",
    opens: ["unrecognized"],
    form: "tar.gz",
    build: () => gzip([HOSTILE_CONTENT]),
  },
  gzipped({ ...refused, id: "gz-in-gz", title: "A tar.gz that was compressed twice", opens: ["unrecognized", "unsupported"] }, (whole) =>
    gzip(gzip(whole)),
  ),
];

/** Bytes of the members alone. */
const lengthOf = (all: readonly TarMember[]): number =>
  all.reduce((sum, { content }) => sum + TAR_BLOCK + Math.ceil((content as Uint8Array).length / TAR_BLOCK) * TAR_BLOCK, 0);

const inTwo = (bytes: Uint8Array): readonly Uint8Array[] => [bytes.subarray(0, bytes.length / 2 + 3), bytes.subarray(bytes.length / 2 + 3)];

const noiseFrom = (bytes: Uint8Array, share: number): Uint8Array => {
  const place = Math.floor(bytes.length * share);
  return concat(
    bytes.subarray(0, place),
    bytes.subarray(place).map((value, index) => value ^ (index % 251)),
  );
};
