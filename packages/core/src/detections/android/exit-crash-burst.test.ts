import { expect, test } from "vitest";
import type { ProcessExit } from "../../artifacts/android/exit-info.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import exitCrashBurst from "./exit-crash-burst.ts";

const exit = (hours: number, fields: Partial<ProcessExit> = {}): ProcessExit => ({
  process: "com.whatsapp:push",
  pid: 1,
  exitReason: "CRASH(NATIVE)",
  ended: fromUnixSeconds(1_700_000_000 + hours * 3600)!,
  ...fields,
});
const judge = (...exits: ProcessExit[]) => hitsOf(exitCrashBurst, exits);

test("speaks of three native crashes of one exposed app within a day, in whatever order they stand", () => {
  const hits = judge(exit(300), exit(23), exit(0), exit(24));
  expect(hits).toMatchObject([{ subject: { value: "com.whatsapp" }, count: 3, params: { crashes: 3 }, time: { raw: "1700000000" } }]);
  expect(hits[0]!.records).toHaveLength(3);
});

test("is silent on two, on days between them, on other ends, other apps and ends without a time", () => {
  expect(judge(exit(0), exit(1))).toEqual([]);
  expect(judge(exit(0), exit(20), exit(40), exit(60))).toEqual([]);
  expect(judge(...[0, 1, 2].map((hour) => exit(hour, { exitReason: "CRASH" })))).toEqual([]);
  expect(judge(...[0, 1, 2].map((hour) => exit(hour, { process: "com.example.game" })))).toEqual([]);
  const { ended: _, ...undated } = exit(0);
  expect(judge(undated, undated, undated)).toEqual([]);
});
