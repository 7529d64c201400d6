import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import unifiedLog from "../packages/core/src/artifacts/ios/unified-log.ts";
import { bytesSource, readBytes } from "../packages/core/src/bytes/byte-source.ts";
import { FormatError } from "../packages/core/src/bytes/format-error.ts";
import { readSpeakers } from "../packages/core/src/formats/tracev3/catalog.ts";
import { unpackChunkSet } from "../packages/core/src/formats/tracev3/chunk-set.ts";
import { CATALOG, CHUNK_SET, chunksIn } from "../packages/core/src/formats/tracev3/chunks.ts";
import type { LogItem } from "../packages/core/src/formats/tracev3/items.ts";
import {
  eachLine,
  itemsOf,
  type LineView,
  type LogStrings,
  newWaiting,
  speakersOf,
  textOfLine,
  tickOf,
} from "../packages/core/src/formats/tracev3/lines.ts";
import { integerOf } from "../packages/core/src/formats/tracev3/number-text.ts";
import { openSharedCache } from "../packages/core/src/formats/tracev3/shared-cache.ts";
import { createFormatTable } from "../packages/core/src/formats/tracev3/strings.ts";
import { type BootClock, wallClock } from "../packages/core/src/formats/tracev3/timesync.ts";
import { uuidText } from "../packages/core/src/formats/tracev3/uuid.ts";
import { read } from "../packages/core/src/testing/index.ts";
import { threadOf } from "../packages/core/src/testing/tracev3.ts";
import oracle from "./fixtures/unified-log-by-macos-unifiedlogs.json" with { type: "json" };

/**
 * The published logs, line by line, against what Mandiant's macos-unifiedlogs 0.7.0 (Rust, Apache-2.0) gives for the same bytes. Its output
 * is kept as digests: heads (kind, level, pid, user, thread, activity, subsystem, category), arguments, and texts. The samples come without
 * their tables of format strings; both sides were given made ones, a format for each place by the kinds of the first line that uses it, in
 * files of uuidtext and shared caches of both versions, and a made clock. Formats are of those conversions on which C, Apple and the crate
 * agree: it writes hexadecimal in capitals, unsigned numbers as signed, and cuts `<private>` to a precision. Lines with a text of no
 * length are left out of the texts (Apple's `(null)`, which the crate writes in some places only), and those with arguments elsewhere.
 */
const LOGS = fileURLToPath(new URL("../../shared/public/unified-logs/", import.meta.url));
const isThere = existsSync(LOGS);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(LOGS + name));
const FILES = Object.keys(oracle) as (keyof typeof oracle)[];
const LARGE = "0000000000000f85.tracev3";

const NUMBERS = ["%d", "%{public}lld", "%5d", "%i", "%05d"];
const TEXTS = ["%s", "%{public}s", "%@", "%-12s|", "%{private}@", "%12s"];
/** The format that both sides were given for a place. */
const madeFormat = (place: number, items: readonly LogItem[]): string =>
  [
    `line ${place.toString(16)}`,
    ...items.map(({ kind }, index) => {
      if (kind === "hash") return "%{private}s";
      const choice = kind === "number" ? NUMBERS : TEXTS;
      return choice[(place + index) % choice.length];
    }),
  ].join(" 100%% ");

const NO_STRINGS: LogStrings = { image: () => createFormatTable(undefined), sharedCache: () => createFormatTable(undefined) };

function walk(bytes: Uint8Array, strings: LogStrings, line: (line: LineView) => void): Record<string, number> {
  const source = bytesSource(bytes);
  const counts: Record<string, number> = {};
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const waiting = newWaiting();
  let speakers = speakersOf(new Map(), strings);
  for (const { tag, offset, length } of chunksIn(source)) {
    if (tag === CATALOG) speakers = speakersOf(readSpeakers(readBytes(source, offset, length)), strings);
    if (tag !== CHUNK_SET) continue;
    eachLine(
      unpackChunkSet(readBytes(source, offset, length)),
      { speakers, strings, waiting },
      { line, state: () => count("Statedump Statedump"), simple: () => count("Simpledump Simpledump"), damaged: count },
    );
  }
  return counts;
}

