import { expect, test } from "vitest";
import type { NativeCrash } from "../../artifacts/android/tombstones.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { Moment } from "../detection.ts";
import detection from "./native-crash-burst.ts";

if (detection.form !== "correlate") throw new TypeError("a correlation");
const { correlate, anchor } = detection;

const crash = (number: number, program = "media.codec"): Moment =>
  momentSample(number === 0 ? "anchor" : "again", number * 60, {
    subject: program,
    record: { artifact: "x", file: { path: `/t${number}`, rawPath: `t${number}` }, at: [{ kind: "file" }], data: {} },
  });

test("speaks of three crashes of one exposed program within a day", () => {
  expect(correlate(crash(0), [{ ...crash(0), stream: "again" }, crash(1), crash(2)])).toMatchObject({
    subject: { type: "process:name", value: "media.codec" },
    params: { crashes: 3 },
  });
});

test("is silent on two, and on crashes of different programs", () => {
  expect(correlate(crash(0), [{ ...crash(0), stream: "again" }, crash(1)])).toBeUndefined();
  expect(correlate(crash(0), [crash(1, "com.whatsapp"), crash(2, "rild")])).toBeUndefined();
});

test("looks at faults of memory in programs that read what strangers send, and at nothing else", () => {
  const record = (fields: Partial<NativeCrash>): NativeCrash => ({
    program: "com.whatsapp",
    pid: 1,
    frames: [],
    crashed: fromUnixSeconds(1_700_000_000)!,
    signal: "SIGSEGV",
    ...fields,
  });
  expect(anchor.select(record({}))).toMatchObject({ subject: "com.whatsapp" });
  expect(anchor.select(record({ signal: "SIGABRT" }))).toBeUndefined();
  expect(anchor.select(record({ program: "com.example.app" }))).toBeUndefined();
  expect(anchor.select({ program: "com.whatsapp", pid: 1, frames: [], signal: "SIGSEGV" })).toBeUndefined();
});
