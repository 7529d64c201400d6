import { DAY, type UnixSeconds } from "../time.ts";
import { APPS, ordinaryFiles, ordinaryPermissions } from "./belongings.ts";
import { ordinaryBrowsing } from "./browsing.ts";
import { ordinaryConversations } from "./conversations.ts";
import type { Life } from "./life.ts";
import { ordinaryNetwork } from "./network.ts";

export interface OrdinaryInput {
  readonly seed: number;
  readonly to: UnixSeconds;
  /** How far back it remembers; the network accounting may be younger than the rest. */
  readonly days?: number;
  readonly networkDays?: number;
}

/** A life in which nothing happened that this project looks for. */
export function ordinaryLife({ seed, to, days = 110, networkDays = days }: OrdinaryInput): Partial<Life> {
  const span = { seed, from: to - days * DAY, to: to - DAY / 8 };
  return {
    messages: ordinaryConversations(span),
    visits: ordinaryBrowsing(span),
    profileVisits: ordinaryBrowsing({ ...span, seed: seed + 1, from: to - Math.min(days, 20) * DAY }),
    processes: ordinaryNetwork({ seed, from: to - networkDays * DAY, to, apps: APPS }),
    permissions: ordinaryPermissions(seed, to),
    apps: APPS,
    files: ordinaryFiles(seed, to),
  };
}