const LEVELS: Readonly<Record<number, string>> = { 0: "Default", 1: "Info", 2: "Debug", 16: "Error", 17: "Fault" };
const homeOf = ({ speaker, head, firehose }: LineView): string => {
  if (head.home === "shared-cache") return `dsc ${speaker.process.cacheUuid}`;
  return head.home === "relative" ? uuidText(firehose.bytes, head.uuidAt) : (speaker.process.imageUuid ?? "");
};
const argumentText = ({ kind, bytes }: LogItem): string => {
  if (bytes === undefined) return "<private>";
  if (kind === "number") return String(integerOf(bytes, true));
  return kind === "hash" ? Buffer.from(bytes).toString("base64") : new TextDecoder().decode(bytes).split("\0")[0]!;
};

/** Formats by the place of each, as they were made for the oracle: one that would reach into the next is a letter. */
function madeStrings(): LogStrings {
  const needed = new Map<string, Map<number, readonly LogItem[]>>();
  for (const file of FILES)
    walk(bytesOf(file), NO_STRINGS, (line) => {
      const { point, head } = line;
      if (point.reference >= 0x8000_0000) return;
      const places = needed.get(homeOf(line)) ?? new Map<number, readonly LogItem[]>();
      needed.set(homeOf(line), places);
      const place = point.reference + head.largeOffset;
      if (!places.has(place)) places.set(place, itemsOf(line));
    });
  const table = (home: string) => {
    const places = needed.get(home) ?? new Map<number, readonly LogItem[]>();
    const order = [...places.keys()].sort((a, b) => a - b);
    const formats = order.map((place, index): [number, string] => {
      const format = madeFormat(place, places.get(place)!);
      return [place, format.length + 1 > (order[index + 1] ?? Infinity) - place ? "x" : format];
    });
    const known = new Map(formats);
    return createFormatTable({ textAt: (place) => known.get(place), imageAt: () => undefined });
  };
  const tables = new Map([...needed.keys()].map((home) => [home, table(home)]));
  const none = createFormatTable(undefined);
  return { image: (uuid) => tables.get(uuid) ?? none, sharedCache: (uuid) => tables.get(`dsc ${uuid}`) ?? none };
}

/** The made clock: a note each ten thousand million ticks, each 1,234,567 nanoseconds further ahead. */
const clockOf = (file: string): BootClock => {
  const [numerator, denominator] = file === LARGE ? [125, 3] : [1, 1];
  const start = 1_640_000_000_000_000_000n;
  const note = (index: number) => {
    const tick = BigInt(index) * 10_000_000_000n;
    return { tick, nanoseconds: start + (tick * BigInt(numerator)) / BigInt(denominator) + BigInt(index) * 1_234_567n };
  };
  return { bootUuid: "", numerator, denominator, bootNanoseconds: start, syncs: Array.from({ length: 400 }, (_, index) => note(index)) };
};
/** The crate reckons in doubles, which hold some hundred nanoseconds at such a time; ours are whole. */
const DOUBLE_NANOSECONDS = 1_024n;

test.skipIf(!isThere).each(FILES)(
  "%s: every line is that of the other reader, in its head, its arguments, its text and its time",
  (file) => {
    const expected = oracle[file];
    const [heads, values, texts] = [createHash("sha256"), createHash("sha256"), createHash("sha256")];
    const levels: Record<string, number> = {};
    const clock = clockOf(file);
    const late: unknown[] = [];
    let [lines, oversize] = [0, 0];
    const counts = walk(bytesOf(file), madeStrings(), (line) => {
      const { speaker, point, head } = line;
      const { pid, euid } = speaker.process;
      const kind = `Log ${LEVELS[point.level]}`;
      levels[kind] = (levels[kind] ?? 0) + 1;
      const { subsystem, category } = speaker.process.subsystem(head.subsystem) ?? { subsystem: "", category: "" };
      heads.update(`${kind} ${pid} ${euid} ${threadOf(line)} ${head.activity} ${subsystem} ${category}\n`);
      const items = itemsOf(line);
      const isEmpty = items.some(({ kind, bytes }) => (kind === "text" || kind === "object") && bytes?.length === 0);
      if (head.oversize === 0) values.update(`${JSON.stringify(items.map(argumentText))}\n`);
      else oversize++;
      // The crate leaves the frame away that Apple puts around a hash.
      if (!isEmpty && head.oversize === 0) texts.update(`${textOfLine(line)?.replace(/<mask\.hash: '([^']*)'>/g, "$1")}\n`);
      const time = (expected.times as Record<string, number>)[lines++];
      if (time === undefined) return;
      const difference = wallClock(clock, tickOf(line)) - BigInt(time);
      if (difference > DOUBLE_NANOSECONDS || difference < -DOUBLE_NANOSECONDS) late.push([lines, difference]);
    });
    expect(late).toEqual([]);
    expect({ ...counts, ...levels }).toEqual(expected.counts);
    expect(oversize).toBe(expected.oversize);
    expect([heads, values, texts].map((hash) => hash.digest("hex"))).toEqual([expected.heads, expected.arguments, expected.texts]);
  },
  60_000,
);

