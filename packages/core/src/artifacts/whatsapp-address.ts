import type { Observable, Role } from "../model/observable.ts";
import { partyObservable } from "./message-party.ts";

/** A person by number. */
const PERSON = "@s.whatsapp.net";
/** Groups, hidden identities, lists and channels have no number of their own. */
const NUMBERLESS = ["@lid", "@g.us", "@broadcast", "@newsletter", "@status", "@bot", "@call"];

/** The telephone number behind a WhatsApp address ("15550100@s.whatsapp.net", with ":12" before the @ for a companion device). */
export function numberOfAddress(address: string): string | undefined {
  if (!address.endsWith(PERSON)) return undefined;
  const digits = address.slice(0, -PERSON.length).split(":")[0]!;
  return /^\d{5,20}$/.test(digits) ? `+${digits}` : undefined;
}

export const isGroupAddress = (address: string): boolean => address.endsWith("@g.us");

/** The other side, however an app writes it: WhatsApp address, mailto:, tel:, plain. What hides a number says nothing. */
export function addressObservable(address: string, role: Role, circumstances?: Observable["circumstances"]): Observable | undefined {
  const number = numberOfAddress(address);
  if (number !== undefined) return partyObservable(number, role, circumstances);
  if (address.endsWith(PERSON) || NUMBERLESS.some((ending) => address.endsWith(ending))) return undefined;
  return partyObservable(cleaned(address), role, circumstances);
}

/** Spaces that do not break and marks of direction, which the phone puts around numbers it shows. */
const cleaned = (address: string): string =>
  address
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll("\u00a0", " ")
    .trim();
