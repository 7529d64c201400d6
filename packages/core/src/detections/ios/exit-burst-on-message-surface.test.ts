import { expect, test } from "vitest";
import type { UnifiedLogLine } from "../../artifacts/ios/unified-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import exitBurst from "./exit-burst-on-message-surface.ts";

const { anchor, correlate } = exitBurst as CorrelateDetection;
const program = (value: string) => ({ type: "process:name", value }) as const;
const time = fromUnixSeconds(1_700_000_000)!;
const line = (fields: Partial<UnifiedLogLine> = {}): UnifiedLogLine => ({
  ...{ why: "words", topic: "exit", pid: 1, time, text: "service com.apple.imagent: exited due to SIGSEGV | sent by exc handler" },
  ...fields,
});
const homed = momentSample("anchor", 0, { subject: program("homed") });
const beside = (count: number, name: string) =>
  Array.from({ length: count }, (_, n) => momentSample("exits", n * 20, { subject: program(name) }));

test("counts ends by faults of programs that handle messages, with a time, and no others", () => {
  expect(anchor.select(line())).toEqual({ time, subject: program("imagent") });
  const others = [
    { text: "game exited due to SIGSEGV" },
    { text: "imagent exited due to SIGKILL" },
    { text: "imagentx exited due to SIGBUS" },
    { text: undefined },
    { time: undefined },
    { topic: "launch" },
  ];
  for (const other of others) expect(anchor.select(line(other as Partial<UnifiedLogLine>))).toBeUndefined();
});

test("speaks of five of one program in a short time, and not of fewer or of different ones", () => {
  expect(correlate(homed, beside(5, "homed"))).toMatchObject({ subject: program("homed"), params: { program: "homed", count: 5 } });
  expect(correlate(homed, beside(4, "homed"))).toBeUndefined();
  expect(correlate(homed, [...beside(4, "homed"), ...beside(20, "imagent")])).toBeUndefined();
});
