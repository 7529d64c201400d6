import { baseName } from "../model/canonical-path.ts";

/**
 * Programs that read what strangers send: media, messages, radio, web pages. Published zero-click chains on Android went through
 * Stagefright (mediaserver, 2015), Qmage (messages and gallery, 2020), WhatsApp (2019, 2025), Samsung's image library (LANDFALL, 2025), the modem and Bluetooth.
 */
const NAMES: ReadonlySet<string> = new Set([
  "mediaserver",
  "media.codec",
  "media.swcodec",
  "media.extractor",
  "mediaextractor",
  "mediaswcodec",
  "android.hardware.media.omx@1.0-service",
  "media.hwcodec",
  "samsung.hardware.media.c2@1.2-service",
  "com.android.bluetooth",
  "com.google.android.bluetooth",
  "bluetooth",
  "wpa_supplicant",
  "rild",
  "rild_exynos",
  "com.android.phone",
  "com.android.mms",
  "com.android.mms.service",
  "com.google.android.apps.messaging",
  "com.samsung.android.messaging",
  "com.samsung.ipservice",
  "com.android.providers.media.module",
  "com.google.android.providers.media.module",
  "android.process.media",
  "com.sec.android.gallery3d",
  "com.google.android.apps.photos",
  "com.whatsapp",
  "com.whatsapp.w4b",
  "org.telegram.messenger",
  "org.thoughtcrime.securesms",
  "com.viber.voip",
  "com.facebook.orca",
  "com.imo.android.imoim",
  "com.discord",
  "com.google.android.gm",
  "com.android.chrome",
  "com.sec.android.app.sbrowser",
  "com.google.android.webview",
]);

/** The exposed program that this process belongs to: its own name, its app's, or the end of its path. */
export function exposedProgram(process: string): string | undefined {
  const [name] = baseName(process).split(":", 1);
  return name !== undefined && NAMES.has(name) ? name : undefined;
}

/** What a crash says of memory: a check that found misuse · memory used against its rights · a wild address · a check of the program's own. */
export type CrashClass = "memory-checker" | "forbidden-access" | "wild-access" | "own-check" | "other";

const CHECKER =
  /GWP-ASan|MTE|Use After Free|Buffer Overflow|Buffer Underflow|Double Free|Invalid \(?\w{0,16}\)? ?Free|corrupted (?:chunk|header)|Scudo ERROR|HWAddressSanitizer/i;

export interface CrashMarks {
  readonly signal?: string;
  readonly signalCode?: string;
  readonly causes?: readonly string[];
  readonly abortMessage?: string;
}

export function crashClass({ signal, signalCode, causes, abortMessage }: CrashMarks): CrashClass {
  if (/^SEGV_MTE/.test(signalCode ?? "") || [...(causes ?? []), abortMessage ?? ""].some((text) => CHECKER.test(text)))
    return "memory-checker";
  if (signalCode === "SEGV_ACCERR" || signal === "SIGILL" || signal === "SIGBUS") return "forbidden-access";
  if (signal === "SIGSEGV") return "wild-access";
  return signal === "SIGABRT" || signal === "SIGTRAP" ? "own-check" : "other";
}

/** Crashes of one program within this time are tries of one thing, rather than faults that come now and then. */
export const BURST_SECONDS = 86_400;
export const BURST_CRASHES = 3;
