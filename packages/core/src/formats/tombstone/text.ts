import {
  type CrashFrame,
  type CrashMapping,
  type CrashSignal,
  MAX_CAUSES,
  MAX_FRAMES,
  MAX_MAPPINGS,
  MAX_MESSAGE_LENGTH,
  MAX_OPEN_FILES,
  type Tombstone,
} from "./tombstone.ts";

/** A tombstone while it is read: lists grow, fields are set once. */
interface Draft {
  fields: { -readonly [K in keyof Tombstone]?: Tombstone[K] };
  readonly causes: string[];
  readonly frames: CrashFrame[];
  readonly mappings: CrashMapping[];
  readonly openFiles: string[];
  /** An abort message whose closing quote has not come. */
  message: string[] | undefined;
  part: "head" | "frames" | "mappings" | "files" | "rest";
}

const PROCESS = /^pid: (\d+), tid: (\d+), name: /;
const [ARROWS, ARROWS_END] = [" >>> ", " <<<"];
const SIGNAL = /^signal \d+ \((\w+)\), code (?:-?\d+ \((.*?)(?: from pid (\d+), uid (\d+))?\)|(\w+))(?:, fault addr (\S+))?/;
const FRAME = /^\s+#\d+ +pc +[0-9a-f]+ +(.+)$/;
const BUILD_ID = / \(BuildId: [0-9a-f]+\)$/;
const OFFSET = / \(offset 0x[0-9a-f]+\)/;
const WITHIN = /\+(?:0x)?[0-9a-f]+$/;
const MAPPING = /^ +[0-9a-f']+-[0-9a-f']+ ([r-][w-][x-]) +[0-9a-f]+ +[0-9a-f]+(?: +(.*))?$/;
const LOAD_BIAS = / \(load bias 0x[0-9a-f]+\)$/;
const OPEN_FILE = /^ +fd \d+: /;
const OWNER = /^ \((?:unowned|owned by .*)\)$/;
const QUOTED = /^(Build fingerprint|Revision|ABI): '(.*)'$/;
const PLAIN = /^(Timestamp|Process uptime|Cmdline|uid|Cause|Abort message): ?(.*)$/;
/** What begins the other threads, and the logs: nothing of the crash itself follows. */
const OTHERS = /^--- --- --- ---/;

/**
 * Reads the text form line by line. Every field is optional, a line that fits nothing is passed over, and the first of each kind counts:
 * messages and names that the crashed process chose stand further down, and must not change what debuggerd wrote.
 */
export function createTombstoneReader(): { see(line: string): void; end(): Tombstone | undefined } {
  const draft: Draft = { fields: {}, causes: [], frames: [], mappings: [], openFiles: [], message: undefined, part: "head" };
  return {
    see(line) {
      if (draft.message) continueMessage(draft, line);
      else if (!changePart(draft, line)) readLine(draft, line);
    },
    end() {
      if (draft.message) closeMessage(draft, draft.message);
      const { fields, causes, frames, mappings, openFiles } = draft;
      return fields.pid === undefined
        ? undefined
        : { ...fields, commandLine: fields.commandLine ?? [], causes, frames, mappings, openFiles };
    },
  };
}

function changePart(draft: Draft, line: string): boolean {
  if (draft.part === "rest") return true; // logs and other threads hold what apps wrote
  if (OTHERS.test(line)) draft.part = "rest";
  else if (/^backtrace:/.test(line) && draft.part === "head") draft.part = "frames";
  else if (/^memory map\b/.test(line)) draft.part = "mappings";
  else if (/^open files:/.test(line)) draft.part = "files";
  else if (/^--------- (?:log|tail end)/.test(line)) draft.part = "rest";
  else return false;
  return true;
}

function readLine(draft: Draft, line: string): void {
  if (draft.part === "head") readHead(draft, line);
  else if (draft.part === "frames") readFrame(draft, line);
  else if (draft.part === "mappings") readMapping(draft, line);
  else if (draft.part === "files" && draft.openFiles.length < MAX_OPEN_FILES) {
    const file = openFileOf(line);
    if (file !== undefined) draft.openFiles.push(file);
  }
}

function readHead(draft: Draft, line: string): void {
  const { fields } = draft;
  const process = fields.pid === undefined ? processOf(line) : undefined;
  if (process) {
    Object.assign(fields, process);
    return;
  }
  const quoted = QUOTED.exec(line);
  if (quoted?.[1] === "Build fingerprint") fields.buildFingerprint ??= quoted[2]!;
  if (quoted?.[1] === "ABI") fields.architecture ??= quoted[2]!;
  const signal = fields.signal === undefined ? signalOf(line) : undefined;
  if (signal) fields.signal = signal;
  const plain = PLAIN.exec(line);
  if (plain) readPlain(draft, plain[1]!, plain[2]!);
}

