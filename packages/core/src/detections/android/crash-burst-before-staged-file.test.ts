import { expect, test } from "vitest";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import chain from "./crash-burst-before-staged-file.ts";

const { anchor, beside, correlate, windowSeconds } = chain as CorrelateDetection;
const time = fromUnixSeconds(1_650_000_000)!;
const PATH = "/data/local/tmp/demo";
const staged = momentSample("anchor", 0, { subject: { type: "file:path", value: PATH } });
const PROGRAM = "com.whatsapp";
const crash = (seconds: number, stream = "crash", subject = PROGRAM) => momentSample(stream, seconds, { subject });
const refusal = momentSample("refusal", 100, { subject: "mediaserver" });

test("anchors at files of the shell's folders, by the time at which they came to lie there", () => {
  const [older, newer] = [fromUnixSeconds(1)!, time];
  expect(anchor.select({ path: PATH, modified: older, changed: newer })).toEqual({
    time: newer,
    subject: { type: "file:path", value: PATH },
  });
  expect(anchor.select({ path: PATH, modified: newer })).toBeDefined();
  expect(anchor.select({ path: PATH })).toBeUndefined();
  expect(anchor.select({ path: PATH, mode: "drwxrwxrwx", changed: newer })).toBeUndefined();
  expect(anchor.select({ path: "/data/local/tmp/collector", changed: newer })).toBeUndefined();
  expect(anchor.select({ path: "/data/media/0/a", changed: newer })).toBeUndefined();
});

test("looks beside it at native crashes of programs that read what strangers send, and at code refused to them", () => {
  const native = { pid: 1, frames: [], crashed: time, program: PROGRAM, signal: "SIGSEGV" };
  expect(beside["crash"]!.select(native)).toEqual({ time, subject: PROGRAM });
  expect(beside["crash"]!.select({ ...native, signal: "SIGABRT" })).toBeUndefined();
  expect(beside["crash"]!.select({ ...native, program: "org.example.game" })).toBeUndefined();
  const exit = { packageName: PROGRAM, process: PROGRAM, exitReason: "CRASH(NATIVE)", ended: time };
  expect(beside["exit"]!.select(exit)).toEqual({ time, subject: PROGRAM });
  expect(beside["exit"]!.select({ ...exit, exitReason: "ANR" })).toBeUndefined();
  const denial = { kind: "denial", logged: time, subjectContext: "u:r:mediaserver:s0", objectClass: "process", refused: ["execmem"] };
  for (const stream of ["refusal", "kernel-refusal"]) {
    expect(beside[stream]!.select(denial)).toEqual({ time, subject: "mediaserver" });
    expect(beside[stream]!.select({ ...denial, refused: ["read"] })).toBeUndefined();
  }
});

test("speaks of a burst before the file, and graver where code was refused as well", () => {
  expect(windowSeconds).toBe(86_400);
  const burst = [crash(-1_800), crash(-3_600), crash(-7_200)];
  expect(correlate(staged, burst)).toMatchObject({
    message: "summary",
    severity: "medium",
    params: { path: PATH, program: PROGRAM, crashes: 3, hours: 1 },
  });
  expect(correlate(staged, [...burst, refusal])).toMatchObject({ message: "summary-refused", severity: "high" });
});

test("is silent on fewer crashes, on crashes after the file, of several programs, and on one crash told in both lists", () => {
  expect(correlate(staged, [crash(-1_800), crash(-3_600), refusal])).toBeUndefined();
  expect(correlate(staged, [crash(1_800), crash(3_600), crash(7_200)])).toBeUndefined();
  expect(correlate(staged, [crash(-1), crash(-2), crash(-3, "crash", "bluetooth")])).toBeUndefined();
  expect(correlate(staged, [crash(-1), crash(-1, "exit"), crash(-2), crash(-2, "exit")])).toBeUndefined();
});

test("sets no clocks of different zones beside each other", () => {
  const local = { ...time, clock: "device-local" as const };
  const burst = [1, 2, 3].map((seconds) => ({ ...crash(-seconds), time: local }));
  expect(correlate(staged, burst)).toBeUndefined();
});
