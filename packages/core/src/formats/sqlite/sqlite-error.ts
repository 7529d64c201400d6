import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";

export const sqliteError = (code: FormatErrorCode, detail: string, options: { offset?: number; cause?: unknown } = {}): FormatError =>
  new FormatError("sqlite", code, detail, options);

/** The bytes under a database could not be had: a file that vanished, a key that does not fit. */
export const unreadableSource = (cause: unknown, offset: number): FormatError =>
  sqliteError(cause instanceof FormatError ? cause.code : "malformed", "the bytes of the database could not be read", { offset, cause });
