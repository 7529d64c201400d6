import { defineCorrelate, type Stream } from "./detection.ts";

/** With the anchor: so many ends of one program within the window on either side. */
const BURST = 5;

/** `ends`: when programs of the message surface ended by a fault, each moment about the program. */
export const defineBurst = (id: string, ends: Stream) =>
  defineCorrelate({
    id,
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
    anchor: ends,
    // The stream holds the anchor too, at no distance.
    beside: { ends },
    windowSeconds: 900,

    correlate({ subject, time }, beside) {
      const program = subject as { readonly type: "process:name"; readonly value: string };
      const count = beside.filter((other) => typeof other.subject !== "string" && other.subject.value === program.value).length;
      return count < BURST ? undefined : { subject: program, message: "summary", params: { program: program.value, count }, time };
    },
  });
