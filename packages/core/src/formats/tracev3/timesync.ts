import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { partitionPoint } from "../../model/partition-point.ts";
import { UUID_BYTES, uuidText } from "./uuid.ts";

/** How one boot's ticks relate to the calendar. */
export interface BootClock {
  readonly bootUuid: string;
  readonly numerator: number;
  readonly denominator: number;
  /** Nanoseconds since 1970 UTC at tick 0. */
  readonly bootNanoseconds: bigint;
  /** In order of ticks. */
  readonly syncs: readonly { readonly tick: bigint; readonly nanoseconds: bigint }[];
}

const BOOT_SIGNATURE = 0xbbb0;
const BOOT_BYTES = 48;
/** `Ts ` */
const SYNC_SIGNATURE = 0x207354;
const SYNC_BYTES = 32;
/** A phone writes one every few seconds at most, and keeps weeks. */
const MAX_SYNCS = 5_000_000;

const fail = (code: "malformed" | "truncated" | "limit", detail: string, offset: number): FormatError =>
  new FormatError("timesync", code, detail, { offset });

/** The boots of a file, each with its notes. What follows damage is not read: `problem` says so. */
export function readTimesync(source: ByteSource): { readonly boots: readonly BootClock[]; readonly problem?: FormatError } {
  const bytes = readBytes(source, 0, source.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boots: (Omit<BootClock, "syncs"> & { syncs: { tick: bigint; nanoseconds: bigint }[] })[] = [];
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    const left = bytes.length - at;
    if (left >= BOOT_BYTES && view.getUint16(at, true) === BOOT_SIGNATURE) {
      const [numerator, denominator] = [view.getUint32(at + 8 + UUID_BYTES, true), view.getUint32(at + 12 + UUID_BYTES, true)];
      if (numerator === 0 || denominator === 0) return { boots, problem: fail("malformed", "a clock without ticks", at) };
      boots.push({
        bootUuid: uuidText(bytes, at + 8),
        numerator,
        denominator,
        bootNanoseconds: view.getBigInt64(at + 32, true),
        syncs: [],
      });
      at += BOOT_BYTES;
    } else if (left >= SYNC_BYTES && view.getUint32(at, true) === SYNC_SIGNATURE) {
      if (++count > MAX_SYNCS) return { boots, problem: fail("limit", `more than ${MAX_SYNCS} notes`, at) };
      boots.at(-1)?.syncs.push({ tick: view.getBigUint64(at + 8, true), nanoseconds: view.getBigInt64(at + 16, true) });
      at += SYNC_BYTES;
    } else return { boots, problem: fail(left < BOOT_BYTES ? "truncated" : "malformed", "neither a boot nor a note", at) };
  }
  return { boots };
}

/** The boots of several files by UUID: a boot goes on from file to file. */
export function joinClocks(files: readonly (readonly BootClock[])[]): ReadonlyMap<string, BootClock> {
  const joined = new Map<string, BootClock>();
  for (const boot of files.flat()) {
    const known = joined.get(boot.bootUuid);
    joined.set(boot.bootUuid, known ? { ...known, syncs: [...known.syncs, ...boot.syncs] } : boot);
  }
  for (const [uuid, boot] of joined) joined.set(uuid, { ...boot, syncs: [...boot.syncs].sort((a, b) => Number(a.tick - b.tick)) });
  return joined;
}

/** Nanoseconds since 1970 UTC of a tick, from the note last before it. Whole numbers throughout: no digit is lost. */
export function wallClock({ numerator, denominator, bootNanoseconds, syncs }: BootClock, tick: bigint): bigint {
  const after = partitionPoint(syncs.length, (place) => syncs[place]!.tick <= tick);
  const from = syncs[after - 1] ?? { tick: 0n, nanoseconds: bootNanoseconds };
  return from.nanoseconds + ((tick - from.tick) * BigInt(numerator)) / BigInt(denominator);
}
