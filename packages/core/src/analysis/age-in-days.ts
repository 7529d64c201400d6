import { nanosecondsOfIso } from "../model/time.ts";

const DAY = 86_400_000_000_000n;

/** Whole days from one ISO date to another; never negative. */
export const ageInDays = (date: string, asOf: string): number => {
  const [from, to] = [nanosecondsOfIso(date.slice(0, 10)), nanosecondsOfIso(asOf.slice(0, 10))];
  return from === undefined || to === undefined || to < from ? 0 : Number((to - from) / DAY);
};
