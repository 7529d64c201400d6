import type { Indicator } from "../model/indicator.ts";
import { IndicatorError } from "./indicator-error.ts";
import { createNumberList } from "./number-list.ts";

/** All that an indicator says beside its value: thousands say the same, and share it. */
export type About = Omit<Indicator, "value" | "pattern">;

/**
 * Indicators as columns: a hundred thousand objects cost more to make, and to pass by whenever memory is tidied, than to read. An
 * indicator is put together when somebody asks for it.
 */
export interface IndicatorColumns {
  readonly length: number;
  readonly abouts: readonly About[];
  /** Number of its About, by indicator, as are all that follow. */
  readonly aboutOf: Uint32Array;
  /** The value stands in the text from here to there, as published. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly text: string;
  /** What stands in front of values in patterns of the plain form (`[domain-name:value='`), and other patterns as a whole. */
  readonly patterns: readonly string[];
  /** 0 for no pattern, n + 1 for a plain one that begins with patterns[n], -n - 1 for patterns[n] as it is. */
  readonly patternOf: Int32Array;
  /** Position in KEY_KINDS + 1 where the value is its own normalized form and only key; 0 where it has to be normalized. */
  readonly keyKinds: Uint8Array;
}

/** Behind the value in a pattern of the plain form. */
export const ENDING = "']";
/** Letters of all values. Engines hold about 512 million in one text. */
const MAX_LETTERS = 400 * 1024 * 1024;

export function indicatorAt(columns: IndicatorColumns, number: number): Indicator {
  const value = valueAt(columns, number);
  const pattern = patternAt(columns, number, value);
  const about = columns.abouts[columns.aboutOf[number]!]!;
  return pattern === undefined ? { ...about, value } : { ...about, value, pattern };
}

export const valueAt = ({ text, starts, ends }: IndicatorColumns, number: number): string => text.slice(starts[number]!, ends[number]!);

function patternAt({ patterns, patternOf }: IndicatorColumns, number: number, value: string): string | undefined {
  const of = patternOf[number]!;
  if (of === 0) return undefined;
  return of > 0 ? patterns[of - 1]! + value + ENDING : patterns[-of - 1]!;
}

export const allIndicators = (columns: IndicatorColumns): Indicator[] =>
  Array.from({ length: columns.length }, (_, number) => indicatorAt(columns, number));

export function toColumns(indicators: readonly Indicator[]): IndicatorColumns {
  const columns = createColumns();
  for (const indicator of indicators) columns.add(indicator);
  return columns.finish();
}

/** Where it `isCompact`, nothing of the text is kept but the values. */
export function joinedColumns(all: readonly IndicatorColumns[], { isCompact = false } = {}): IndicatorColumns {
  const columns = createColumns();
  for (const one of all) columns.addAll(one, undefined, isCompact);
  return columns.finish();
}

/** Gathers columns. Texts are kept as they come; places in them are counted from the first. */
export interface ColumnsBuilder {
  add(indicator: Indicator): void;
  /** Adds columns under the id of a pack. Where `isCompact`, nothing of their text but the values. */
  addAll(columns: IndicatorColumns, pack?: string, isCompact?: boolean): void;
  /** Where the text begins. */
  addText(text: string): number;
  addSpan(about: number, from: number, to: number, patternOf: number, keyKind: number): void;
  aboutNumber(about: About): number;
  /** As `patternOf` has it. */
  plainPattern(beginning: string): number;
  finish(): IndicatorColumns;
}

