import type { Locator } from "../model/locator.ts";
import type { ParseContext } from "./artifact.ts";
import { linksIn } from "./found-links.ts";

/** What a text of a line names: links and hosts, and files outside the system's own sealed folders. */
export interface NamedThings {
  readonly urls: readonly string[];
  readonly paths: readonly string[];
}

/** Below the data volume, temporary folders, and those of jailbreaks. The system's own volume is sealed: what it holds is the same on all phones. */
const WRITABLE = "(?:private/|var/|tmp/|etc/|Library/|usr/local/|cores/|opt/|jb/|Users/)";
const PATH_IN_TEXT = new RegExp(`(?:^|[^\\w./-])(?:file://)?(/${WRITABLE}[^\\s"'<>()[\\]{},;|*]+)`, "g");
const WHOLE_PATH = new RegExp(`^/${WRITABLE}[^\\n]+$`);
/** PATH_MAX of Darwin. */
const MAX_PATH = 1_024;
const MAX_PATHS = 256;
const NONE: readonly string[] = [];

export function namesIn(context: ParseContext, at: Locator, text: string): NamedThings {
  return { urls: hostsIn(context, at, text), paths: text.includes("/") ? pathsIn(context, text) : NONE };
}

const hostsIn = (context: ParseContext, at: Locator, text: string): readonly string[] => [
  ...new Set(linksIn(context, at, text).map(({ url }) => url)),
];

function pathsIn(context: ParseContext, text: string): readonly string[] {
  // A text that is a path and nothing else may hold spaces.
  if (text.length <= MAX_PATH && WHOLE_PATH.test(text) && !text.includes(": ")) return [context.canonical(text)];
  const paths = new Set<string>();
  for (const [, path] of text.matchAll(PATH_IN_TEXT)) {
    if (paths.size >= MAX_PATHS) break;
    if (path!.length <= MAX_PATH) paths.add(context.canonical(path!.replace(/[.:!?]+$/, "")));
  }
  return [...paths];
}

const MIN_RUN = 6;
const MAX_RUNS = 4_096;

/** Texts in data of any form (property lists, protocol buffers): runs of letters of ASCII. */
export function asciiRuns(bytes: Uint8Array): readonly string[] {
  const runs: string[] = [];
  for (let at = 0; at < bytes.length && runs.length < MAX_RUNS; at++) {
    const from = at;
    while (at < bytes.length && bytes[at]! >= 32 && bytes[at]! < 127) at++;
    if (at - from >= MIN_RUN) runs.push(String.fromCharCode(...bytes.subarray(from, Math.min(at, from + MAX_PATH * 4))));
  }
  return runs;
}
