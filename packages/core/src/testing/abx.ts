/**
 * Android's binary XML, written as AOSP's BinaryXmlSerializer writes it (the source, not our reader, is what it follows), with what
 * tests need of it.
 */
export interface AbxTag {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | bigint | number | boolean>>;
  readonly children?: readonly AbxTag[];
}

export function writeAbx(root: AbxTag): Uint8Array {
  const bytes: number[] = [0x41, 0x42, 0x58, 0, 0x10];
  const names = new Map<string, number>();
  const u16 = (value: number): void => void bytes.push(value >> 8, value & 255);
  const text = (value: string): void => {
    const encoded = new TextEncoder().encode(value);
    u16(encoded.length);
    bytes.push(...encoded);
  };
  const name = (value: string): void => {
    const index = names.get(value);
    u16(index ?? 0xffff);
    if (index !== undefined) return;
    names.set(value, names.size);
    text(value);
  };
  const attribute = (key: string, value: string | bigint | number | boolean): void => {
    bytes.push(15 | (typeOf(value) << 4));
    name(key);
    if (typeof value === "string") text(value);
    else if (typeof value === "bigint") bytes.push(...bigEndian(value, 8));
    else if (typeof value === "number") bytes.push(...bigEndian(BigInt(value), 4));
  };
  const tag = ({ name: tagName, attributes = {}, children = [] }: AbxTag): void => {
    bytes.push(0x32);
    name(tagName);
    for (const [key, value] of Object.entries(attributes)) attribute(key, value);
    for (const child of children) tag(child);
    bytes.push(0x33);
    name(tagName);
  };
  tag(root);
  bytes.push(0x11);
  return Uint8Array.from(bytes);
}

function typeOf(value: string | bigint | number | boolean): number {
  if (typeof value === "string") return 2;
  if (typeof value === "bigint") return 8;
  if (typeof value === "number") return 6;
  return value ? 12 : 13;
}

const bigEndian = (value: bigint, length: number): number[] =>
  Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 255n));
