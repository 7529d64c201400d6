import type { TextLine } from "../../formats/text/read-lines.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { processObservables } from "../process-observables.ts";

/** A process in the list of what used the processor. Bug reports name processes whole here alone. */
export interface BusyProcess {
  readonly pid: number;
  /** Name of the account, as in `android/processes`. */
  readonly user: string;
  readonly processName: string;
}

/** `top -H -o pid,tid,user,pr,ni,%cpu,s,virt,res,pcy,cmd,name` (AOSP dumpstate.cpp): the last but one is a thread's, of 15 letters. */
const HEADER = /^\s*PID\s+TID\s+USER\s.*\sCMD\s+NAME$/;
const ROW = /^\s*(\d{1,10})\s+\d{1,10}\s+(\S+)\s+\S+\s+-?\d+\s*\[?\s*[\d.]+\]?\s+[A-Za-z]\s+\S+\s+\S+\s+\S+\s(.*)$/;
const THREAD_LETTERS = 15;

export default defineArtifact<BusyProcess>({
  id: "android/cpu-use",
  version: 1,
  // From dumpstate's command and toybox's sources; no real section was seen.
  paths: [
    "bridle:/dumpstate/CPU INFO", // bug reports since Android 8
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/dumpstate.cpp",
    "https://github.com/landley/toybox",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => busyReader(found, context)),

  observables: ({ processName }) => processObservables(processName),
});

/** One record for each process, however many of its threads were at work. */
function busyReader(found: Found<BusyProcess>, context: ParseContext): LineReader {
  let isList = false;
  const seen = new Set<number>();
  return {
    see(line) {
      if (HEADER.test(line.text)) isList = true;
      else if (isList && line.text.trim() !== "") {
        const process = processOf(line);
        if (!process) skipLine(context, line);
        else if (!seen.has(process.pid)) found(line, process);
        if (process) seen.add(process.pid);
      }
    },
  };
}

function processOf({ text }: TextLine): BusyProcess | undefined {
  const [, pid, user, rest] = ROW.exec(text) ?? [];
  const processName = rest?.slice(THREAD_LETTERS).trim() ?? "";
  return pid === undefined || user === undefined || processName === "" ? undefined : { pid: Number(pid), user, processName };
}
