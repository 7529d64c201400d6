import type { EvidenceFile } from "../../acquisition/file-system.ts";
import { literalPattern } from "../../acquisition/paths.ts";
import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { readTombstoneProtobuf } from "../../formats/tombstone/protobuf.ts";
import { createTombstoneReader } from "../../formats/tombstone/text.ts";
import type { Tombstone } from "../../formats/tombstone/tombstone.ts";
import { atFile } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { KERNEL_NAME_LENGTH, processObservables } from "../process-observables.ts";

/** A native crash, as debuggerd wrote it down. */
export interface NativeCrash {
  readonly crashed?: EvidenceTime;
  /** Program, or name of an app's process. */
  readonly program: string;
  readonly commandLine?: readonly string[];
  readonly pid: number;
  /** Of the thread that crashed: 15 characters. */
  readonly threadName?: string;
  readonly uid?: number;
  readonly label?: string;
  readonly signal?: string;
  /** Why the signal came: SEGV_MAPERR an address that is not there, SEGV_ACCERR one that may not be used so, and others. */
  readonly signalCode?: string;
  readonly faultAddress?: string;
  readonly senderPid?: number;
  readonly causes?: readonly string[];
  readonly abortMessage?: string;
  /** Innermost first: file and function. */
  readonly frames: readonly string[];
  /** Mapped files outside of the system's own folders. */
  readonly foreignFiles?: readonly string[];
  /** Files held open outside of the system's own folders. */
  readonly openFiles?: readonly string[];
  readonly buildFingerprint?: string;
}

const MAX_BYTES = 64 << 20;
const FRAMES = 64;
const MAX_NAMES = 200;
const SYSTEM =
  /^\/(?:system|system_ext|vendor|product|odm|apex|dev|proc|sys|memfd:jit|data\/dalvik-cache|data\/misc\/apexdata|linkerconfig)/;

export default defineArtifact<NativeCrash>({
  id: "android/tombstones",
  version: 1,
  paths: [
    "/data/tombstones/tombstone_*", // bug reports; text, and from Android 12 on the same as protobuf (.pb)
    "/data/vendor/tombstones/**",
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran", "written"] },
  cuts: { "process:name": KERNEL_NAME_LENGTH },
  provenOn: "synthetic-only",
  references: ["https://source.android.com/docs/core/tests/debug", "https://source.android.com/docs/core/tests/debug/native-crash"],

  *parse(file, context) {
    const tombstone = file.path.endsWith(".pb") ? binary(file, context) : written(file, context);
    if (tombstone?.pid === undefined) return context.skip(message("artifacts/android/tombstones/no-process"), [atFile], "unreadable-form");
    if (!file.path.endsWith(".pb") && isToldBeside(file, tombstone, context))
      return context.note(message("artifacts/android/tombstones/told-beside"));
    yield [{ at: [atFile], data: crashOf(tombstone, tombstone.pid, context.acquisition.zone) }];
  },

  observables: ({ program, threadName, commandLine, foreignFiles }) => [
    ...processObservables(program),
    ...(threadName === undefined || threadName === program ? [] : processObservables(threadName, true)),
    ...(commandLine?.[0] === undefined || commandLine[0] === program ? [] : processObservables(commandLine[0])),
    ...(foreignFiles ?? []).map((value) => ({ type: "file:path", role: "written", value }) as const),
  ],
  events: ({ crashed, program, signal }) =>
    crashed
      ? [{ time: crashed, kind: "crash", message: "artifacts/android/tombstones/crashed", params: { program, signal: signal ?? "?" } }]
      : [],
});

function binary(file: EvidenceFile, context: ParseContext): Tombstone {
  const source = context.bytes(file);
  if (source.byteLength > MAX_BYTES) throw new FormatError("tombstone", "limit", `${source.byteLength} bytes`);
  const { tombstone, isWhole } = readTombstoneProtobuf(readBytes(source, 0, source.byteLength));
  if (!isWhole) context.skip(message("artifacts/android/tombstones/cut-off"), [atFile], "damaged");
  return tombstone;
}

function written(file: EvidenceFile, context: ParseContext): Tombstone | undefined {
  const reader = createTombstoneReader();
  for (const batch of context.lines(file)) for (const line of batch) reader.see(line.text);
  return reader.end();
}

/** The binary form of the same crash says more; where it cannot be read, or is of another crash, the text stands. */
function isToldBeside(file: EvidenceFile, { pid, thread, timestamp }: Tombstone, context: ParseContext): boolean {
  return context.files(literalPattern(`${file.path}.pb`)).some((other) => {
    try {
      const source = other.open();
      if (source.byteLength > MAX_BYTES) return false;
      const { tombstone } = readTombstoneProtobuf(readBytes(source, 0, source.byteLength));
      return tombstone.pid === pid && tombstone.thread === thread && (tombstone.timestamp ?? timestamp) === timestamp;
    } catch {
      return false; // its own reading says why
    }
  });
}

function crashOf(tombstone: Tombstone, pid: number, zone: string | undefined): NativeCrash {
  const { signal, commandLine, causes, mappings } = tombstone;
  const foreign = mappings.filter(({ name }) => name.startsWith("/") && !SYSTEM.test(name)).map(({ name }) => name);
  const open = tombstone.openFiles.filter((name) => name.startsWith("/") && !SYSTEM.test(name));
  return {
    ...optional("crashed", tombstone.timestamp === undefined ? undefined : parseLocal(tombstone.timestamp, zone)),
    program: tombstone.program ?? commandLine[0] ?? tombstone.threadName ?? "",
    ...optional("commandLine", listed(commandLine)),
    pid,
    ...optional("threadName", tombstone.threadName),
    ...optional("uid", tombstone.uid),
    ...optional("label", tombstone.label),
    ...optional("signal", signal?.name),
    ...optional("signalCode", signal?.codeName),
    ...optional("faultAddress", signal?.faultAddress),
    ...optional("senderPid", signal?.senderPid),
    ...optional("causes", listed(causes)),
    ...optional("abortMessage", tombstone.abortMessage),
    frames: tombstone.frames.slice(0, FRAMES).map(({ file, symbol }) => (symbol === undefined ? file : `${file} (${symbol})`)),
    ...optional("foreignFiles", listed(foreign)),
    ...optional("openFiles", listed(open)),
    ...optional("buildFingerprint", tombstone.buildFingerprint),
  };
}

const listed = (names: readonly string[]): readonly string[] | undefined =>
  names.length === 0 ? undefined : [...new Set(names)].slice(0, MAX_NAMES);
