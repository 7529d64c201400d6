import { expect, test } from "vitest";
import type { KernelEntry } from "../../artifacts/android/kernel-log.ts";
import { hitsOf } from "../../testing/index.ts";
import refusedCodeInKernelLog from "./refused-code-in-kernel-log.ts";

const denial = (subjectContext: string, objectClass: string, ...refused: string[]): KernelEntry => ({
  kind: "denial",
  text: "avc",
  process: "tool",
  subjectContext,
  objectContext: "u:object_r:shell_data_file:s0",
  objectClass,
  refused,
});
const judge = (...entries: KernelEntry[]) => hitsOf(refusedCodeInKernelLog, entries);

test("speaks of a program for media that wanted to run code", () => {
  expect(judge(denial("u:r:mediaserver:s0", "file", "read", "execute"), denial("u:r:bluetooth:s0", "process", "execmem"))).toMatchObject([
    { subject: { value: "tool" }, params: { domain: "mediaserver" } },
    { params: { domain: "bluetooth" } },
  ]);
});

test("is silent on reading, on apps, on other classes and on lines that are no refusal", () => {
  expect(judge(denial("u:r:mediaserver:s0", "file", "read"), denial("u:r:untrusted_app:s0:c1", "file", "execute"))).toEqual([]);
  expect(judge(denial("u:r:mediaserver:s0", "dir", "execute"))).toEqual([]);
  expect(judge({ kind: "fault", text: "x" })).toEqual([]);
});
