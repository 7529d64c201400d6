import batteryDaily, { type DailyPackageChange } from "../artifacts/android/battery-daily.ts";
import type { FoldDetection, HitWithRecords, SourcedRecord } from "./detection.ts";

export type DailyChange = SourcedRecord<DailyPackageChange>;
type Changes = Map<string, DailyChange[]>;

/** Apps, and what is kept of each; ten days of a phone name some hundred apps a few times each. */
const STATE_LIMIT = 20_000;
const MAX_CHANGES_OF_APP = 64;

/** What a rule over the daily statistics shares with others: the changes of each app, in the order of the text. */
export const foldByApp = (
  hitsOf: (app: string, changes: readonly DailyChange[]) => readonly HitWithRecords[],
): Pick<FoldDetection<DailyPackageChange, Changes>, "reads" | "stateLimit" | "start" | "step" | "end" | "size"> => ({
  reads: batteryDaily,
  stateLimit: STATE_LIMIT,
  start: () => new Map(),
  step(changes, record) {
    const known = changes.get(record.data.packageName) ?? [];
    changes.set(record.data.packageName, known);
    if (known.length < MAX_CHANGES_OF_APP) known.push(record);
  },
  end: (changes) => [...changes].flatMap(([app, records]) => hitsOf(app, records)),
  size: (changes) => changes.size,
});
