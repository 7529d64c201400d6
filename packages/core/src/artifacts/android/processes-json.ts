import { defineArtifact } from "../artifact.ts";
import { isJsonObject, type JsonObject, jsonRecords, listMember, numberMember, textMember } from "../json-records.ts";
import { optional } from "../optional-field.ts";
import { KERNEL_NAME_LENGTH, processObservables } from "../process-observables.ts";

/** A process that AndroidQF's collector saw. */
export interface CollectedProcess {
  readonly pid: number;
  /** The kernel's name, 15 characters. */
  readonly processName: string;
  /** As started: program and arguments. */
  readonly commandLine?: readonly string[];
  readonly executable?: string;
  readonly workingFolder?: string;
  /** SELinux context. */
  readonly label?: string;
  /** Variables of its environment that change what is loaded (LD_PRELOAD and its kind), as `name=value`. */
  readonly loaderVariables?: readonly string[];
}

/** Environments of apps are some kilobytes, command lines up to the kernel's 128 KB. */
const MAX_ELEMENT_BYTES = 1 << 20;
const MAX_WORDS = 4_096;
const LOADER = /^LD_(?:PRELOAD|LIBRARY_PATH|CONFIG_FILE|SHIM_LIBS)=./;

export default defineArtifact<CollectedProcess>({
  id: "android/processes-json",
  version: 1,
  paths: [
    "bridle:/androidqf/processes.json", // AndroidQF with its collector
  ],
  presence: { androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran"] },
  cuts: { "process:name": KERNEL_NAME_LENGTH },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf", "https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"],

  parse: (file, context) => jsonRecords(file, context, MAX_ELEMENT_BYTES, readProcess),

  observables({ processName, commandLine, executable }) {
    const [program] = commandLine ?? [];
    return [
      ...(processName === program ? [] : processObservables(processName, true)),
      ...(program === undefined ? [] : processObservables(program)),
      ...(executable === undefined ? [] : [{ type: "file:path", role: "ran", value: executable } as const]),
    ];
  },
});

/** Owner, parent and state stand in the file as well, and are zero in it whatever they were: they are not told. */
function readProcess(element: unknown): CollectedProcess | undefined {
  if (!isJsonObject(element)) return undefined;
  const pid = numberMember(element, "pid");
  const commandLine = wordsOf(element, "command_line");
  const processName = textMember(element, "filename")?.replace(/^\((.*)\)$/s, "$1") ?? commandLine[0];
  if (pid === undefined || processName === undefined) return undefined;
  const loaderVariables = wordsOf(element, "env").filter((entry) => LOADER.test(entry));
  return {
    pid,
    processName,
    ...optional("commandLine", commandLine.length > 0 ? commandLine : undefined),
    ...optional("executable", textMember(element, "path")),
    ...optional("workingFolder", textMember(element, "cwd")),
    ...optional("label", textMember(element, "context")?.replace(/\0+$/, "")),
    ...optional("loaderVariables", loaderVariables.length > 0 ? loaderVariables : undefined),
  };
}

const wordsOf = (element: JsonObject, name: string): readonly string[] =>
  listMember(element, name, MAX_WORDS).filter((word): word is string => typeof word === "string" && word !== "");
