import { utf8 } from "../../bytes.ts";
import type { UnixSeconds } from "../../time.ts";
import { stamp } from "./clock.ts";

export type Piece = string | Uint8Array;

/** The lines by which dumpstate and dumpsys part what they print (AOSP dumpstate.cpp, dumpsys.cpp). */
const DASHES = "-".repeat(79);

export interface PrintClock {
  readonly zone: string;
  /** When the section before ended; each takes a little. */
  now: UnixSeconds;
}

export function* command(title: string, run: string, body: Iterable<Piece>): Generator<Piece> {
  yield `------ ${title} (${run}) ------\n`;
  yield* body;
  yield `------ 0.021s was the duration of '${title}' ------\n\n`;
}

/** `name` with its priority before it, where it has one. */
export function* service(name: string, body: Iterable<Piece>, clock: PrintClock, hostPid?: number): Generator<Piece> {
  yield `${DASHES}\nDUMP OF SERVICE ${name}:\n`;
  if (hostPid !== undefined) yield `Service host process PID: ${hostPid}\nThreads in use: 0/31\n`;
  yield* body;
  clock.now += 0.03;
  yield `--------- 0.030s was the duration of dumpsys ${name.replace(/^(?:CRITICAL|HIGH) /, "")}, ending at: ${stamp(clock.now, clock.zone)}\n`;
}

const BATCH = 1 << 16;

/** Pieces of text as bytes, in batches. */
export function* encoded(pieces: Iterable<Piece>): Generator<Uint8Array> {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      if (text !== "") yield utf8(text);
      text = "";
      yield piece;
      continue;
    }
    text += piece;
    if (text.length < BATCH) continue;
    yield utf8(text);
    text = "";
  }
  if (text !== "") yield utf8(text);
}
