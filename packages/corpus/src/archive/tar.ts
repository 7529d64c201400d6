import { concat, utf8 } from "../bytes.ts";

/**
 * A writer of tar: ustar and pax as POSIX.1-2017, "pax Interchange Format", has them; GNU's long names as in the manual of GNU tar,
 * "Basic Tar Format". https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export type TarForm = "ustar" | "pax" | "gnu";

export interface TarMember {
  readonly name: string;
  /** Bytes, or as many pieces as `size` says. */
  readonly content?: Uint8Array | Iterable<Uint8Array>;
  /** What the header says of the size; the content's own where nothing is said. */
  readonly size?: number;
  /** Type flag; "0" is a file, "5" a folder. */
  readonly type?: string;
  readonly target?: string;
  /** Last changes to the header, after its checksum was reckoned. */
  readonly damage?: (header: Uint8Array) => Uint8Array;
  /** Records of a pax header before the member, beside those that its name needs. */
  readonly records?: Readonly<Record<string, string>>;
}

export const TAR_BLOCK = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
/** Writers fill up to a record of twenty blocks, of which the two empty ones are the end. */
const RECORD = 20 * TAR_BLOCK;
const SPACES = utf8("        ");
const CHECKSUM_OFFSET = 148;
const octal = (value: number, length: number): Uint8Array => utf8(`${value.toString(8).padStart(length - 1, "0")}\0`);
const USTAR = utf8("ustar\x0000");
const OWNER = utf8("mobile");
const OWNER_NUMBER = octal(501, 8);
const MODIFIED = octal(1_746_735_425, 12);

/** The bytes of an archive, member by member. */
export function* writeTar(members: Iterable<TarMember>, form: TarForm = "ustar"): Generator<Uint8Array> {
  let length = 0;
  for (const member of members)
    for (const piece of memberBytes(member, form)) {
      length += piece.length;
      yield piece;
    }
  yield new Uint8Array(RECORD - (length % RECORD) + (RECORD - (length % RECORD) < 2 * TAR_BLOCK ? RECORD : 0));
}

function* memberBytes(member: TarMember, form: TarForm): Generator<Uint8Array> {
  const { content = new Uint8Array() } = member;
  if (form === "ustar" && !splitName(member.name)) throw new RangeError(`too long a name for ustar: ${member.name}`);
  const size = member.size ?? (content instanceof Uint8Array ? content.length : 0);
  const header = tarHeader({ ...member, size });
  yield* longName(member, form);
  yield member.damage ? member.damage(header) : header;
  yield* filled(content instanceof Uint8Array ? [content] : content);
}

/** pax and GNU put the name before the member: the header that follows holds a name that is wrong on purpose. */
function* longName({ name, records = {} }: TarMember, form: TarForm): Generator<Uint8Array> {
  if (form === "pax" || Object.keys(records).length > 0) {
    const body = utf8(paxRecords({ ...(form === "pax" && { path: name }), ...records }));
    yield tarHeader({ name: "PaxHeaders/header", type: "x", size: body.length });
    yield* filled([body]);
  }
  if (form !== "gnu") return;
  const body = concat(utf8(name), new Uint8Array(1));
  yield gnuMagic(tarHeader({ name: "././@LongLink", type: "L", size: body.length }));
  yield* filled([body]);
}

function* filled(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    yield piece;
  }
  if (length % TAR_BLOCK !== 0) yield new Uint8Array(TAR_BLOCK - (length % TAR_BLOCK));
}

/** Each record begins with its own length in decimal, which counts itself. */
export function paxRecords(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      const bytes = utf8(rest).length;
      const length = bytes + String(bytes + String(bytes).length).length;
      return `${length}${rest}`;
    })
    .join("");
}

function tarHeader({ name, size = 0, type = "0", target = "" }: TarMember): Uint8Array {
  const header = new Uint8Array(TAR_BLOCK);
  const [prefix, last] = splitName(name) ?? [new Uint8Array(), utf8(name).subarray(0, NAME_BYTES)];
  const put = (offset: number, bytes: Uint8Array) => header.set(bytes, offset);
  put(0, last);
  put(100, octal(type === "5" ? 0o755 : 0o600, 8));
  put(108, OWNER_NUMBER);
  put(116, OWNER_NUMBER);
  put(124, octal(size, 12));
  put(136, MODIFIED);
  put(156, utf8(type));
  put(157, utf8(target).subarray(0, NAME_BYTES));
  put(257, USTAR);
  put(265, OWNER);
  put(297, OWNER);
  put(345, prefix);
  return withChecksum(header);
}

/** The sum of all bytes, its own field read as spaces. */
export function withChecksum(header: Uint8Array): Uint8Array {
  const whole = header.slice();
  whole.set(SPACES, CHECKSUM_OFFSET);
  let sum = 0;
  for (const byte of whole) sum += byte;
  whole.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), CHECKSUM_OFFSET);
  return whole;
}

/** "ustar" and two spaces, which is how GNU tar marks its own form. */
function gnuMagic(header: Uint8Array): Uint8Array {
  const whole = header.slice();
  whole.set(utf8("ustar  \0"), 257);
  return withChecksum(whole);
}

/** As much of the end as fits into the name, what is before it into the prefix; nothing where that does not hold it. */
function splitName(name: string): readonly [prefix: Uint8Array, last: Uint8Array] | undefined {
  const bytes = utf8(name);
  if (bytes.length <= NAME_BYTES) return [new Uint8Array(), bytes];
  const slash = bytes.findIndex((byte, index) => byte === 0x2f && bytes.length - index - 1 <= NAME_BYTES && index < bytes.length - 1);
  return slash < 0 || slash > PREFIX_BYTES ? undefined : [bytes.subarray(0, slash), bytes.subarray(slash + 1)];
}