/** Names may hold anything: the first arrows count, and the last ones end the line. */
function processOf(line: string): Pick<Tombstone, "pid" | "thread" | "threadName" | "program"> | undefined {
  const match = PROCESS.exec(line);
  const arrows = match ? line.indexOf(ARROWS, match[0].length - 1) : -1;
  if (!match || arrows === -1 || !line.endsWith(ARROWS_END)) return undefined;
  const threadName = line.slice(match[0].length, arrows).trimEnd();
  const program = line.slice(arrows + ARROWS.length, -ARROWS_END.length);
  return { pid: Number(match[1]), thread: Number(match[2]), threadName, program };
}

function openFileOf(line: string): string | undefined {
  const begin = OPEN_FILE.exec(line)?.[0].length;
  if (begin === undefined) return undefined;
  const owner = line.lastIndexOf(" (");
  return owner >= begin && OWNER.test(line.slice(owner)) ? line.slice(begin, owner) : line.slice(begin);
}

function readPlain(draft: Draft, name: string, value: string): void {
  const { fields } = draft;
  if (name === "Timestamp") fields.timestamp ??= value;
  else if (name === "Cmdline") fields.commandLine ??= value.split(" ").filter((word) => word !== "");
  else if (name === "uid" && /^\d+$/.test(value)) fields.uid ??= Number(value);
  else if (name === "Process uptime" && /^\d+s$/.test(value)) fields.uptimeSeconds ??= Number(value.slice(0, -1));
  else if (name === "Cause" && draft.causes.length < MAX_CAUSES) draft.causes.push(value);
  else if (name === "Abort message" && value.startsWith("'")) beginMessage(draft, value.slice(1));
}

function signalOf(line: string): CrashSignal | undefined {
  const match = SIGNAL.exec(line);
  if (!match) return undefined;
  const [, name, codeName, senderPid, senderUid, symbolicCode, address] = match;
  return {
    name: name!,
    ...((codeName ?? symbolicCode) !== undefined && { codeName: codeName ?? symbolicCode! }),
    ...(address !== undefined && /^0x[0-9a-f]+$/.test(address) && { faultAddress: address }),
    ...(senderPid !== undefined && { senderPid: Number(senderPid), senderUid: Number(senderUid) }),
  };
}

function beginMessage(draft: Draft, text: string): void {
  if (draft.fields.abortMessage !== undefined) return;
  if (text.endsWith("'")) draft.fields.abortMessage = text.slice(0, -1).slice(0, MAX_MESSAGE_LENGTH);
  else draft.message = [text];
}

/** Registers follow the message, whether its quote was closed or not. */
const REGISTERS = /^ {4}(?:x0|r0|rax|eax|zr|ra)\b/;

function continueMessage(draft: Draft, line: string): void {
  const message = draft.message!;
  if (REGISTERS.test(line) || /^backtrace:/.test(line)) {
    closeMessage(draft, message);
    if (!changePart(draft, line)) readLine(draft, line);
    return;
  }
  message.push(line.endsWith("'") ? line.slice(0, -1) : line);
  if (line.endsWith("'")) closeMessage(draft, message);
}

function closeMessage(draft: Draft, message: readonly string[]): void {
  draft.fields.abortMessage = message.join("\n").slice(0, MAX_MESSAGE_LENGTH);
  draft.message = undefined;
}

function readFrame(draft: Draft, line: string): void {
  const frame = FRAME.exec(line)?.[1];
  if (frame === undefined || draft.frames.length >= MAX_FRAMES) return;
  const place = frame.replace(BUILD_ID, "").replace(LOAD_BIAS, "").replace(OFFSET, "");
  const at = place.endsWith(")") ? place.indexOf(" (") : -1;
  draft.frames.push(at === -1 ? { file: place } : { file: place.slice(0, at), symbol: place.slice(at + 2, -1).replace(WITHIN, "") });
}

function readMapping(draft: Draft, line: string): void {
  const mapping = MAPPING.exec(line);
  if (!mapping || draft.mappings.length >= MAX_MAPPINGS) return;
  const name = (mapping[2] ?? "").replace(LOAD_BIAS, "").replace(BUILD_ID, "").replace(LOAD_BIAS, "");
  draft.mappings.push({ name, isExecutable: mapping[1]!.endsWith("x") });
}
