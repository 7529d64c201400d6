import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";

export function failTypedstream(code: FormatErrorCode, detail: string, offset?: number): never {
  throw new FormatError("typedstream", code, detail, offset === undefined ? {} : { offset });
}
