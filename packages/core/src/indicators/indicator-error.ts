/** Why a whole indicator file could not be read: branch on the code, never on text. */
export const INDICATOR_ERROR_CODES = [
  "empty", // nothing in it
  "too-large",
  "not-text", // neither JSON nor a list of lines
  "not-json", // begins like JSON and is none
  "not-indicators", // JSON, but neither a STIX bundle nor a list of STIX objects
] as const;
export type IndicatorErrorCode = (typeof INDICATOR_ERROR_CODES)[number];

export class IndicatorError extends Error {
  override readonly name = "IndicatorError";
  readonly code: IndicatorErrorCode;

  constructor(code: IndicatorErrorCode, detail: string, options: { cause?: unknown } = {}) {
    super(`indicators: ${detail}`, options);
    this.code = code;
  }
}
