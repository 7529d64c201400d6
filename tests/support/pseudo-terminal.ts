import { spawnSync } from "node:child_process";

/** What a person does at a terminal: waits for words, then types, or has a signal sent to the program. */
export interface Step {
  readonly wait: string;
  readonly type?: string;
  readonly signal?: "SIGTERM" | "SIGHUP";
}

export interface TerminalRun {
  readonly status: number;
  /** All that appeared on the screen. */
  readonly screen: string;
  /** Standard output, where it was sent elsewhere. */
  readonly out: string;
  /** The terminal's settings at the first wait, and whether they were at the end what they were at the beginning. */
  readonly echoedWhileAsking: boolean;
  readonly isRestored: boolean;
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly steps?: readonly Step[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard output is the terminal too. */
  readonly isOutputTerminal?: boolean;
}

/** Runs the program with a pseudo-terminal as its controlling terminal. Python's standard library has what Node's lacks. */
const SCRIPT = `
import fcntl, json, os, pty, select, signal, subprocess, sys, termios, threading, time
job = json.load(sys.stdin)
master, slave = pty.openpty()
before = termios.tcgetattr(slave)
def own():
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
program = subprocess.Popen(job["argv"], cwd=job["cwd"], env=job["env"], stdin=slave, stderr=slave,
    stdout=slave if job["isOutputTerminal"] else subprocess.PIPE, preexec_fn=own)
out = b""
def collect():
    global out
    out = program.stdout.read()
collector = None
if program.stdout:
    collector = threading.Thread(target=collect)
    collector.start()
screen, seen, steps, echoed = b"", 0, job["steps"], None
deadline = time.monotonic() + job["seconds"]
while time.monotonic() < deadline:
    ready, _, _ = select.select([master], [], [], 0.05)
    if ready: screen += os.read(master, 65536)
    elif program.poll() is not None: break
    if steps and steps[0]["wait"].encode() in screen[seen:]:
        step = steps.pop(0)
        seen = len(screen)
        if echoed is None: echoed = bool(termios.tcgetattr(slave)[3] & termios.ECHO)
        if "type" in step: os.write(master, step["type"].encode("utf-8"))
        if "signal" in step: program.send_signal(getattr(signal, step["signal"]))
if program.poll() is None: program.kill()
status = program.wait()
if collector: collector.join()
print(json.dumps({"status": status, "screen": screen.decode("utf-8", "replace"), "out": out.decode("utf-8", "replace"),
    "echoedWhileAsking": bool(echoed), "isRestored": termios.tcgetattr(slave) == before}))
`;

/** What hangs is ended; no test waits so long when all is well. */
const SECONDS = 90;

export const hasPseudoTerminal = (): boolean => spawnSync("python3", ["-c", "import pty, termios, fcntl"]).status === 0;

export function runOnTerminal(argv: readonly string[], options: TerminalOptions): TerminalRun {
  const { cwd, steps = [], environment = {}, isOutputTerminal = false } = options;
  const job = { argv, cwd, steps, isOutputTerminal, env: { ...process.env, ...environment }, seconds: SECONDS };
  const { stdout, stderr } = spawnSync("python3", ["-c", SCRIPT], { input: JSON.stringify(job), encoding: "utf8", maxBuffer: 1 << 28 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as TerminalRun;
}
