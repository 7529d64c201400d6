import type { Observable, Role } from "../model/observable.ts";

const SCHEMES = ["mailto:", "tel:", "sip:"];

/** The other side of a message as an observable: an e-mail address or a telephone number; names of senders and business ids are neither. */
export function partyObservable(handle: string, role: Role, circumstances?: Observable["circumstances"]): Observable | undefined {
  const scheme = SCHEMES.find((prefix) => handle.startsWith(prefix));
  const value = scheme ? handle.slice(scheme.length) : handle;
  const type = value.includes("@") ? "email-addr:value" : isNumber(value) ? "phone-number:value" : undefined;
  return type && { type, role, value, ...(circumstances && { circumstances }) };
}

const PLUS = 43;
const ZERO = 48;
const NINE = 57;
const SEPARATORS = " -().";
/** Three digits are an emergency call, fewer no number. */
const MIN_DIGITS = 3;

const isNumber = (value: string): boolean => {
  let digits = 0;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code >= ZERO && code <= NINE) digits++;
    else if (!(code === PLUS && index === 0) && !SEPARATORS.includes(value[index]!)) return false;
  }
  return digits >= MIN_DIGITS;
};
