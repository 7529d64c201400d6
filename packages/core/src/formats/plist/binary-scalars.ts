import type { BinaryReader } from "./binary.ts";
import { type BinaryLayout, failPlist, unsignedAt, viewOf } from "./binary-layout.ts";
import { addProblem } from "./problem.ts";
import { SHORT_TEXT, shortText } from "./short-text.ts";
import type { PlistUid } from "./value.ts";

/** Code units given to String.fromCharCode at once: arguments lie on the stack. */
const TEXT_PART = 4096;
const latin1 = new TextDecoder("latin1");

/**
 * Integers of 1, 2 and 4 bytes are unsigned, of 8 and 16 signed (CFBinaryPList.c); what a double does not hold exactly is a bigint.
 */
export function integerAt({ bytes }: BinaryLayout, size: number, offset: number): number | bigint {
  if (size <= 4) return unsignedAt(bytes, offset + 1, size);
  if (size !== 8 && size !== 16) failPlist("malformed", "an integer of an unknown size", offset);
  const small = size === 8 ? unsignedAt(bytes, offset + 1, size) : Number.NaN;
  return Number.isSafeInteger(small) ? small : wideIntegerAt(viewOf(bytes), size, offset + 1);
}

function wideIntegerAt(view: DataView, size: number, at: number): number | bigint {
  const exact = size === 8 ? view.getBigInt64(at) : (view.getBigInt64(at) << 64n) | view.getBigUint64(at + 8);
  const value = Number(exact);
  return Number.isSafeInteger(value) ? value : exact;
}

export function realAt({ bytes }: BinaryLayout, size: number, offset: number): number {
  if (size === 8) return viewOf(bytes).getFloat64(offset + 1);
  if (size === 4) return viewOf(bytes).getFloat32(offset + 1);
  return failPlist("malformed", "a real of an unknown size", offset);
}

export function uidAt({ bytes }: BinaryLayout, size: number, offset: number): PlistUid {
  const uid = unsignedAt(bytes, offset + 1, Math.min(size, 8));
  if (size > 8 || !Number.isSafeInteger(uid)) failPlist("malformed", "a UID too large", offset);
  return { kind: "uid", uid };
}

/** `count` bytes of ASCII at the reader's body. */
export function asciiAt(reader: BinaryReader, count: number): string {
  const { bytes } = reader.layout;
  const end = reader.body + count;
  let all = 0;
  for (let index = reader.body; index < end; index += 1) all |= bytes[index]!;
  if (all >= 0x80) refuseText(reader);
  return count <= SHORT_TEXT && all < 0x80 ? shortText(bytes, reader.body, end) : latin1.decode(bytes.subarray(reader.body, end));
}

function refuseText({ problems, body }: BinaryReader): void {
  if (!problems.salvage) failPlist("malformed", "ASCII text with bytes above 127", body);
  addProblem(problems, "text-replaced", "malformed", "ASCII text with bytes above 127, read as Windows-1252", body);
}

/** UTF-16BE as stored: a lone surrogate stays what it is. */
export function utf16At({ layout: { bytes }, body }: BinaryReader, count: number): string {
  let text = "";
  for (let start = 0; start < count; start += TEXT_PART) {
    const units = new Uint16Array(Math.min(TEXT_PART, count - start));
    for (let index = 0, at = body + start * 2; index < units.length; index += 1, at += 2) units[index] = bytes[at]! * 256 + bytes[at + 1]!;
    text += String.fromCharCode(...units);
  }
  return text;
}
