import logcat from "../../artifacts/android/logcat.ts";
import { defineRefusedCode } from "../refused-code.ts";

export default defineRefusedCode("android/refused-code-in-log", logcat);
