type FieldValue = number | string | Uint8Array;

/** A protobuf message of these fields: numbers as varints, texts and messages by length. */
export const protobuf = (fields: readonly (readonly [number: number, value: FieldValue])[]): Uint8Array =>
  Uint8Array.from(
    fields.flatMap(([number, value]) => (typeof value === "number" ? [...varint(number * 8), ...varint(value)] : sized(number, value))),
  );

function sized(number: number, value: string | Uint8Array): number[] {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}