export function createColumns(): ColumnsBuilder {
  const aboutOf = createNumberList();
  const starts = createNumberList();
  const ends = createNumberList();
  const patternOf = createNumberList();
  const keyKinds = createNumberList();
  const pieces: string[] = [];
  const abouts = createAbouts();
  const patterns = createNumbers();
  let letters = 0;

  const addText = (text: string): number => {
    const at = letters;
    letters += text.length;
    if (letters > MAX_LETTERS) throw new IndicatorError("too-large", `more than ${MAX_LETTERS} letters of values`);
    pieces.push(text);
    return at;
  };
  const addSpan: ColumnsBuilder["addSpan"] = (about, from, to, pattern, keyKind) => {
    aboutOf.push(about);
    starts.push(from);
    ends.push(to);
    patternOf.push(pattern);
    keyKinds.push(keyKind);
  };
  const plainPattern = (beginning: string): number => patterns.of(beginning) + 1;
  const patternNumber = (pattern: string | undefined, value: string): number => {
    if (pattern === undefined) return 0;
    const beginning = pattern.slice(0, Math.max(0, pattern.length - value.length - ENDING.length));
    return beginning + value + ENDING === pattern ? plainPattern(beginning) : -patterns.of(pattern) - 1;
  };
  return {
    add(indicator) {
      const { value, pattern } = indicator;
      const from = addText(value);
      addSpan(abouts.of(indicator), from, letters, patternNumber(pattern, value), 0);
    },
    addAll(columns, pack, isCompact = false) {
      const numbers = columns.abouts.map((about) => abouts.of(pack === undefined || about.pack === pack ? about : { ...about, pack }));
      const patternNumbers = columns.patterns.map(patterns.of);
      const base = isCompact ? 0 : addText(columns.text);
      for (let number = 0; number < columns.length; number++) {
        const old = columns.patternOf[number]!;
        const own = Math.sign(old) * (old === 0 ? 0 : patternNumbers[Math.abs(old) - 1]! + 1);
        const length = columns.ends[number]! - columns.starts[number]!;
        const from = isCompact ? addText(valueAt(columns, number)) : base + columns.starts[number]!;
        addSpan(numbers[columns.aboutOf[number]!]!, from, from + length, own, columns.keyKinds[number]!);
      }
    },
    addText,
    addSpan,
    aboutNumber: abouts.of,
    plainPattern,
    finish: () => ({
      length: starts.count(),
      abouts: abouts.list,
      aboutOf: new Uint32Array(aboutOf.finish().buffer),
      starts: new Uint32Array(starts.finish().buffer),
      ends: new Uint32Array(ends.finish().buffer),
      text: pieces.join(""),
      patterns: patterns.list,
      patternOf: patternOf.finish(),
      keyKinds: new Uint8Array(keyKinds.finish()),
    }),
  };
}

/** Texts by number, each once. */
function createNumbers() {
  const numbers = new Map<string, number>();
  const list: string[] = [];
  let last: string | undefined;
  let lastNumber = 0;
  return {
    list,
    of(text: string): number {
      if (text === last) return lastNumber;
      last = text;
      lastNumber = numbers.get(text) ?? list.push(text) - 1;
      numbers.set(text, lastNumber);
      return lastNumber;
    },
  };
}

const ABOUT_MEMBERS = [
  "type",
  "isAlternative",
  "pack",
  "families",
  "domainRole",
  "publisher",
  "references",
  "validFrom",
  "validUntil",
  "confidence",
  "tlp",
] as const satisfies readonly (keyof About)[];

/** Equal ones are one. Those that follow each other share their lists, which is seen at once. */
function createAbouts() {
  const numbers = new Map<string, number>();
  const list: About[] = [];
  let last: About | undefined;
  let lastNumber = 0;
  return {
    list,
    /** Of an indicator too, of which only its About is kept. */
    of(about: About | Indicator): number {
      const before = last;
      if (before !== undefined && ABOUT_MEMBERS.every((member) => before[member] === about[member])) return lastNumber;
      const key = JSON.stringify(ABOUT_MEMBERS.map((member) => about[member]));
      last = about;
      lastNumber = numbers.get(key) ?? list.push(aboutAlone(about)) - 1;
      numbers.set(key, lastNumber);
      return lastNumber;
    },
  };
}

function aboutAlone(given: About | Indicator): About {
  if (!("value" in given)) return given;
  const { value: _, pattern: __, ...about } = given;
  return about;
}
