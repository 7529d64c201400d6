import { resolve } from "node:path";

/** Arguments for strace: every call by which a path is opened, made, renamed or taken away, and those that make processes. */
export const tracedCalls: readonly string[] = [
  "-f",
  "-qq",
  "-s",
  "4096",
  "-e",
  "trace=open,openat,openat2,creat,truncate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mknod,mknodat,clone,clone3,fork,vfork,execve",
  "-e",
  "signal=none",
];

/** A path that a process named to the system. */
export interface Opened {
  readonly call: string;
  readonly path: string;
  /** It may be changed by this: opened for more than reading, made, renamed, taken away. */
  readonly isWriting: boolean;
  /** By a process under Node's permission model. */
  readonly isConfined: boolean;
}

const NEW_PROCESS = /^(clone3?|v?fork)$/;
const TO_WRITE = /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)/;

/** What the calls of a trace opened. Lines of calls that another interrupted are put together first. */
export function opensOf(trace: string, folder: string): Opened[] {
  const opened: Opened[] = [];
  /** The process of each thread, and whether a process runs under the permission model. */
  const processOf = new Map<string, string>();
  const confined = new Map<string, boolean>();
  for (const { thread, call, rest } of callsOf(trace)) {
    const own = processOf.get(thread) ?? thread;
    if (NEW_PROCESS.test(call)) {
      const made = / = (\d+)$/.exec(rest)?.[1];
      if (made === undefined) continue;
      const isThread = rest.includes("CLONE_THREAD");
      processOf.set(made, isThread ? own : made);
      if (!isThread && !confined.has(made)) confined.set(made, confined.get(own) ?? false);
    } else if (call === "execve") confined.set(own, rest.includes('"--permission"'));
    else
      for (const path of pathsOf(rest))
        opened.push({ call, path: resolve(folder, path), isWriting: isWriting(call, rest), isConfined: confined.get(own) ?? false });
  }
  return opened;
}

const isWriting = (call: string, rest: string): boolean => !/^open(at2?)?$/.test(call) || TO_WRITE.test(rest);
const pathsOf = (rest: string): string[] => [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path!);

function callsOf(trace: string): { thread: string; call: string; rest: string }[] {
  const calls: { thread: string; call: string; rest: string }[] = [];
  const waiting = new Map<string, string>();
  for (const line of trace.split("\n")) {
    const [, thread, text] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (thread === undefined || text === undefined) continue;
    if (text.endsWith("<unfinished ...>")) {
      waiting.set(thread, text.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const whole = text.replace(/^<\.\.\. \w+ resumed>/, () => waiting.get(thread) ?? "");
    const [, call, rest] = /^(\w+)\((.*)$/.exec(whole) ?? [];
    if (call !== undefined && rest !== undefined) calls.push({ thread, call, rest });
  }
  return calls;
}
