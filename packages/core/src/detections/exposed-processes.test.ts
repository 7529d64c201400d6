import { expect, test } from "vitest";
import { crashClass, exposedProgram } from "./exposed-processes.ts";

test("knows exposed programs by name, by path and by their app's processes, and no others", () => {
  expect(exposedProgram("/vendor/bin/hw/media.codec")).toBe("media.codec");
  expect(exposedProgram("com.whatsapp:push")).toBe("com.whatsapp");
  expect(exposedProgram("com.whatsapp.fake")).toBeUndefined();
  expect(exposedProgram("com.example.app")).toBeUndefined();
});

test.each([
  [{ signal: "SIGSEGV", signalCode: "SEGV_MTESERR" }, "memory-checker"],
  [{ signal: "SIGSEGV", causes: ["[GWP-ASan]: Use After Free, 0 bytes into"] }, "memory-checker"],
  [{ signal: "SIGABRT", abortMessage: "Scudo ERROR: corrupted chunk header at address 0x" }, "memory-checker"],
  [{ signal: "SIGSEGV", signalCode: "SEGV_ACCERR" }, "forbidden-access"],
  [{ signal: "SIGILL" }, "forbidden-access"],
  [{ signal: "SIGSEGV", signalCode: "SEGV_MAPERR" }, "wild-access"],
  [{ signal: "SIGABRT", abortMessage: "Check failed" }, "own-check"],
  [{}, "other"],
])("%o is %s", (marks, kind) => {
  expect(crashClass(marks)).toBe(kind);
});
