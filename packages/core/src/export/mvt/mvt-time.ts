import { toIso } from "../../model/time.ts";
import { type Fields, isFields, memberOf, textMember } from "../stored-line.ts";

/** MVT's way of writing a time: UTC without a zone, six decimals; no time is an empty text. */
export const mvtTime = (iso: string): string => iso.replace("T", " ").replace("Z", "");

const NANOSECONDS = /^-?\d{1,19}$/;

/** A time of one of our records; empty where there is none, or where only a phone's own clock tells it. */
export function timeMember(fields: Fields, key: string): string {
  const time = memberOf(fields, key);
  if (!isFields(time) || textMember(time, "clock") !== "utc") return "";
  const earliest = textMember(time, "earliest") ?? "";
  return NANOSECONDS.test(earliest) ? mvtTime(toIso(earliest, "microsecond")) : "";
}
