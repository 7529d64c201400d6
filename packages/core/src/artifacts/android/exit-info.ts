import type { WantedLines } from "../../formats/text/find-lines.ts";
import type { TextLine } from "../../formats/text/read-lines.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { isPackageName } from "../android-components.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { keyValues, wholeNumber } from "../key-values.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { type Draft, optional } from "../optional-field.ts";
import { processObservables } from "../process-observables.ts";

/** How a process of an app ended. */
export interface ProcessExit {
  readonly ended?: EvidenceTime;
  readonly packageName?: string;
  readonly process: string;
  readonly pid: number;
  readonly uid?: number;
  /** The system's word for it: `CRASH(NATIVE)`, `LOW_MEMORY`, `USER REQUESTED` … */
  readonly exitReason: string;
  readonly exitSubreason?: string;
  /** Exit code, or the number of the signal. */
  readonly exitStatus?: number;
  readonly description?: string;
}

const BEGIN = /^\s*ApplicationExitInfo #\d+:/;
const PACKAGE = /^\s*package: (\S+)$/;
/** Where the list ends: the next part of the service's dump. */
const PART = /^ACTIVITY MANAGER |^-{20,}/;
const EXIT_PART = /^ACTIVITY MANAGER .*EXIT INFO/;
/** The service's dump is the longest of all, and the list a small part of it. */
const WANTED: WantedLines = {
  texts: ["ACTIVITY MANAGER ", "-".repeat(20)],
  andAfter: (line, were) => (PART.test(line) ? EXIT_PART.test(line) : were),
};
const TIME = /timestamp=(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)/;
const REASON = /\breason=\d+ \((.*?)\)(?= subreason=| status=|$)(?: subreason=\d+ \((.*?)\)(?= status=|$))?/;
const DESCRIPTION = /\bdescription=(.*?)(?: state=| trace=|$)/;
const PROCESS = /^\s*process=(.*?)(?: reason=|$)/;
/** Lines of one entry: four, or one for each field in the first releases. */
const MAX_ENTRY_LINES = 24;
/** What stands beyond is a description that an app made long. */
const MAX_ENTRY_LENGTH = 8_192;

export default defineArtifact<ProcessExit>({
  id: "android/exit-info",
  version: 1,
  paths: [
    "bridle:/dumpsys/activity", // Android 11 on; AOSP's ApplicationExitInfo.dump
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/reference/android/app/ApplicationExitInfo"],

  parse: (file, context) => linewise(context.lines(file, WANTED), (found) => exitReader(found, context)),

  observables: ({ process, packageName }) => [
    ...processObservables(process),
    ...(packageName === undefined || process.startsWith(packageName) ? [] : [{ type: "app:id", role: "ran", value: packageName } as const]),
  ],
  events: ({ ended, process, exitReason }) =>
    ended
      ? [
          {
            time: ended,
            kind: /CRASH/.test(exitReason) ? "crash" : "process",
            message: "artifacts/android/exit-info/ended",
            params: { process, reason: exitReason },
          },
        ]
      : [],
});

interface Open {
  readonly line: TextLine;
  readonly packageName: string | undefined;
  readonly lines: string[];
}

function exitReader(found: Found<ProcessExit>, context: ParseContext): LineReader {
  let isInside = false;
  let packageName: string | undefined;
  let open: Open | undefined;
  const close = (): void => {
    const exit = open && exitOf(open, context.acquisition.zone);
    if (open && exit) found(open.line, exit);
    else if (open) skipLine(context, open.line);
    open = undefined;
  };
  return {
    see(line) {
      if (PART.test(line.text)) {
        close();
        isInside = EXIT_PART.test(line.text);
      }
      if (!isInside) return;
      const name = PACKAGE.exec(line.text)?.[1];
      if (name !== undefined) {
        close();
        packageName = isPackageName(name) ? name : undefined;
      } else if (BEGIN.test(line.text)) {
        close();
        open = { line, packageName, lines: [] };
      } else if (open && open.lines.length < MAX_ENTRY_LINES) open.lines.push(line.text);
    },
    end: close,
  };
}

function exitOf({ packageName, lines }: Open, zone: string | undefined): ProcessExit | undefined {
  const text = lines
    .map((line) => line.trim())
    .join(" ")
    .slice(0, MAX_ENTRY_LENGTH);
  const values = keyValues(text);
  const process = lines.map((line) => PROCESS.exec(line.slice(0, MAX_ENTRY_LENGTH))?.[1]).find((name) => name !== undefined);
  const pid = wholeNumber(values.get("pid"));
  const reason = REASON.exec(text);
  if (process === undefined || pid === undefined || !reason) return undefined;
  const exit: Draft<ProcessExit> = { ...optional("packageName", packageName), process, pid, exitReason: reason[1]! };
  const time = TIME.exec(text)?.[1];
  const description = DESCRIPTION.exec(text)?.[1];
  return {
    ...optional("ended", time === undefined ? undefined : parseLocal(time, zone)),
    ...exit,
    ...optional("uid", wholeNumber(values.get("packageUid")) ?? wholeNumber(values.get("realUid"))),
    ...optional("exitSubreason", reason[2] === "UNKNOWN" ? undefined : reason[2]),
    ...optional("exitStatus", wholeNumber(values.get("status"))),
    ...optional("description", description === undefined || description === "null" ? undefined : description),
  };
}
