import { concat, utf8 } from "../bytes.ts";
import { ALL_TRACES, FILE_TRACE, PROCESS_TRACE, placeOf, SMS, VISIT_TRACE } from "../hostile/variant.ts";
import { tarMembers } from "./backup-archive.ts";
import { gzip, ZERO_PIECE } from "./gzip.ts";
import { CLIMBING_NAMES, cutAt, HOSTILE_CONTENT, type HostileArchive, ODD_NAMES, packedBackup, wholeOf } from "./hostile-archive.ts";
import { TAR_BLOCK, type TarForm, type TarMember, withChecksum, writeTar } from "./tar.ts";

const SMS_PLACE = placeOf(SMS);
const WITHOUT_MESSAGES = [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE];
const BOMB_PIECES = 20;
const MANY = 150_000;
const SIZE_OFFSET = 124;

type Change = (members: readonly TarMember[]) => readonly TarMember[];
type Rest = Omit<HostileArchive, "build" | "form">;

const members = (): readonly TarMember[] => [...tarMembers(packedBackup())];
const tar = (rest: Rest, change: Change, form: TarForm = "ustar"): HostileArchive => ({
  ...rest,
  form: "tar",
  build: () => writeTar(change(members()), form),
});
const gzipped = (
  rest: Rest,
  build: (tar: Iterable<Uint8Array>) => Iterable<Uint8Array>,
  change: Change = (all) => all,
): HostileArchive => ({
  ...rest,
  form: "tar.gz",
  build: () => build(writeTar(change(members()))),
});

const added =
  (...more: readonly TarMember[]): Change =>
  (all) => [...all, ...more];
const before =
  (...more: readonly TarMember[]): Change =>
  (all) => [...more, ...all];
const changed =
  (name: string, change: (member: TarMember) => TarMember): Change =>
  (all) =>
    all.map((member) => (member.name === name ? change(member) : member));
const hostile = (name: string): TarMember => ({ name, content: HOSTILE_CONTENT });
const zeros = (name: string): TarMember => ({ name, size: BOMB_PIECES * ZERO_PIECE, content: { [Symbol.iterator]: zeroPieces } });
const without =
  (...names: readonly string[]): Change =>
  (all) =>
    all.filter(({ name }) => !names.includes(name));

const harmless = { hurts: [], stillFound: ALL_TRACES } as const;
const costsMessages = { hurts: ["ios/sms"], stillFound: WITHOUT_MESSAGES } as const;
const refused = { hurts: [], stillFound: [] } as const;

const names: readonly HostileArchive[] = [
  tar(
    { ...harmless, id: "tar-climbing-names", title: "Names that climb out of the folder, absolute and relative", opens: ["with-problems"] },
    added(...CLIMBING_NAMES.map(hostile)),
  ),
  tar(
    {
      ...harmless,
      id: "tar-odd-names",
      title: "Names of prototypes, devices, control characters and markup",
      opens: ["whole", "with-problems"],
    },
    added(...ODD_NAMES.map(hostile)),
    "pax",
  ),
  tar(
    { ...harmless, id: "tar-nul-in-name", title: "A pax path with a NUL in it", opens: ["with-problems"] },
    added({ ...hostile("f/short"), records: { path: "Manifest.db\0.txt" } }),
  ),
  tar(
    {
      ...harmless,
      id: "tar-long-names",
      title: "A pax path of seventy thousand letters, and one of five thousand folders",
      opens: ["with-problems"],
    },
    added(hostile("x".repeat(70_000)), hostile(`${"d/".repeat(5_000)}f`)),
    "pax",
  ),
  tar(
    { ...harmless, id: "tar-duplicate-names", title: "The catalogue and sms.db twice, the second time noise", opens: ["with-problems"] },
    added(hostile("Manifest.db"), hostile(SMS_PLACE), hostile("Info.plist")),
  ),
  tar(
    {
      ...harmless,
      id: "tar-links",
      title: "Links, devices and a pipe, and files in a folder that is a link",
      opens: ["whole", "with-problems"],
    },
    added(
      { name: "etc", type: "2", target: "/etc" },
      hostile("etc/bridle-hostile"),
      { name: "shadow", type: "1", target: "../../etc/shadow" },
      ...["3", "4", "6", "7", "Q"].map((type) => ({ name: `device-${type}`, type })),
    ),
  ),
  tar(
    { ...costsMessages, id: "tar-link", title: "sms.db is a symbolic link to a file of the examiner's", opens: ["with-problems"] },
    changed(SMS_PLACE, ({ name }) => ({ name, type: "2", target: "/etc/passwd" })),
  ),
  tar(
    { ...costsMessages, id: "tar-hard-link", title: "sms.db is a hard link to another payload", opens: ["with-problems"] },
    changed(SMS_PLACE, ({ name }) => ({ name, type: "1", target: "Info.plist" })),
  ),
];

const headers: readonly HostileArchive[] = [
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

const sizes: readonly HostileArchive[] = [
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

const cuts: readonly HostileArchive[] = [
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

export const hostileTars: readonly HostileArchive[] = [...names, ...headers, ...sizes, ...cuts];

function withSize(bytes: Uint8Array): (header: Uint8Array) => Uint8Array {
  return (header) => {
    const other = header.slice();
    other.set(bytes, SIZE_OFFSET);
    return withChecksum(other);
  };
}

function* zeroPieces(): Generator<Uint8Array> {
  const piece = new Uint8Array(ZERO_PIECE);
  for (let index = 0; index < BOMB_PIECES; index++) yield piece;
}

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
