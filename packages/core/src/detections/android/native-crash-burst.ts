import tombstones, { type NativeCrash } from "../../artifacts/android/tombstones.ts";
import { toJson } from "../../model/json.ts";
import { defineCorrelate, defineStream, type Moment } from "../detection.ts";
import { BURST_CRASHES, BURST_SECONDS, crashClass, exposedProgram } from "../exposed-processes.ts";

/** Crashes of exposed programs; one that the program ended itself, by a check of its own, is no fault of memory. */
const crashes = defineStream<NativeCrash>({
  artifact: tombstones,
  select({ crashed, program, ...marks }) {
    const exposed = exposedProgram(program);
    const kind = crashClass(marks);
    return crashed && exposed !== undefined && kind !== "own-check" && kind !== "other" ? { time: crashed, subject: exposed } : undefined;
  },
});

/** Each crash is a file of its own: they meet here. */
export default defineCorrelate({
  id: "android/native-crash-burst",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  falsePositives: ["broken-file", "faulty-update", "worn-hardware"],
  references: [
    "https://googleprojectzero.blogspot.com/2020/07/mms-exploit-part-1-introduction-to-qmage.html",
    "https://unit42.paloaltonetworks.com/landfall-is-new-commercial-grade-android-spyware/",
    "https://source.android.com/docs/core/tests/debug/native-crash",
  ],
  windowSeconds: BURST_SECONDS,

  anchor: crashes,
  beside: { again: crashes },

  correlate(anchor, beside) {
    const same = beside.filter(({ subject, record }) => subject === anchor.subject && placeOf(record) !== placeOf(anchor.record));
    if (typeof anchor.subject !== "string" || same.length + 1 < BURST_CRASHES) return undefined;
    return {
      subject: { type: "process:name", value: anchor.subject },
      message: "summary",
      params: { program: anchor.subject, crashes: same.length + 1, hours: BURST_SECONDS / 3600 },
    };
  },
});

const placeOf = ({ file, at }: Moment["record"]): string => toJson([file.rawPath, at]);
