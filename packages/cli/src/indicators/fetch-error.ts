import { type Message, message } from "@bridle/core";

/** Why a set or the index could not be had: branch on the code, never on text. */
export type FetchErrorCode =
  | "host" // an address that is not among those that may be contacted
  | "not-https"
  | "redirects"
  | "status"
  | "too-large"
  | "all-too-large"
  | "too-many"
  | "cut-off"
  | "type"
  | "timeout"
  | "connection"
  | "proxy" // named, and this Node cannot use one
  | "index"
  | "index-empty"
  | "set"
  | "set-empty"
  | "file"
  | "busy";

export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly code: FetchErrorCode;
  readonly why: Message;

  constructor(code: FetchErrorCode, params: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(`update: ${code}`, { cause });
    this.code = code;
    this.why = message(`indicators-command/fault-${code}`, params);
  }
}
