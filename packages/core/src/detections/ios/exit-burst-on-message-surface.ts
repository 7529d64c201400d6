import unifiedLog, { type UnifiedLogLine } from "../../artifacts/ios/unified-log.ts";
import { defineCorrelate, defineStream } from "../detection.ts";
import { MESSAGE_SURFACE } from "../message-surface.ts";

/** Signals of a fault in memory or of broken code. A kill by the system (SIGKILL, SIGTERM) is none. */
const FAULT = /\bSIG(?:SEGV|BUS|ILL|TRAP|ABRT)\b/;
const WORD = /[A-Za-z]\w+/g;
/** With the anchor: so many ends of one program within the window on either side. */
const BURST = 5;

const programIn = (text: string): string | undefined => text.match(WORD)?.find((word) => MESSAGE_SURFACE.has(word));

const select = ({ topic, text, time }: UnifiedLogLine) => {
  const program = topic === "exit" && time && text !== undefined && FAULT.test(text) ? programIn(text) : undefined;
  return program === undefined || time === undefined ? undefined : { time, subject: { type: "process:name", value: program } as const };
};
const exits = defineStream({ artifact: unifiedLog, select });

export default defineCorrelate({
  id: "ios/exit-burst-on-message-surface",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  falsePositives: ["system-bug", "broken-message"],
  references: [
    "https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/",
    "https://citizenlab.ca/2023/04/nso-groups-pegasus-spyware-returns-in-2022/",
  ],
  anchor: exits,
  // The stream holds the anchor too, at no distance.
  beside: { exits },
  windowSeconds: 900,

  correlate({ subject, time }, beside) {
    const program = subject as { readonly type: "process:name"; readonly value: string };
    const count = beside.filter((other) => typeof other.subject !== "string" && other.subject.value === program.value).length;
    return count < BURST ? undefined : { subject: program, message: "summary", params: { program: program.value, count }, time };
  },
});
