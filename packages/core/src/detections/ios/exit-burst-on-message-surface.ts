import unifiedLog, { type UnifiedLogLine } from "../../artifacts/ios/unified-log.ts";
import { defineBurst } from "../burst-on-message-surface.ts";
import { defineStream } from "../detection.ts";
import { MESSAGE_SURFACE } from "../message-surface.ts";

/** Signals of a fault in memory or of broken code. A kill by the system (SIGKILL, SIGTERM) is none. */
const FAULT = /\bSIG(?:SEGV|BUS|ILL|TRAP|ABRT)\b/;
const WORD = /[A-Za-z]\w+/g;

const programIn = (text: string): string | undefined => text.match(WORD)?.find((word) => MESSAGE_SURFACE.has(word));

const select = ({ topic, text, time }: UnifiedLogLine) => {
  const program = topic === "exit" && time && text !== undefined && FAULT.test(text) ? programIn(text) : undefined;
  return program === undefined || time === undefined ? undefined : { time, subject: { type: "process:name", value: program } as const };
};

export default defineBurst("ios/exit-burst-on-message-surface", defineStream({ artifact: unifiedLog, select }));
