/** What debuggerd wrote of a native crash, in either of its two forms. */
export interface Tombstone {
  readonly buildFingerprint?: string;
  readonly architecture?: string;
  /** As written: wall clock, with the zone's offset from Android 11 on. */
  readonly timestamp?: string;
  readonly uptimeSeconds?: number;
  readonly commandLine: readonly string[];
  readonly pid?: number;
  readonly thread?: number;
  readonly uid?: number;
  /** Of the thread that crashed: the kernel's name, 15 characters. */
  readonly threadName?: string;
  /** Between the arrows of the text form: the program, or the name of an app's process. */
  readonly program?: string;
  readonly label?: string;
  readonly signal?: CrashSignal;
  readonly causes: readonly string[];
  readonly abortMessage?: string;
  /** Of the thread that crashed, innermost first. */
  readonly frames: readonly CrashFrame[];
  /** Files mapped into the process, and executable memory that belongs to none. */
  readonly mappings: readonly CrashMapping[];
  readonly openFiles: readonly string[];
}

export interface CrashSignal {
  readonly name: string;
  readonly codeName?: string;
  /** Hexadecimal, as written. */
  readonly faultAddress?: string;
  readonly senderPid?: number;
  readonly senderUid?: number;
}

export interface CrashFrame {
  readonly file: string;
  readonly symbol?: string;
}

export interface CrashMapping {
  readonly name: string;
  readonly isExecutable: boolean;
}

/** Entries kept of one tombstone; what is beyond says no more. */
export const MAX_FRAMES = 256;
export const MAX_MAPPINGS = 20_000;
export const MAX_OPEN_FILES = 10_000;
export const MAX_CAUSES = 32;
/** Longest abort message kept. */
export const MAX_MESSAGE_LENGTH = 16_384;
