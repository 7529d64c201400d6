import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a run of a program cost, with all that it started. */
export interface Cost {
  readonly status: number;
  /** User and system time of the whole tree of processes; undefined where the system does not tell (anything but Linux). */
  readonly cpuSeconds: number | undefined;
  readonly wallSeconds: number;
  /** Largest resident set that any one process reached, in MiB. */
  readonly peakOfOne: number | undefined;
  /** Largest sum of the resident sets of all processes at one moment, in MiB; pages that they share are counted in each. */
  readonly peakOfTree: number | undefined;
}

/** How often the memory of the tree is looked at. */
const LOOK_MILLISECONDS = 25;
/** Unit of the times in /proc/<pid>/stat; USER_HZ is 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** Runs a program to its end and says what it cost. Its output goes nowhere. */
export async function measure(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<Cost> {
  const ticks = childTicks();
  const started = performance.now();
  const child = spawn(file, args, { stdio: "ignore", env: environment });
  let peakOfOne = 0;
  let peakOfTree = 0;
  const look = setInterval(() => {
    const sizes = child.pid === undefined ? [] : treeOf(child.pid).map(memoryOf);
    peakOfOne = Math.max(peakOfOne, ...sizes.map(({ most }) => most));
    peakOfTree = Math.max(
      peakOfTree,
      sizes.reduce((sum, { now }) => sum + now, 0),
    );
  }, LOOK_MILLISECONDS);
  const status = await new Promise<number>((done, failed) => {
    child.on("error", failed).on("exit", (code) => done(code ?? -1));
  }).finally(() => clearInterval(look));
  const wallSeconds = (performance.now() - started) / 1000;
  const ended = childTicks();
  return {
    status,
    wallSeconds,
    cpuSeconds: ticks === undefined || ended === undefined ? undefined : (ended - ticks) / TICKS_A_SECOND,
    peakOfOne: peakOfOne || undefined,
    peakOfTree: peakOfTree || undefined,
  };
}

/** Time of our children that have ended, and of theirs (cutime and cstime: man 5 proc_pid_stat). */
const childTicks = (): number | undefined => {
  const fields = statOf("self");
  return fields && Number(fields[13]) + Number(fields[14]);
};

/** The fields behind the name, which may hold blanks and brackets: the state is the first. */
function statOf(pid: number | "self"): readonly string[] | undefined {
  const text = readProc(`${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** A process and its descendants. */
function treeOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(Number(name));
    if (fields) parents.set(Number(name), Number(fields[1]));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

function memoryOf(pid: number): { now: number; most: number } {
  const text = readProc(`${pid}/status`) ?? "";
  const mebibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { now: mebibytes("VmRSS"), most: mebibytes("VmHWM") };
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return undefined;
  }
}
