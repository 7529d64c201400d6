import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { packageOf } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { readDenial } from "../avc.ts";
import { linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { KERNEL_NAME_LENGTH, processObservables } from "../process-observables.ts";

/** A line of the kernel's log that tells of a fault, a refusal, a device at the cable or a service that started. */
export interface KernelEntry {
  readonly kind: "fault" | "denial" | "usb" | "service";
  /** Seconds since the phone started. */
  readonly uptimeSeconds?: number;
  /** The kernel tells the time of refusals alone. */
  readonly logged?: EvidenceTime;
  readonly text: string;
  readonly process?: string;
  readonly pid?: number;
  readonly app?: string;
  readonly path?: string;
  readonly refused?: readonly string[];
  readonly subjectContext?: string;
  readonly objectContext?: string;
  readonly objectClass?: string;
  readonly isPermissive?: boolean;
  /** Of a device at the cable: maker and product, four digits each. */
  readonly usbVendor?: string;
  readonly usbProduct?: string;
}

const LINE = /^(?:<\d+>)?\[ *(\d+\.\d+)\](?: *\[[^\]]*\])? ?(.*)$/;
const FAULTS = [
  "Kernel panic",
  "Unable to handle kernel",
  "Internal error: Oops",
  "BUG: KASAN",
  "BUG: KFENCE",
  "BUG: unable",
  "KFENCE: ",
  "kernel BUG at",
  "general protection fault",
  "UBSAN: ",
  "CFI failure",
];
const FAULT = new RegExp(`\\b(?:${FAULTS.join("|")})`);
const USB = /\bNew USB device found, idVendor=([0-9a-f]{4}), idProduct=([0-9a-f]{4})/;
const SERVICE = /\binit: starting service '([^']+)'/;
const DENIAL = "avc:";
/** Of hundreds of thousands of lines these are looked for first: few hold one. */
const WANTED = { texts: [DENIAL, "New USB device found", "init: starting service", ...FAULTS] };
const MAX_ENTRIES = 100_000;
const MAX_TEXT = 400;

export default defineArtifact<KernelEntry>({
  id: "android/kernel-log",
  version: 1,
  paths: [
    "bridle:/kernel-log", // bug reports of most builds; AndroidQF where the shell may read it
    "bridle:/dumpstate/LAST KMSG",
    "/proc/last_kmsg", // before the last restart
    "/proc/kmsg",
    "/sys/fs/pstore/console-ramoops*",
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["listed", "ran"] },
  cuts: { "process:name": KERNEL_NAME_LENGTH },
  provenOn: "synthetic-only",
  references: [
    "https://source.android.com/docs/security/features/selinux/validate",
    "https://docs.kernel.org/admin-guide/bug-hunting.html",
  ],

  parse: (file, context) =>
    linewise(context.lines(file, WANTED), (found) => {
      let count = 0;
      return {
        see(line) {
          const entry = entryOf(line.text);
          if (!entry || count > MAX_ENTRIES) return;
          if (++count <= MAX_ENTRIES) found(line, entry);
          else context.skip(message("artifacts/shared/too-many", { limit: MAX_ENTRIES }), [atLine(line.line)], "over-budget");
        },
      };
    }),

  observables({ process, app, path }) {
    const named = app === undefined ? undefined : packageOf(app);
    return [
      ...(process === undefined ? [] : processObservables(process, true)),
      ...(named === undefined ? [] : [{ type: "app:id", role: "ran", value: named } as const]),
      ...(path?.startsWith("/") ? [{ type: "file:path", role: "listed", value: path } as const] : []),
    ];
  },
  events: ({ logged, text }) =>
    logged ? [{ time: logged, kind: "usage", message: "artifacts/android/kernel-log/line", params: { text } }] : [],
});

function entryOf(line: string): KernelEntry | undefined {
  const [, uptime, rest] = LINE.exec(line) ?? [undefined, undefined, line];
  const text = rest!.slice(0, MAX_TEXT);
  const about = { ...optional("uptimeSeconds", uptime === undefined ? undefined : Number(uptime)), text };
  const denial = rest!.includes(DENIAL) ? readDenial(rest!) : undefined;
  if (denial) {
    const { command, audited, ...fields } = denial;
    return { kind: "denial", ...about, ...optional("logged", audited), ...optional("process", command), ...fields };
  }
  const usb = USB.exec(text);
  if (usb) return { kind: "usb", ...about, usbVendor: usb[1]!, usbProduct: usb[2]! };
  const service = SERVICE.exec(text)?.[1];
  if (service !== undefined) return { kind: "service", ...about, process: service };
  return FAULT.test(text) ? { kind: "fault", ...about } : undefined;
}