test.skipIf(!isThere)("published strings of shared caches are found in both versions, with the image that holds them", () => {
  for (const [name, ranges] of [
    ["dsc-version1", 252],
    ["dsc-version2", 263],
  ] as const) {
    const bytes = bytesOf(`uuidtext/dsc/${name}`);
    const view = new DataView(bytes.buffer);
    const table = openSharedCache(bytesSource(bytes));
    const isOld = view.getUint16(4, true) === 1;
    let found = 0;
    let empty = 0;
    for (let range = 0; range < view.getUint32(8, true); range++) {
      const at = 16 + range * (isOld ? 16 : 24);
      const place = isOld ? view.getUint32(at + 4, true) : Number(view.getBigUint64(at, true));
      const [stringsAt, size] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
      if (size === 0) {
        empty++;
        continue;
      }
      const end = bytes.indexOf(0, stringsAt);
      expect(table.textAt(place)).toBe(new TextDecoder().decode(bytes.subarray(stringsAt, end)));
      expect(table.imageAt(place)?.path).toMatch(/^\//);
      found++;
    }
    expect([name, found + empty]).toEqual([name, ranges]);
    expect(found).toBeGreaterThan(200);
  }
});

test.skipIf(!isThere)("a published log of an iPad names what its programs opened and fetched, and nothing of it is an alarm", async () => {
  const path = `/private/var/db/diagnostics/Persist/${LARGE}`;
  const { records, problems, notes, error } = await read(unifiedLog, { [path]: bytesOf(LARGE) });
  expect(error).toBeUndefined();
  // The sample's boot is not among its published clocks, and its images are not among its published strings.
  expect(problems.map(({ problem }) => problem.problem.message)).toEqual(["artifacts/ios/unified-log-processes/no-clock"]);
  expect(notes.map(({ problem }) => problem.params)).toEqual([
    { lines: 8_654, kept: records.length },
    { count: 8_158, lines: 8_654 },
  ]);
  expect(new Set(records.map(({ why }) => why))).toEqual(new Set(["names"]));
  expect(records.flatMap(({ links = [] }) => links)).toContain("https://mesu.apple.com/assets/");
  expect(records.flatMap(({ paths = [] }) => paths)).toContain("/private/var/MobileAsset/AssetsV2");
});

test.skipIf(!isThere)(
  "a published log that is cut at each kilobyte, or has a byte changed, ends with lines or a FormatError",
  async () => {
    const whole = bytesOf(LARGE).subarray(0, 160_000);
    const outcomes = { read: 0, damaged: 0 };
    const attempt = (bytes: Uint8Array): void => {
      try {
        walk(bytes, NO_STRINGS, (line) => void textOfLine(line));
        outcomes.read++;
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        outcomes.damaged++;
      }
    };
    for (let end = 1_024; end < whole.length; end += 1_024) attempt(whole.subarray(0, end));
    for (let flip = 0; flip < 200; flip++) {
      const copy = whole.slice();
      copy[(flip * 7_919) % copy.length]! ^= 1 << (flip % 8);
      attempt(copy);
    }
    expect(outcomes.damaged).toBeGreaterThan(100);
  },
  60_000,
);
