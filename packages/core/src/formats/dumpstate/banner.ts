import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";

/** What the first lines of a dump say (AOSP dumpstate.cpp, PrintHeader). */
export interface DumpBanner {
  /** When it began, by the phone's wall clock. */
  readonly at?: string;
  readonly build?: string;
  readonly fingerprint?: string;
  readonly sdk?: string;
}

/** Bytes in which the first lines are looked for. Kernel command lines alone take some kilobytes. */
const BANNER_BYTES = 1 << 16;

/** Samsung's name for its own dump has a capital S. */
const BEGINNING = /^=+\r?\n== dump[sS]tate: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\r?$/m;
const SERVICES = /^Currently running services:\r?$/m;
const FIRST_SERVICE = /^-{79}\r?\nDUMP OF SERVICE /m;

const beginningOf = (source: ByteSource, length: number): string => new TextDecoder().decode(readBytes(source, 0, length));

/** Where text that is a dump says so; a few vendors print lines of their own before. */
const MARK_BYTES = 1 << 12;

/** Whether a text is a bug report's, or the output of `dumpsys`. */
export function beginsDump(source: ByteSource): boolean {
  const text = beginningOf(source, MARK_BYTES);
  return BEGINNING.test(text) || SERVICES.test(text) || FIRST_SERVICE.test(text);
}

export function readBanner(source: ByteSource): DumpBanner {
  const text = beginningOf(source, BANNER_BYTES);
  const valueAt = (expression: RegExp): string | undefined => expression.exec(text)?.[1]?.trim();
  const banner = {
    at: BEGINNING.exec(text)?.[1],
    build: valueAt(/^Build: (.{1,200}?)\r?$/m),
    fingerprint: valueAt(/^Build fingerprint: '?(.{1,400}?)'?\r?$/m),
    sdk: valueAt(/^Android SDK version: (\d{1,4})\r?$/m),
  };
  return Object.fromEntries(Object.entries(banner).filter(([, value]) => value !== undefined)) as DumpBanner;
}
