import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";

export const tracev3Error = (code: FormatErrorCode, detail: string, offset?: number): FormatError =>
  new FormatError("tracev3", code, detail, offset === undefined ? {} : { offset });
