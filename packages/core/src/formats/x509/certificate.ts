import { FormatError } from "../../bytes/format-error.ts";
import { type DerItem, itemIn, itemsIn, TAGS } from "./der.ts";

/** Whom a certificate names. */
export interface CertificateName {
  readonly commonName?: string;
  readonly organization?: string;
  readonly unit?: string;
}

/** What the readable part of a certificate says (RFC 5280, 4.1); keys and signature are left alone. */
export interface Certificate {
  readonly subject: CertificateName;
  readonly issuer: CertificateName;
  /** Seconds from 1970; undefined where the time is none. */
  readonly validFrom: number | undefined;
  readonly validUntil: number | undefined;
}

/** Certificates are a few kilobytes; one of a megabyte is none. */
export const MAX_CERTIFICATE_BYTES = 1 << 20;
/** Attributes of one name; real ones have up to ten. */
const MAX_ATTRIBUTES = 100;

export function readCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > MAX_CERTIFICATE_BYTES) throw new FormatError("x509", "limit", `${bytes.length} bytes`);
  const [toBeSigned] = itemsIn(expectTag(itemIn(bytes, 0), TAGS.sequence).content, 1);
  const fields = itemsIn(expectTag(toBeSigned, TAGS.sequence).content, 7);
  const first = fields[0]?.tag === TAGS.version ? 1 : 0; // the first version had no version
  const [, , issuer, validity, subject] = fields.slice(first);
  const [from, until] = itemsIn(expectTag(validity, TAGS.sequence).content, 2);
  return { subject: readName(subject), issuer: readName(issuer), validFrom: readTime(from), validUntil: readTime(until) };
}

/** A name by itself, as a column may hold it: whole, or the sets in it without the sequence around them. */
export const readNameBytes = (bytes: Uint8Array): CertificateName =>
  readName(bytes[0] === TAGS.set ? { tag: TAGS.sequence, content: bytes, end: bytes.length } : itemIn(bytes, 0));

function expectTag(item: DerItem | undefined, tag: number): DerItem {
  if (item?.tag !== tag) throw new FormatError("x509", "malformed", `tag ${item?.tag} in place of ${tag}`);
  return item;
}

/** 2.5.4.x: types of attributes (X.520). */
const ATTRIBUTES: ReadonlyMap<number, keyof CertificateName> = new Map([
  [3, "commonName"],
  [10, "organization"],
  [11, "unit"],
]);

/** Sets of one attribute each, mostly; of several of a type the last stands nearest to whom it names. */
function readName(item: DerItem | undefined): CertificateName {
  const name: { -readonly [K in keyof CertificateName]: CertificateName[K] } = {};
  for (const set of itemsIn(expectTag(item, TAGS.sequence).content, MAX_ATTRIBUTES)) {
    for (const attribute of itemsIn(expectTag(set, TAGS.set).content, MAX_ATTRIBUTES)) {
      const [type, value] = itemsIn(expectTag(attribute, TAGS.sequence).content, 2);
      const key = type && value ? attributeOf(type.content) : undefined;
      if (key) name[key] = readString(value!);
    }
  }
  return name;
}

const attributeOf = ([a, b, c, ...more]: Uint8Array): keyof CertificateName | undefined =>
  a === 0x55 && b === 4 && more.length === 0 ? ATTRIBUTES.get(c ?? 0) : undefined;

/** Names of few letters are all that is shown; longer ones are cut. */
const MAX_LETTERS = 1_000;

function readString({ tag, content }: DerItem): string {
  const bytes = content.subarray(0, MAX_LETTERS * 4);
  if (tag === TAGS.utf8) return new TextDecoder().decode(bytes);
  if (tag === TAGS.bmp) return unitsOf(bytes, 2);
  if (tag === TAGS.universal) return unitsOf(bytes, 4);
  return unitsOf(bytes, 1); // printable, IA5, and T61 as everybody writes it
}

function unitsOf(bytes: Uint8Array, size: 1 | 2 | 4): string {
  let text = "";
  for (let at = 0; at + size <= bytes.length; at += size) {
    const code = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
    text += code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  }
  return text;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/;
const GENERAL_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/;
/** RFC 5280, 4.1.2.5.1: years of two digits from 50 on are of the last century. */
const PIVOT = 50;

function readTime(item: DerItem | undefined): number | undefined {
  if (!item) return undefined;
  const text = unitsOf(item.content.subarray(0, 32), 1);
  const [, year, month, day, hour, minute, second = "00"] = (item.tag === TAGS.utcTime ? UTC_TIME : GENERAL_TIME).exec(text) ?? [];
  if (year === undefined) return undefined;
  const century = Number(year) < PIVOT ? "20" : "19";
  const seconds = Date.parse(`${year.length === 2 ? century : ""}${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}
