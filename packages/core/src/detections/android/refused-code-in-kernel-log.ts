import kernelLog from "../../artifacts/android/kernel-log.ts";
import { defineRefusedCode } from "../refused-code.ts";

export default defineRefusedCode("android/refused-code-in-kernel-log", kernelLog);
