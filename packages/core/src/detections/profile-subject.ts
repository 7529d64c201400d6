import type { InstalledProfile } from "../artifacts/ios/configuration-profiles.ts";
import type { PayloadEffect } from "../artifacts/profile-payloads.ts";
import type { Subject } from "./detection.ts";

/** The profile as indicators name it; one that names itself in no way is told by a word. */
export function subjectOfProfile({ identifier, uuid }: InstalledProfile): Subject {
  const value = identifier ?? uuid;
  return value === undefined ? "unnamed-profile" : { type: "configuration-profile:id", value };
}

/** What a person would call it. */
export const nameOfProfile = ({ title, identifier, uuid }: InstalledProfile): string => title ?? identifier ?? uuid ?? "";

/** What lets somebody else read, redirect or order what the phone does. */
const INTRUSIVE: readonly PayloadEffect[] = [
  "root-certificate",
  "management",
  "vpn",
  "proxy",
  "name-server",
  "content-filter",
  "relay",
  "enrollment",
];

/** The intrusive effects of a profile, each once, in one order. */
export const intrusiveEffects = ({ payloads }: InstalledProfile): readonly PayloadEffect[] =>
  INTRUSIVE.filter((effect) => payloads.some((payload) => payload.effect === effect));
