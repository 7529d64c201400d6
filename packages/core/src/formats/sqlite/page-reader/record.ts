import type { TextEncoding } from "../header.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlValue } from "../value.ts";
import { readSmallVarint } from "./varint.ts";

/** Reads the columns `wanted` (physical indexes) of a record: https://www.sqlite.org/fileformat2.html#record_format */
export type RecordReader = (payload: Uint8Array) => (SqlValue | undefined)[];

/** What is undefined in the result was not stored: the row is older than the column. */
export function recordReader(wanted: readonly number[], encoding: TextEncoding): RecordReader {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const last = Math.max(-1, ...wanted);
  const placesOf = Array.from({ length: last + 1 }, (_, column) => wanted.flatMap((index, place) => (index === column ? place : [])));
  return (payload) => {
    const values: (SqlValue | undefined)[] = new Array(wanted.length).fill(undefined);
    const header = readSmallVarint(payload, 0);
    if (header === undefined || header.value > payload.length) throw sqliteError("malformed", "a record header that is too long");
    let at = header.length;
    let offset = header.value;
    for (let column = 0; column <= last && at < header.value; column++) {
      const first = payload[at]!;
      const long = first < 0x80 ? undefined : readSmallVarint(payload, at); // nearly all serial types are one byte
      const serial = first < 0x80 ? first : long?.value;
      const byteLength = serial === undefined ? undefined : byteLengthOf(serial);
      if (serial === undefined || byteLength === undefined || offset + byteLength > payload.length)
        throw sqliteError("malformed", "a record that is too short");
      for (const place of placesOf[column]!) values[place] = readValue(payload, offset, serial, byteLength, decoder);
      at += long?.length ?? 1;
      offset += byteLength;
    }
    return values;
  };
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** 10 and 11 are reserved: they never stand in a file. */
function byteLengthOf(serial: number): number | undefined {
  return serial < 12 ? NUMBER_BYTES[serial] : Math.floor((serial - 12) / 2);
}

function readValue(payload: Uint8Array, offset: number, serial: number, byteLength: number, decoder: TextDecoder): SqlValue {
  if (serial >= 12) {
    const end = offset + byteLength;
    return serial % 2 === 0 ? payload.slice(offset, end) : decoder.decode(payload.subarray(offset, end));
  }
  if (serial === 0) return null;
  if (serial >= 8) return BigInt(serial - 8);
  const view = new DataView(payload.buffer, payload.byteOffset + offset, byteLength);
  if (serial === 6) return view.getBigInt64(0);
  if (serial === 7) return Number.isNaN(view.getFloat64(0)) ? null : view.getFloat64(0);
  return BigInt(readInteger(view, byteLength));
}

function readInteger(view: DataView, byteLength: number): number {
  let value = view.getInt8(0);
  for (let index = 1; index < byteLength; index++) value = value * 256 + view.getUint8(index);
  return value;
}
