import { expect, test } from "vitest";
import { bytesSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { damaged } from "../../testing/damage.ts";
import {
  firehose,
  itemCount,
  itemData,
  itemNumber,
  itemObject,
  itemPrivate,
  itemText,
  oversizeChunk,
  sharedCache,
  simpleDump,
  stateDump,
  type TraceItem,
  type TraceLine,
  threadOf,
  trace,
  traceCatalog,
  traceHeader,
  traceSet,
  uuidtext,
} from "../../testing/tracev3.ts";
import { readSpeakers } from "./catalog.ts";
import { unpackChunkSet } from "./chunk-set.ts";
import { CATALOG, CHUNK_SET, chunksIn } from "./chunks.ts";
import { eachLine, type LineView, newWaiting, speakersOf, textOfLine, tickOf } from "./lines.ts";
import { openSharedCache } from "./shared-cache.ts";
import type { StringTable } from "./string-table.ts";
import { createFormatTable } from "./strings.ts";
import { openUuidtext } from "./uuidtext.ts";

const BOOT = "A6EBC8E3-0A1C-40E8-93B9-DA3A7F671D19";
const MAIN = "D5A2BDF8-5C5E-34DC-A530-EF59A6121E41";
const OTHER = "8AA80E4A-6EF7-3F81-9B44-9E9400ED57DE";
const CACHE = "04B5140C-6F1C-3B19-9D3C-8D1E5A1F8E11";
const PID = 77;

interface Said {
  readonly texts: readonly (string | undefined)[];
  readonly lines: readonly Seen[];
  readonly dumps: readonly string[];
  readonly damage: readonly string[];
}
interface Seen {
  readonly text: string | undefined;
  readonly tick: bigint;
  readonly thread: bigint;
  readonly image: string | undefined;
  readonly subsystem: string | undefined;
}

/** What a log says whose main image has these strings one after the other, from place 0. */
function say(log: Uint8Array, strings: string, others: Readonly<Record<string, StringTable>> = {}): Said {
  const tables: Readonly<Record<string, StringTable>> = {
    [MAIN]: openUuidtext(bytesSource(uuidtext("/usr/libexec/main", strings))),
    ...others,
  };
  const formats = new Map(Object.entries(tables).map(([uuid, table]) => [uuid, createFormatTable(table)]));
  const none = createFormatTable(undefined);
  const source = { image: (uuid: string) => formats.get(uuid) ?? none, sharedCache: (uuid: string) => formats.get(uuid) ?? none };
  const [lines, dumps, damage]: [Seen[], string[], string[]] = [[], [], []];
  const bytes = bytesSource(log);
  const waiting = newWaiting();
  let speakers = speakersOf(new Map(), source);
  const see = (line: LineView): Seen => ({
    text: textOfLine(line),
    tick: tickOf(line),
    thread: threadOf(line),
    image: line.format?.image?.path,
    subsystem: line.head.subsystem === 0 ? undefined : line.speaker.process.subsystem(line.head.subsystem)?.subsystem,
  });
  for (const { tag, offset, length } of chunksIn(bytes)) {
    if (tag === CATALOG) speakers = speakersOf(readSpeakers(readBytes(bytes, offset, length)), source);
    if (tag !== CHUNK_SET) continue;
    eachLine(
      unpackChunkSet(readBytes(bytes, offset, length)),
      { speakers, strings: source, waiting },
      {
        line: (line) => lines.push(see(line)),
        simple: ({ subsystem, text }) => dumps.push(`${subsystem} ${text}`),
        state: ({ title, data, form }) => dumps.push(`${title} ${form} ${data.length}`),
        damaged: (what) => damage.push(what),
      },
    );
  }
  return { texts: lines.map(({ text }) => text), lines, dumps, damage };
}

const catalog = traceCatalog([
  { pid: PID, euid: 0, uuid: MAIN, cache: CACHE, images: [{ uuid: OTHER, address: 0x1_0000_0000, size: 0x4000 }] },
]);
const logOf = (...chunks: readonly (readonly number[])[]): Uint8Array => trace(traceHeader(BOOT), catalog, traceSet(...chunks));
const linesLog = (...lines: readonly TraceLine[]): Uint8Array => logOf(firehose(PID, 1_000, lines));
const rendered = (format: string, ...items: readonly TraceItem[]): string | undefined => say(linesLog({ items }), `${format}\0`).texts[0];

test("puts arguments into their format string, with tick, thread, image and subsystem", () => {
  const items = [itemText("agent"), itemNumber(-5), itemObject("{\n}"), itemPrivate()];
  const { lines, damage } = say(linesLog({ items, ticks: 7, thread: 9, subsystem: 7 }), "%{public}s said %d and %@ to %s at 100%%\0");
  expect(damage).toEqual([]);
  expect(lines).toEqual([
    {
      text: "agent said -5 and {\n} to <private> at 100%",
      tick: 1_007n,
      thread: 9n,
      image: "/usr/libexec/main",
      subsystem: "com.example",
    },
  ]);
});

test("shows numbers as printf does", () => {
  expect(rendered("%u %x %#X %o", itemNumber(-1), itemNumber(255), itemNumber(255), itemNumber(8))).toBe("4294967295 ff 0XFF 10");
  expect(rendered("[%5d][%-5d][%05d][%+d][%.3d]", ...[1, 2, -3, 4, 5].map((value) => itemNumber(value)))).toBe(
    "[    1][2    ][-0003][+4][005]",
  );
  expect(rendered("%llu %p %lld", itemNumber(2n ** 63n, 8), itemNumber(0x1234, 8), itemNumber(-1n, 8))).toBe(
    "9223372036854775808 0x1234 -1",
  );
  const real = (value: number): TraceItem => itemNumber(new DataView(Float64Array.of(value).buffer).getBigUint64(0, true), 8);
  expect(rendered("%f %.2f %e %g %g %g", real(1.5), real(2.345), real(12_345), real(0.0001), real(1e10), real(100))).toBe(
    "1.500000 2.35 1.234500e+04 0.0001 1e+10 100",
  );
  expect(rendered("%c%c", itemNumber(0x4f), itemNumber(0x4b))).toBe("OK");
  expect(rendered("%m", itemNumber(2))).toBe("No such file or directory");
});

test("cuts and pads texts, by arguments where the format says so", () => {
  expect(rendered("[%10s][%-4s][%.2s]", itemText("ab"), itemText("c"), itemText("def"))).toBe("[        ab][c   ][de]");
  expect(rendered("[%.*s]", itemCount(2), itemText("abcd"))).toBe("[ab]");
  expect(rendered("[%*d]", itemNumber(4), itemNumber(7))).toBe("[   7]");
});

test("reads the forms of arguments that a decoder is named for, and shows others as they are", () => {
  const uuid = [...Array(16).keys()];
  const address = [16, 2, 0x01, 0xbb, 192, 0, 2, 7, ...Array<number>(8).fill(0)];
  expect(rendered("%{public,uuid_t}.16P", itemCount(16), itemData(uuid))).toBe("00010203-0405-0607-0809-0A0B0C0D0E0F");
  expect(rendered("%{network:sockaddr}.*P %{network:in_addr}d", itemCount(16), itemData(address), itemNumber(0x0100007f))).toBe(
    "192.0.2.7:443 127.0.0.1",
  );
  expect(rendered("%{network:in6_addr}.16P", itemCount(16), itemData([0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), 1]))).toBe(
    "2001:db8::1",
  );
  expect(rendered("%{BOOL}d %{bool}d %{darwin.errno}d", itemNumber(1), itemNumber(0), itemNumber(1))).toBe(
    "YES false [1: Operation not permitted]",
  );
  expect(rendered("%{time_t}d", itemNumber(1_700_000_000, 8))).toBe("2023-11-14 22:13:20");
  expect(rendered("%{sensitive, mask.hash}@", itemData([1, 2, 3], 0xf2))).toBe("<mask.hash: 'AQID'>");
  expect(rendered("%{mdnsresponder:domain_name}.*P", itemCount(13), itemData([7, ...utf8("example"), 3, ...utf8("net"), 0]))).toBe(
    "example.net.",
  );
  expect(rendered("%{vendor:thing}d and %{unknown}.3P", itemNumber(5), itemCount(3), itemData([1, 2, 255]))).toBe("5 and <0102ff>");
});
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

