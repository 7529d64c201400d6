import { FormatError } from "../../bytes/format-error.ts";
import { type ProtobufMessage, readMessage } from "../protobuf/message.ts";
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

/** Numbers of fields: AOSP's system/core/debuggerd/proto/tombstone.proto, written from Android 12 on. */
const FIELD = {
  architecture: 1,
  buildFingerprint: 2,
  timestamp: 4,
  pid: 5,
  thread: 6,
  uid: 7,
  label: 8,
  commandLine: 9,
  signal: 10,
  abortMessage: 14,
  causes: 15,
  threads: 16,
  mappings: 17,
  openFiles: 19,
  uptime: 20,
} as const;
const ARCHITECTURES = ["arm", "arm64", "x86", "x86_64", "riscv64"] as const;

/** A tombstone in its binary form. What stands before damage is kept; bytes that name no process are none. */
export function readTombstoneProtobuf(bytes: Uint8Array): { readonly tombstone: Tombstone; readonly isWhole: boolean } {
  const message = readMessage(bytes);
  const pid = countOf(message.number(FIELD.pid));
  if (pid === undefined || message.fieldCount < 3) throw new FormatError("tombstone", "not-this-format", "no process is named");
  const thread = countOf(message.number(FIELD.thread)) ?? pid;
  const crashed = threadOf(message, thread);
  const commandLine = message.texts(FIELD.commandLine).filter((word) => word !== "");
  const tombstone: Tombstone = {
    ...text("buildFingerprint", message.text(FIELD.buildFingerprint)),
    architecture: ARCHITECTURES[countOf(message.number(FIELD.architecture)) ?? 0] ?? "other",
    ...text("timestamp", message.text(FIELD.timestamp)),
    ...number("uptimeSeconds", message.number(FIELD.uptime)),
    commandLine,
    pid,
    thread,
    uid: countOf(message.number(FIELD.uid)) ?? 0,
    ...text("threadName", crashed?.text(2)),
    ...text("program", commandLine[0]),
    ...text("label", message.text(FIELD.label)?.replace(/\0+$/, "")),
    ...signalOf(message),
    causes: message
      .messages(FIELD.causes)
      .slice(0, MAX_CAUSES)
      .flatMap((cause) => cause.text(1) ?? []),
    ...text("abortMessage", message.text(FIELD.abortMessage)?.slice(0, MAX_MESSAGE_LENGTH)),
    frames: crashed?.messages(4).slice(0, MAX_FRAMES).map(frameOf) ?? [],
    mappings: message.messages(FIELD.mappings).slice(0, MAX_MAPPINGS).map(mappingOf),
    openFiles: message
      .messages(FIELD.openFiles)
      .slice(0, MAX_OPEN_FILES)
      .flatMap((file) => file.text(2) ?? []),
  };
  return { tombstone, isWhole: message.isWhole };
}

/** The entry of a map: key 1, thread 2. */
const threadOf = (message: ProtobufMessage, thread: number): ProtobufMessage | undefined =>
  message
    .messages(FIELD.threads)
    .find((entry) => countOf(entry.number(1)) === thread)
    ?.messages(2)[0];

function signalOf(message: ProtobufMessage): { readonly signal?: CrashSignal } {
  const [signal] = message.messages(FIELD.signal);
  const name = signal?.text(2);
  if (!signal || name === undefined) return {};
  const hasSender = signal.number(5) === 1n;
  const address = signal.number(8) === 1n ? (signal.number(9) ?? 0n) : undefined;
  return {
    signal: {
      name,
      ...text("codeName", signal.text(4)),
      ...text("faultAddress", address === undefined ? undefined : `0x${address.toString(16)}`),
      ...(hasSender && { senderUid: countOf(signal.number(6)) ?? 0, senderPid: countOf(signal.number(7)) ?? 0 }),
    },
  };
}

const frameOf = (frame: ProtobufMessage): CrashFrame => ({ file: frame.text(6) ?? "", ...text("symbol", frame.text(4)) });
const mappingOf = (mapping: ProtobufMessage): CrashMapping => ({ name: mapping.text(7) ?? "", isExecutable: mapping.number(6) === 1n });

/** Numbers of processes and users fit in 32 bits; what does not is damage. */
const countOf = (value: bigint | undefined): number | undefined =>
  value === undefined || value > 0xffff_ffffn ? undefined : Number(value);
const text = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [P in K]?: string });
const number = <K extends string>(key: K, value: bigint | undefined): { readonly [P in K]?: number } => {
  const count = countOf(value);
  return count === undefined ? {} : ({ [key]: count } as { readonly [P in K]?: number });
};
