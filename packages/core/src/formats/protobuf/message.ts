import { FormatError } from "../../bytes/format-error.ts";

/** Fields of one message, by number; of a number given twice both, in order. */
export interface ProtobufMessage {
  /** The last number of this field; zero is never written. */
  number(field: number): bigint | undefined;
  text(field: number): string | undefined;
  texts(field: number): readonly string[];
  messages(field: number): readonly ProtobufMessage[];
  /** False where the bytes end within a field, or what follows is none. */
  readonly isWhole: boolean;
  readonly fieldCount: number;
}

interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

const MAX_FIELDS = 500_000;
const MAX_VARINT_BYTES = 10;
/** How a field is stored (https://protobuf.dev/programming-guides/encoding/). */
const [VARINT, FIXED_64, LENGTH, FIXED_32] = [0, 1, 2, 5];
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads a message as far as it goes: what stands before damage is kept. */
export function readMessage(bytes: Uint8Array): ProtobufMessage {
  const fields = new Map<number, Field[]>();
  const isWhole = gather(bytes, (field) => {
    const known = fields.get(field.number);
    if (known) known.push(field);
    else fields.set(field.number, [field]);
  });
  const bytesOf = (number: number): Uint8Array[] =>
    (fields.get(number) ?? []).flatMap(({ value }) => (typeof value === "bigint" ? [] : [value]));
  const texts = (number: number): readonly string[] => bytesOf(number).map((value) => DECODER.decode(value));
  return {
    number: (field) => fields.get(field)?.findLast(({ value }) => typeof value === "bigint")?.value as bigint | undefined,
    text: (field) => texts(field).at(-1),
    texts,
    messages: (field) => bytesOf(field).map(readMessage),
    isWhole,
    fieldCount: fields.size,
  };
}

function gather(bytes: Uint8Array, take: (field: Field) => void): boolean {
  const cursor = { bytes, at: 0 };
  for (let count = 0; cursor.at < bytes.length; count++) {
    if (count >= MAX_FIELDS) throw new FormatError("protobuf", "limit", `more than ${MAX_FIELDS} fields`, { offset: cursor.at });
    const tag = varint(cursor);
    if (tag === undefined || tag >> 3n === 0n || tag >> 3n > MAX_FIELD_NUMBER) return false;
    const value = fieldValue(cursor, Number(tag & 7n));
    if (value === undefined) return false;
    take({ number: Number(tag >> 3n), value });
  }
  return true;
}

const MAX_FIELD_NUMBER = 536_870_911n;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function fieldValue(cursor: Cursor, wireType: number): bigint | Uint8Array | undefined {
  if (wireType === VARINT) return varint(cursor);
  if (wireType === FIXED_64) return fixed(cursor, 8);
  if (wireType === FIXED_32) return fixed(cursor, 4);
  const length = wireType === LENGTH ? varint(cursor) : undefined;
  if (length === undefined || length > BigInt(cursor.bytes.length - cursor.at)) return undefined;
  const start = cursor.at;
  cursor.at += Number(length);
  return cursor.bytes.subarray(start, cursor.at);
}

function fixed(cursor: Cursor, size: number): bigint | undefined {
  if (cursor.at + size > cursor.bytes.length) return undefined;
  let value = 0n;
  for (let index = size - 1; index >= 0; index--) value = (value << 8n) | BigInt(cursor.bytes[cursor.at + index]!);
  cursor.at += size;
  return value;
}

function varint(cursor: Cursor): bigint | undefined {
  let value = 0n;
  for (let index = 0; index < MAX_VARINT_BYTES && cursor.at < cursor.bytes.length; index++) {
    const byte = cursor.bytes[cursor.at++]!;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return value;
  }
  return undefined;
}