test("says what is private or not there instead of making it up", () => {
  expect(rendered("%s %d", itemText("a"))).toBe("a <decode: missing data>");
  expect(rendered("%{private}s %{private}s", itemPrivate(), itemPrivate("kept"))).toBe("<private> kept");
  expect(rendered("%d", itemText("text"))).toBe("text");
  expect(rendered("%s", { type: 0x25, value: [] })).toBe("<private>");
  expect(rendered("100% %y %", itemNumber(1))).toBe("100% %y %");
});

test("finds strings of shared caches of both forms, of other images, and of lines that are their own text", () => {
  const images = [
    [OTHER, "/usr/lib/libone.dylib"],
    [MAIN, "/usr/lib/libtwo.dylib"],
  ] as const;
  const cache = (version: 1 | 2, place: number): StringTable =>
    openSharedCache(
      bytesSource(
        sharedCache(
          version,
          [
            [0x10, "low %d\0", 0],
            [place, "high %d\0", 1],
          ] as const,
          images,
        ),
      ),
    );
  const line = (flags: number, reference: number, behindAddress: number[] = []): TraceLine => ({
    flags,
    reference,
    behindAddress,
    items: [itemNumber(3)],
  });
  const old = say(linesLog(line(4, 0x10), line(4, 0x9000), line(4, 0x8_0000)), "", { [CACHE]: cache(1, 0x9000) });
  expect(old.lines.map(({ text, image }) => [text, image])).toEqual([
    ["low 3", images[0][1]],
    ["high 3", images[1][1]],
    [undefined, undefined],
  ]);
  // Large offsets count halves of four gigabytes: 2 and 1.
  const large = say(linesLog(line(0xc, 0x20, [2, 0]), line(0x24, 0x20, [1, 0])), "", { [CACHE]: cache(2, 0x1_0000_0020) });
  expect(large.texts).toEqual(["high 3", undefined]);
  const bytes = OTHER.replaceAll("-", "")
    .match(/../g)!
    .map((pair) => Number.parseInt(pair, 16));
  const other = { [OTHER]: openUuidtext(bytesSource(uuidtext("/usr/lib/other.dylib", "elsewhere %d\0"))) };
  expect(say(linesLog(line(0xa, 0, bytes)), "", other).lines[0]).toMatchObject({ text: "elsewhere 3", image: "/usr/lib/other.dylib" });
  // 0x1000 with 1 above 32 bits lies in the image that the catalog lists from there on.
  expect(say(linesLog(line(8, 0, [1, 0]), line(8, 0, [2, 0])), "", other).texts).toEqual(["elsewhere 3", undefined]);
  const own = say(linesLog({ reference: 0x8000_0000, items: [itemText("all of it: %d")] }), "x\0");
  expect(own.texts).toEqual(["all of it: %d"]);
});

