import type { TextLine } from "../../formats/text/read-lines.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A task that ran when the sysdiagnose was made. */
export interface RunningTask {
  readonly name: string;
  readonly pid: number;
  /** Of its main image, where the file tells it. */
  readonly uuid?: string;
  readonly secondsRunning?: number;
  /** Threads that are described. */
  readonly threads: number;
}

const COUNT = /^\s*num tasks:\s*(\d{1,9})\s*$/;
/** The last quotation mark and the last number: a program may write both into its name. */
const PROCESS = /^\s*process:\s*"(.{0,1024})"\s*\[(-?\d{1,10})\]/;
const RUN_TIME = /^\s*run time:\s*(\d{1,10})(?:\.\d{1,9})?\s*s/;
const IMAGE = /^\s*executable uuid:\s*([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})/i;
const THREAD = /^\s*thread ID:/;
/** Longest line that is looked at. */
const MAX_LINE = 4_096;
/** Tasks of one file; a phone runs some hundreds. */
const MAX_TASKS = 20_000;

/**
 * Every task as the kernel lists it, with how long it has run and what its threads may do. The first line says how many there are: where
 * as many do not follow, the file is cut, or something was left out of it.
 */
export default defineArtifact<RunningTask>({
  id: "ios/taskinfo",
  version: 1,
  paths: ["bridle:/sysdiagnose/taskinfo.txt"], // iOS 13 on
  presence: { sysdiagnose: "expected" },
  scope: "device",
  // Where a long name is cut is not published: none is declared, so that no stump of a name stands for another.
  emits: { "process:name": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    yield* linewise<RunningTask>(context.lines(file), (found) => taskReader(found, context));
  },

  observables: ({ name }) => (name === "" ? [] : imageObservables(name)),
  programs: ({ name, pid, uuid, secondsRunning }) => [
    { name, pid, isLive: true, ...optional("imageUuid", uuid), ...optional("ageSeconds", secondsRunning) },
  ],
});

interface Open {
  readonly line: TextLine;
  readonly name: string;
  readonly pid: number;
  uuid?: string;
  secondsRunning?: number;
  threads: number;
}

function taskReader(found: Found<RunningTask>, context: ParseContext): LineReader {
  let stated: number | undefined;
  let tasks = 0;
  let open: Open | undefined;
  const close = (): void => {
    if (!open) return;
    const { line, ...task } = open;
    found(line, task);
    open = undefined;
  };
  return {
    see(line) {
      const text = line.text.slice(0, MAX_LINE);
      stated ??= numberIn(COUNT, text);
      const process = text.includes("process:") ? PROCESS.exec(text) : null;
      if (process) {
        close();
        if (++tasks <= MAX_TASKS) open = { line, name: process[1]!, pid: Number(process[2]), threads: 0 };
        else if (tasks === MAX_TASKS + 1)
          context.skip(message("artifacts/shared/too-many", { limit: MAX_TASKS }), [atLine(line.line)], "over-budget");
      } else if (open) seeField(open, text);
    },
    end() {
      close();
      if (tasks === 0) context.skip(message("artifacts/ios/taskinfo/no-tasks"), undefined, "unreadable-form");
      else if (stated !== undefined && stated !== tasks)
        context.skip(message("artifacts/ios/taskinfo/count-differs", { stated, tasks }), [atLine(1)]);
    },
  };
}

/** Of what is repeated in a task the first stands. */
function seeField(open: Open, text: string): void {
  if (THREAD.test(text)) open.threads++;
  const seconds = numberIn(RUN_TIME, text);
  if (seconds !== undefined) open.secondsRunning ??= seconds;
  const uuid = IMAGE.exec(text)?.[1];
  if (uuid !== undefined) open.uuid ??= uuid.toUpperCase();
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
