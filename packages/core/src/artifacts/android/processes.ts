import type { TextLine } from "../../formats/text/read-lines.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { KERNEL_NAME_LENGTH, processObservables } from "../process-observables.ts";
import { type PsColumns, psReader } from "../ps-columns.ts";

/** A process that ran when the list was made. */
export interface AndroidProcess {
  readonly pid: number;
  readonly parentPid?: number;
  /** Name of the account: `root`, `system`, `u0_a123` for the app of user 0 with that number. */
  readonly user: string;
  /** SELinux context. */
  readonly label?: string;
  /** Of lists with threads the kernel's name, 15 characters; else the program's own, whole. */
  readonly processName: string;
  /** R running, S sleeping, D waiting for a device, Z ended and not yet fetched, T stopped. */
  readonly state: string;
  readonly residentKilobytes?: number;
  /** Threads listed, where the list has them. */
  readonly threads?: number;
}

export default defineArtifact<AndroidProcess>({
  id: "android/processes",
  version: 1,
  paths: [
    "bridle:/processes", // bug reports with threads (Android 8 on); AndroidQF's ps -A, and ps of old collections
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran"] },
  cuts: { "process:name": KERNEL_NAME_LENGTH },
  provenOn: "synthetic-only",
  references: ["https://github.com/landley/toybox", "https://man7.org/linux/man-pages/man5/proc_pid_comm.5.html"],

  parse: (file, context) => linewise(context.lines(file), (found) => processReader(found, context)),

  observables: ({ processName, threads }) => processObservables(processName, threads !== undefined),
});

interface Open {
  readonly line: TextLine;
  readonly columns: PsColumns;
  threads: number;
}

function processReader(found: Found<AndroidProcess>, context: ParseContext): LineReader {
  let read: ReturnType<typeof psReader>;
  let open: Open | undefined;
  const close = (): void => {
    if (open) found(open.line, processOf(open));
    open = undefined;
  };
  return {
    see(line) {
      const header = psReader(line.text);
      if (header) read = header;
      if (header || line.text.trim() === "") return;
      const columns = read?.(line.text);
      if (!columns) return skipLine(context, line);
      // The first line of a process is its own; its other threads follow it.
      if (open && columns.thread !== undefined && columns.pid === open.columns.pid) return void open.threads++;
      close();
      open = { line, columns, threads: 1 };
    },
    end: close,
  };
}

const processOf = ({ columns, threads }: Open): AndroidProcess => ({
  pid: columns.pid,
  ...optional("parentPid", columns.parent),
  user: columns.user,
  ...optional("label", columns.label),
  processName: columns.name,
  state: columns.state,
  ...optional("residentKilobytes", columns.residentKilobytes),
  ...optional("threads", columns.thread === undefined ? undefined : threads),
});