test("finds arguments in chunks of their own, before or behind their line, and says where they are gone", () => {
  const lines = firehose(PID, 0, [{ oversize: 5 }, { oversize: 6 }]);
  expect(say(logOf(lines, oversizeChunk(PID, 5, [itemText("large"), itemPrivate("hidden")])), "%s %{private}s\0").texts).toEqual([
    "large hidden",
    "<decode: missing data> <decode: missing data>",
  ]);
});

test("reads states, ready texts, traces, losses, activities and signposts", () => {
  const log = logOf(
    stateDump(PID, "a title", [1, 2, 3]),
    simpleDump(PID, "com.example", "ready"),
    firehose(PID, 0, [
      { kind: 3, behindAddress: [...[7, 0, 0, 0], 4, 1] },
      { kind: 7, flags: 0, behindAddress: [] },
      { kind: 2, level: 3, items: [itemNumber(1)] },
      { kind: 6, level: 0x81, behindAddress: Array<number>(8).fill(0), items: [itemNumber(2)] },
    ]),
  );
  const { texts, dumps, damage } = say(log, "of %d\0");
  expect([texts, dumps, damage]).toEqual([["of 7", undefined, "of 1", "of 2"], ["a title plist 3", "com.example ready"], []]);
});

test("says which lines belong to no process, are of no known kind, or are damaged", () => {
  expect(say(logOf(firehose(99, 0, [{}])), "x\0").damage).toEqual(["unlisted-process"]);
  expect(say(linesLog({ kind: 9 }, { flags: 0 }, {}), "x\0")).toMatchObject({ damage: ["line", "line"], texts: ["x"] });
  expect(say(logOf([1, 0x70, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "").damage).toEqual(["unknown-chunk"]);
  const bad = firehose(PID, 0, [{}]);
  bad.splice(16 + 16, 2, 0xff, 0xff);
  expect(say(logOf(bad), "x\0").damage).toEqual(["firehose"]);
});

test.each([
  ["unsupported", "ZBM\x0c packed by iOS 27"],
  ["unsupported", "bvx2 packed as LZFSE"],
  ["malformed", "something else"],
])("tells a packing that is %s", (code, beginning) => {
  expect(() => unpackChunkSet(new TextEncoder().encode(beginning))).toThrow(expect.objectContaining({ code }));
});

test("passes over tens of thousands of empty lines, and ends with a chunk that claims more than there is", () => {
  const empty = firehose(
    PID,
    0,
    Array.from({ length: 100 }, () => ({ kind: 0 })),
  );
  expect(say(logOf(...Array.from({ length: 200 }, () => empty)), "").texts).toEqual([]);
  const log = logOf(firehose(PID, 0, [{}]), [1, 0x60, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]);
  expect(() => say(log, "x\0")).toThrow(FormatError);
});

test("ends every damaged copy with lines or a FormatError", () => {
  const items = [itemText("agent"), itemNumber(1), itemPrivate("p"), itemData([1, 2, 3])];
  const whole = logOf(
    firehose(PID, 0, [{ items }, { items, subsystem: 7 }]),
    oversizeChunk(PID, 5, items),
    stateDump(PID, "t", [1]),
    simpleDump(PID, "s", "t"),
  );
  for (const { bytes, damage } of damaged(whole, { cuts: 80, flips: 600 })) {
    try {
      say(bytes, "%s %d %s %.*P\0");
    } catch (error) {
      expect(error, damage).toBeInstanceOf(FormatError);
    }
  }
});
