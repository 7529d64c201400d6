/** Why bytes could not be read: branch on the code, never on text. */
export type FormatErrorCode =
  | "truncated" // the bytes end too early
  | "malformed" // against the format
  | "unsupported" // a form of the format we do not read
  | "limit" // a named limit of ours was reached
  | "not-this-format"; // the magic is another's

/** Bytes that are not what their format says. Thrown by formats, caught by the runner alone. */
export class FormatError extends Error {
  override readonly name = "FormatError";
  readonly format: string;
  readonly code: FormatErrorCode;
  /** Byte offset of the trouble, where it is known. */
  readonly offset: number | undefined;

  constructor(format: string, code: FormatErrorCode, detail: string, options: { offset?: number; cause?: unknown } = {}) {
    super(`${format}: ${detail}${options.offset === undefined ? "" : ` at byte ${options.offset}`}`, { cause: options.cause });
    this.format = format;
    this.code = code;
    this.offset = options.offset;
  }
}
