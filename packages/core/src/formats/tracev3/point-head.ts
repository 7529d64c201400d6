import { ACTIVITY, type Firehose, LOG, LOSS, SIGNPOST, TRACE, type Tracepoint } from "./firehose.ts";
import { UUID_BYTES } from "./uuid.ts";

/** In which file the format string of a line stands. */
export type StringHome = "main" | "shared-cache" | "absolute" | "relative";

/** What stands between a tracepoint's header and its arguments. One object for all, as with tracepoints. */
export interface PointHead {
  home: StringHome;
  /** Where the line was written, in the image: names it for the absolute form. */
  address: number;
  /** Added to the reference for shared caches of more than two gigabytes. */
  largeOffset: number;
  /** Where the UUID of the relative form stands. */
  uuidAt: number;
  /** 0 where there is none. */
  subsystem: number;
  activity: number;
  privateOffset: number;
  privateLength: number;
  /** Number of the chunk that holds the arguments; 0 where they stand here. */
  oversize: number;
  /** Where the arguments begin, and end. */
  itemsAt: number;
  end: number;
}

export const newPointHead = (): PointHead => ({
  home: "main",
  address: 0,
  largeOffset: 0,
  uuidAt: 0,
  subsystem: 0,
  activity: 0,
  privateOffset: 0,
  privateLength: 0,
  oversize: 0,
  itemsAt: 0,
  end: 0,
});

/** Flags of tracepoints (libyal/dtformats); some mean another thing in another kind. */
const HAS_ACTIVITY = 0x1;
const HOME = 0xe;
const HAS_PROCESS = 0x10;
const HAS_LARGE_OFFSET = 0x20;
/** iOS 27; disputed (mandiant/macos-UnifiedLogs #145 to #158): read as its last version does. */
const HAS_PERSONA = 0x40;
const HAS_PRIVATE = 0x100;
/** Of activities: another activity. */
const HAS_SUBSYSTEM = 0x200;
const HAS_RULES = 0x400;
const HAS_OVERSIZE = 0x800;
const HAS_NAME = 0x8000;
const [MAIN, SHARED, ABSOLUTE, RELATIVE, LARGE_SHARED] = [0x2, 0x4, 0x8, 0xa, 0xc];
const USER_ACTION = 3;
/** A large offset counts halves of four gigabytes. */
const LARGE_UNIT = 0x8000_0000;
const FOUR_GIGABYTES = 0x1_0000_0000;
const HOMES: Readonly<Record<number, StringHome>> = {
  [MAIN]: "main",
  [SHARED]: "shared-cache",
  [LARGE_SHARED]: "shared-cache",
  [ABSOLUTE]: "absolute",
  [RELATIVE]: "relative",
};

/** Fills `head`; false where the tracepoint is of another kind, or shorter than its flags say. */
export function readPointHead({ view }: Pick<Firehose, "view">, point: Tracepoint, head: PointHead): boolean {
  const { kind, flags, dataAt } = point;
  head.end = dataAt + point.dataLength;
  head.largeOffset = 0;
  head.subsystem = 0;
  head.activity = 0;
  head.privateOffset = 0;
  head.privateLength = 0;
  head.oversize = 0;
  if (kind === LOSS) return true;
  if (kind === TRACE) return readTraceHead(view, point, head);
  if (kind !== LOG && kind !== SIGNPOST && kind !== ACTIVITY) return false;
  const home = HOMES[flags & HOME];
  if (home === undefined || dataAt + fixedBytes(point) > head.end) return false;
  head.home = home;
  let at = dataAt;
  if (kind === ACTIVITY && point.level !== USER_ACTION) {
    head.activity = view.getUint32(at, true);
    at += 8;
  }
  if (kind === ACTIVITY && flags & HAS_PROCESS) at += 8;
  if (flags & HAS_ACTIVITY) {
    if (kind !== ACTIVITY) head.activity = view.getUint32(at, true);
    at += 8;
  }
  if (flags & HAS_PERSONA) at += 4;
  if (kind === ACTIVITY && flags & HAS_SUBSYSTEM) at += 8;
  if (kind !== ACTIVITY && flags & HAS_PRIVATE) {
    head.privateOffset = view.getUint16(at, true);
    head.privateLength = view.getUint16(at + 2, true);
    at += 4;
  }
  head.address = view.getUint32(at, true);
  at = readHome(view, flags, head, at + 4);
  if (kind !== ACTIVITY) at = readRest(view, point, head, at);
  head.itemsAt = at;
  return true;
}

/** What the flags of a tracepoint ask for, in bytes. */
function fixedBytes({ kind, level, flags }: Tracepoint): number {
  const home = flags & HOME;
  let bytes = 4;
  if (flags & HAS_ACTIVITY) bytes += 8;
  if (flags & HAS_PERSONA) bytes += 4;
  if (flags & HAS_LARGE_OFFSET && (home === SHARED || home === LARGE_SHARED)) bytes += 2;
  if (home === LARGE_SHARED || home === ABSOLUTE) bytes += 2;
  if (home === RELATIVE) bytes += UUID_BYTES;
  if (kind === ACTIVITY) return bytes + (level === USER_ACTION ? 0 : 8) + (flags & HAS_PROCESS ? 8 : 0) + (flags & HAS_SUBSYSTEM ? 8 : 0);
  if (flags & HAS_PRIVATE) bytes += 4;
  if (flags & HAS_SUBSYSTEM) bytes += 2;
  if (flags & HAS_RULES) bytes += 1;
  if (flags & HAS_OVERSIZE) bytes += 4;
  if (kind === SIGNPOST) bytes += 8 + (flags & HAS_NAME ? 4 + nameTail(flags) : 0);
  return bytes;
}

/** The name of a signpost takes two bytes more where its offset is large. */
const nameTail = (flags: number): number => {
  const home = flags & HOME;
  return home === LARGE_SHARED || (home === SHARED && flags & HAS_LARGE_OFFSET) ? 2 : 0;
};

function readHome(view: DataView, flags: number, head: PointHead, from: number): number {
  const home = flags & HOME;
  let at = from;
  if (home === ABSOLUTE) {
    head.address += view.getUint16(at, true) * FOUR_GIGABYTES;
    return at + 2;
  }
  if (home === RELATIVE) {
    head.uuidAt = at;
    return at + UUID_BYTES;
  }
  if (home === MAIN) return at;
  if (flags & HAS_LARGE_OFFSET) {
    head.largeOffset = view.getUint16(at, true) * LARGE_UNIT;
    at += 2;
  }
  if (home === LARGE_SHARED) {
    const large = view.getUint16(at, true) * LARGE_UNIT;
    if (large !== 0) head.largeOffset = large;
    at += 2;
  }
  return at;
}

function readRest(view: DataView, { kind, flags }: Tracepoint, head: PointHead, from: number): number {
  let at = from;
  if (flags & HAS_SUBSYSTEM) {
    head.subsystem = view.getUint16(at, true);
    at += 2;
  }
  if (kind === SIGNPOST) at += 8;
  if (flags & HAS_RULES) at += 1;
  if (flags & HAS_OVERSIZE) {
    head.oversize = view.getUint32(at, true);
    at += 4;
  }
  if (kind === SIGNPOST && flags & HAS_NAME) at += 4 + nameTail(flags);
  return at;
}

/** Traces are of the main image; their arguments stand backwards behind a number. */
function readTraceHead(view: DataView, { dataAt }: Tracepoint, head: PointHead): boolean {
  if (dataAt + 4 > head.end) return false;
  head.home = "main";
  head.address = view.getUint32(dataAt, true);
  head.itemsAt = dataAt + 4;
  return true;
}
