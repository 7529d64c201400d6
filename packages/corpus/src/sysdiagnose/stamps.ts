import { createHash } from "node:crypto";
import type { UnixSeconds } from "../time.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** `+0200` */
export const offsetText = (hours: number): string => `${hours < 0 ? "-" : "+"}${two(Math.abs(hours))}00`;

/** `2024-05-01 09:30:00` on the wall of the phone's zone. */
export const localStamp = (at: UnixSeconds, zoneHours: number): string =>
  new Date((Math.floor(at) + zoneHours * 3_600) * 1_000).toISOString().slice(0, 19).replace("T", " ");

/** The same path has the same image: a UUID made of it. */
export function imageUuid(path: string): string {
  const hex = createHash("sha256").update(path).digest("hex").toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-3${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
