import { artifacts, namedZone, type Redaction } from "@bridle/core";
import type { PasswordFlags } from "../password.ts";
import { usage } from "../usage-error.ts";

/** Options of `check`, as commander gives them. */
export interface CheckFlags extends PasswordFlags {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
  readonly storedIndicators: boolean;
  readonly output?: string;
  /** An age identity file. */
  readonly identity?: string;
  readonly only: readonly string[];
  readonly scope: "all" | "device";
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  readonly redact?: Redaction;
  readonly consent?: string;
  readonly note?: string;
  readonly asOf?: string;
  readonly timezone?: string;
  /** All paths are of one phone, and make one case. */
  readonly samePhone?: boolean;
  readonly workers?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const MAX_WORKERS = 16;

/** Throws UsageError where an option says what cannot be. */
export function refuseBadFlags(flags: CheckFlags): void {
  const unknown = flags.only.find((id) => !artifacts.some((artifact) => artifact.id === id));
  if (unknown !== undefined) throw usage("no-such-artifact", { id: unknown });
  if (flags.asOf !== undefined && !isDate(flags.asOf)) throw usage("not-a-date", { value: flags.asOf });
  if (flags.timezone !== undefined && namedZone(flags.timezone) === undefined) throw usage("no-such-zone", { value: flags.timezone });
  if (flags.workers !== undefined && workersOf(flags) === undefined)
    throw usage("not-a-count", { value: flags.workers, most: MAX_WORKERS });
  if (flags.consent?.trim()) return;
  if (flags.records === "all") throw usage("consent-needed", { option: "--records all" });
  if (flags.timeline === "all") throw usage("consent-needed", { option: "--timeline all" });
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

export function workersOf({ workers }: CheckFlags): number | undefined {
  const count = Number(workers);
  return Number.isInteger(count) && count >= 1 && count <= MAX_WORKERS ? count : undefined;
}
