import { type Generation, isSince } from "../ios/phone.ts";
import { createRandom, type Random, seedFor } from "../random.ts";
import { DAY, type UnixSeconds } from "../time.ts";
import type { CanaryPlace } from "./canaries.ts";

export interface EverydayInput {
  readonly generation: Generation;
  readonly seed: number;
  /** The moment of the backup. */
  readonly to: UnixSeconds;
  /** How long the phone has been in use. */
  readonly days: number;
  /** A private word that belongs to this phone alone. */
  readonly token: (place: CanaryPlace) => string;
}

/** Moments between the first day and some hours before the backup, in order; so many for each day, and one at least. */
export function momentsOf({ seed, to, days }: EverydayInput, purpose: string, perDay: number): { moments: UnixSeconds[]; random: Random } {
  const random = createRandom(seedFor(seed, purpose));
  const moments = Array.from(
    { length: Math.max(1, Math.round(days * perDay)) },
    () => to - DAY / 8 - random.fraction() * (days - 0.25) * DAY,
  );
  return { moments: moments.sort((a, b) => a - b), random };
}

export const isRecent = ({ generation }: EverydayInput): boolean => isSince(generation, "ios15");
