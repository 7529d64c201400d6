import type { RecordPair } from "./records.ts";
import type { Trace } from "./traces.ts";

/** A phone that both tools are given, and how each is asked about it. */
export interface Comparison {
  readonly traces: readonly Trace[];
  readonly records: readonly RecordPair[];
  /** What is handed over: relative path -> bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** MVT's command, with what it needs to ask nobody. */
  readonly check: readonly string[];
  /** MVT's package of the modules that run. */
  readonly modules: string;
  /** Rules of ours that tell of the whole phone: their findings name no token. */
  readonly wholePhone: readonly string[];
  /** Records of each are compared one by one. */
  readonly page: PageTexts;
}

/** What the page says beside its tables. */
export interface PageTexts {
  readonly title: string;
  readonly intro: readonly string[];
  readonly cells: readonly string[];
  readonly heuristics: readonly string[];
  readonly innocent: readonly string[];
  readonly levels: readonly string[];
  /** From "## Weak points" on. */
  readonly weakPoints: (proven: readonly string[]) => readonly string[];
}
