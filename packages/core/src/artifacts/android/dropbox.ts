import type { TextLine } from "../../formats/text/read-lines.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { processObservables } from "../process-observables.ts";

/** An entry of the system's own collection of crashes, restarts and kernel messages. */
export interface DropBoxEntry {
  readonly entered?: EvidenceTime;
  /** `system_app_crash`, `SYSTEM_TOMBSTONE`, `SYSTEM_BOOT`, `SYSTEM_LAST_KMSG` … */
  readonly tag: string;
  readonly size?: number;
  readonly isContentLost: boolean;
  readonly process?: string;
  readonly pid?: number;
  /** Beginning of the text, where the dump shows it. */
  readonly beginning?: string;
}

const ENTRY = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (\S+) \((?:(compressed )?(?:text|data), (\d+) bytes|contents lost|no file)\)$/;
const NONE = /\((?:contents lost|no file)\)$/;
const PROCESS = /\bProcess: ([^\s/]+)/;
const PID = /\bPID: (\d+)/;
const MAX_LINES = 12;
const MAX_BEGINNING = 400;

export default defineArtifact<DropBoxEntry>({
  id: "android/dropbox",
  version: 1,
  paths: [
    "bridle:/dumpsys/dropbox", // all versions; with the beginnings of texts to Android 12 or so
    "bridle:/dumpstate/DROPBOX*", // the crashes of apps and of the system server, whole
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/reference/android/os/DropBoxManager"],

  parse: (file, context) => linewise(context.lines(file), (found) => entryReader(found, context)),

  observables: ({ process }) => (process === undefined ? [] : processObservables(process)),
  events: ({ entered, tag, process }) =>
    entered
      ? [
          {
            time: entered,
            kind: kindOf(tag),
            message: `artifacts/android/dropbox/${process === undefined ? "entered" : "entered-of"}`,
            params: { tag, ...optional("process", process) },
          },
        ]
      : [],
});

const kindOf = (tag: string): "boot" | "crash" | "process" => {
  if (/BOOT|RESTART|LAST_KMSG/.test(tag)) return "boot";
  return /crash|anr|tombstone|watchdog/i.test(tag) ? "crash" : "process";
};

interface Open {
  readonly line: TextLine;
  readonly match: RegExpExecArray;
  readonly lines: string[];
}

const SEPARATOR = /^={20,}$/;

/**
 * The text of an entry was written by whoever crashed: only its first lines are looked at, and where whole texts are printed an entry
 * begins behind a line of equals signs alone.
 */
function entryReader(found: Found<DropBoxEntry>, context: ParseContext): LineReader {
  let open: Open | undefined;
  let isPrinted = false;
  let isBehindSeparator = false;
  const close = (): void => {
    if (open) found(open.line, entryOf(open, context.acquisition.zone));
    open = undefined;
  };
  return {
    see(line) {
      const match = isPrinted && !isBehindSeparator ? null : ENTRY.exec(line.text);
      isBehindSeparator = SEPARATOR.test(line.text);
      isPrinted ||= isBehindSeparator;
      if (match) {
        close();
        open = { line, match, lines: [] };
      } else if (isBehindSeparator) close();
      else if (open && open.lines.length < MAX_LINES) open.lines.push(line.text.trim());
    },
    end: close,
  };
}

function entryOf({ match, lines }: Open, zone: string | undefined): DropBoxEntry {
  // A preview has slashes for line feeds; the whole text has lines.
  const text = lines.join("\n").trim();
  const beginning = text.slice(0, MAX_BEGINNING);
  const pid = PID.exec(text)?.[1];
  return {
    ...optional("entered", parseLocal(match[1]!, zone)),
    tag: match[2]!,
    ...optional("size", match[4] === undefined ? undefined : Number(match[4])),
    isContentLost: NONE.test(match[0]),
    ...optional("process", PROCESS.exec(text)?.[1]),
    ...optional("pid", pid === undefined ? undefined : Number(pid)),
    ...optional("beginning", beginning === "" ? undefined : beginning),
  };
}
