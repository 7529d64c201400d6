import type { WantedLines } from "../../formats/text/find-lines.ts";
import type { TextLine } from "../../formats/text/read-lines.ts";
import { between, type EvidenceTime } from "../../model/time.ts";
import { localTime } from "../android-clock.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { appObservable, indentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** An app that was installed, updated or removed on a day. */
export interface DailyPackageChange {
  /** The statistics call an installation an update, too. */
  readonly packageChange: "update" | "uninstall";
  readonly packageName: string;
  readonly versionNumber?: string;
  /** The span that the day's block covers. */
  readonly day?: EvidenceTime;
  /** In the block of the day that was not over. */
  readonly isCurrentDay: boolean;
}

const CURRENT = /^ {2}Current start time: (\d{4}(?:-\d\d){5})/;
const DAILY = /^ {2}Daily from (\d{4}(?:-\d\d){5}) to (\d{4}(?:-\d\d){5}):/;
/** Before the first day stands the history, which is longer than all the rest. */
const WANTED: WantedLines = { texts: ["Current start time: ", "Daily from "], andAfter: () => true };
const CHANGES = /^\s*Package changes:\s*$/;
const CHANGE = /^\s+(Update|Uninstall) (\S{1,255})(?: vers=(\d{1,19}))?\s*$/;

export default defineArtifact<DailyPackageChange>({
  id: "android/battery-daily",
  version: 1,
  paths: [
    "bridle:/dumpsys/batterystats", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/BatteryStats.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file, WANTED), (found) => dailyReader(found, context)),

  observables: ({ packageName }) => [appObservable(packageName, "listed")],
  events: ({ day, packageChange, packageName, versionNumber = "" }) =>
    day
      ? [
          packageChange === "uninstall"
            ? { time: day, kind: "uninstall", message: "artifacts/android/battery-daily/uninstall", params: { app: packageName } }
            : {
                time: day,
                kind: "update",
                message: "artifacts/android/battery-daily/update",
                params: { app: packageName, version: versionNumber },
              },
        ]
      : [],
});

interface Day {
  readonly day: EvidenceTime | undefined;
  readonly isCurrentDay: boolean;
}

function dailyReader(found: Found<DailyPackageChange>, context: ParseContext): LineReader {
  let day: Day | undefined;
  let isChanges = false;
  return {
    see(line) {
      const { text } = line;
      const next = dayOf(text, context);
      if (next) {
        day = next;
        isChanges = false;
      } else if (text.trim() === "") return;
      else if (!text.startsWith(" ")) day = undefined;
      else if (day && CHANGES.test(text)) isChanges = true;
      else if (day && isChanges && !addChange(found, line, day)) {
        // The lists of charge steps stand at the depth of the title; a change that cannot be read stands below it.
        if (indentOf(text) > 4) skipLine(context, line);
        else isChanges = false;
      }
    },
  };
}

/** A day is closed at three in the morning at the latest (NEXT_MAX_DAILY_DEADLINE): the one under way may last so many hours. */
const LONGEST_DAY_NANOSECONDS = 27n * 3_600_000_000_000n;

function dayOf(text: string, { acquisition }: ParseContext): Day | undefined {
  const time = (written: string): EvidenceTime | undefined => timeOfStamp(written, acquisition.zone);
  const current = CURRENT.exec(text)?.[1];
  if (current !== undefined) return { day: underWay(time(current)), isCurrentDay: true };
  const [, from, to] = DAILY.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [begin, end] = [time(from), time(to)];
  return {
    day: begin && end && BigInt(end.latest) >= BigInt(begin.earliest) ? between(begin, end, `${from} to ${to}`) : begin,
    isCurrentDay: false,
  };
}

const underWay = (begin: EvidenceTime | undefined): EvidenceTime | undefined =>
  begin && between(begin, { ...begin, latest: String(BigInt(begin.earliest) + LONGEST_DAY_NANOSECONDS) }, begin.raw);

function addChange(found: Found<DailyPackageChange>, line: TextLine, { day, isCurrentDay }: Day): boolean {
  const [, word, packageName, versionNumber] = CHANGE.exec(line.text) ?? [];
  if (packageName === undefined) return false;
  const packageChange = word === "Uninstall" ? "uninstall" : "update";
  found(line, { packageChange, packageName, ...optional("versionNumber", versionNumber), ...optional("day", day), isCurrentDay });
  return true;
}

/** `2022-08-24-12-33-11`, since some version with milliseconds. */
export function timeOfStamp(text: string, zone: string | undefined): EvidenceTime | undefined {
  const parts = text.split("-").map(Number);
  const [year, month, day, hour, minute, second, millisecond] = parts as [number, number, number, number, number, number, number?];
  const fields = { year, month, day, hour, minute, second, nanosecond: (millisecond ?? 0) * 1_000_000 };
  return localTime(fields, millisecond === undefined ? "second" : "millisecond", text, zone);
}
