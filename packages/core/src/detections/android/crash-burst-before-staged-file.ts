import exitInfo from "../../artifacts/android/exit-info.ts";
import files from "../../artifacts/android/files.ts";
import kernelLog from "../../artifacts/android/kernel-log.ts";
import logcat from "../../artifacts/android/logcat.ts";
import tombstones from "../../artifacts/android/tombstones.ts";
import { isCollector, isStaging } from "../android-staging.ts";
import { defineCorrelate, defineStream, type Moment } from "../detection.ts";
import { BURST_CRASHES, BURST_SECONDS, crashClass, exposedProgram } from "../exposed-processes.ts";
import { isFolder } from "../file-mode.ts";
import { refusedCode } from "../refused-code.ts";
import { hoursBetween } from "../times.ts";

const NATIVE = "CRASH(NATIVE)";
const CRASHES: readonly string[] = ["crash", "exit"];

/**
 * Tries at a program that reads what strangers send, then something new where programs are put: the order in which published chains
 * without a click went. From what is published of them; no phone with such a chain was seen.
 */
export default defineCorrelate({
  id: "android/crash-burst-before-staged-file",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "low",
  falsePositives: ["developer", "broken-file", "collection", "clock"],
  references: [
    "https://googleprojectzero.blogspot.com/2020/07/mms-exploit-part-1-introduction-to-qmage.html",
    "https://unit42.paloaltonetworks.com/landfall-is-new-commercial-grade-android-spyware/",
    "https://attack.mitre.org/techniques/T1407/",
  ],
  windowSeconds: BURST_SECONDS,

  anchor: defineStream({
    artifact: files,
    select({ path, mode, changed, modified }) {
      // Tools keep the time of a file's content; when it came to lie there is the change.
      const time = changed ?? modified;
      const isStaged = isStaging(path) && !isCollector(path) && !isFolder(mode);
      return isStaged && time ? { time, subject: { type: "file:path", value: path } } : undefined;
    },
  }),
  beside: {
    crash: defineStream({
      artifact: tombstones,
      select({ crashed, program, ...marks }) {
        const [exposed, kind] = [exposedProgram(program), crashClass(marks)];
        return crashed && exposed !== undefined && kind !== "own-check" && kind !== "other"
          ? { time: crashed, subject: exposed }
          : undefined;
      },
    }),
    exit: defineStream({
      artifact: exitInfo,
      select({ process, exitReason, ended }) {
        const exposed = exposedProgram(process);
        return ended && exposed !== undefined && exitReason === NATIVE ? { time: ended, subject: exposed } : undefined;
      },
    }),
    refusal: defineStream({
      artifact: logcat,
      select: (entry) => {
        const domain = entry.kind === "denial" ? refusedCode(entry) : undefined;
        return domain !== undefined && entry.logged ? { time: entry.logged, subject: domain } : undefined;
      },
    }),
    "kernel-refusal": defineStream({
      artifact: kernelLog,
      select: (entry) => {
        const domain = entry.kind === "denial" ? refusedCode(entry) : undefined;
        return domain !== undefined && entry.logged ? { time: entry.logged, subject: domain } : undefined;
      },
    }),
  },

  correlate(anchor, beside) {
    // Clocks of different zones cannot be set beside each other.
    const near = beside.filter(({ time }) => time.clock === anchor.time.clock);
    const burst = burstBefore(anchor, near);
    if (!burst) return undefined;
    const path = typeof anchor.subject === "string" ? anchor.subject : anchor.subject.value;
    const isRefused = near.some(({ stream }) => !CRASHES.includes(stream));
    return {
      subject: anchor.subject,
      message: isRefused ? "summary-refused" : "summary",
      params: { path, program: burst.program, crashes: burst.crashes, hours: hoursBetween(burst.last.time, anchor.time) },
      severity: isRefused ? "high" : "medium",
    };
  },
});

interface Burst {
  readonly program: string;
  readonly crashes: number;
  readonly last: Moment;
}

/** The exposed program that crashed most often before. A crash may stand in both lists: that which holds more of them counts. */
function burstBefore({ time }: Moment, near: readonly Moment[]): Burst | undefined {
  const before = near.filter((moment) => CRASHES.includes(moment.stream) && BigInt(moment.time.earliest) <= BigInt(time.latest));
  const groups = [...Map.groupBy(before, ({ subject, stream }) => `${stream} ${String(subject)}`).values()];
  const most = groups.reduce<readonly Moment[]>((longest, group) => (group.length > longest.length ? group : longest), []);
  // The nearest stands first.
  const [last] = most;
  return last && most.length >= BURST_CRASHES ? { program: String(last.subject), crashes: most.length, last } : undefined;
}
